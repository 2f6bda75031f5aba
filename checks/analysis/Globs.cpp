// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Globs.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

namespace ron {

Globs::Globs(StringRef List, StringRef Default, Case Sensitivity) : Sensitivity(Sensitivity) {
  SmallVector<StringRef, 16> Entries;
  List.split(Entries, ';', -1, /*KeepEmpty=*/false);
  for (StringRef &Entry : Entries)
    Entry = Entry.trim();
  llvm::erase_if(Entries, [](StringRef Entry) { return Entry.empty(); });
  const auto Extends = llvm::count_if(Entries, [](StringRef Entry) { return Entry.starts_with("+"); });

  if (Entries.empty() && !List.trim().empty())
    Error = "has no entry between its ';'";
  else if (Extends != 0 && static_cast<size_t>(Extends) != Entries.size())
    Error = "mixes entries with and without '+': with it on every entry the list extends the default, without it on "
            "any the list replaces it";
  for (StringRef Entry : Entries) {
    const StringRef Glob = Entry.ltrim('+');
    if (Glob.empty() || Glob.find_first_of(" \t\r\n,") != StringRef::npos)
      Error = ("holds '" + Entry + "', which is no qualified name or glob; entries are separated by ';'").str();
    else if (auto Pattern = llvm::GlobPattern::create(Glob); !Pattern)
      Error = ("holds '" + Entry + "', which is no glob: " + toString(Pattern.takeError())).str();
  }

  if (!Error.empty()) {
    add(Default);
    return;
  }
  if (Extends != 0)
    add(Default);
  for (StringRef Entry : Entries)
    add(Entry.ltrim('+'));
}

void Globs::add(StringRef List) {
  SmallVector<StringRef, 32> Entries;
  List.split(Entries, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Entry : Entries) {
    Entry = Entry.trim();
    Entry.consume_front("::");
    Texts.push_back(Sensitivity == Case::Ignored ? Entry.lower() : Entry.str());
  }
  // The patterns point into the texts, which may have moved.
  Patterns.clear();
  for (const std::string &Text : Texts)
    if (auto Pattern = llvm::GlobPattern::create(Text))
      Patterns.push_back(std::move(*Pattern));
    else
      llvm::consumeError(Pattern.takeError());
}

bool Globs::matches(StringRef QualifiedName) const {
  const std::string Lower = Sensitivity == Case::Ignored ? QualifiedName.lower() : std::string();
  const StringRef Name = Sensitivity == Case::Ignored ? StringRef(Lower) : QualifiedName;
  return llvm::any_of(Patterns, [&](const llvm::GlobPattern &Pattern) { return Pattern.match(Name); });
}

std::string qualifiedName(const NamedDecl &D) {
  SmallVector<const NamedDecl *, 8> Scopes;
  for (const DeclContext *Scope = D.getDeclContext(); Scope; Scope = Scope->getParent())
    if (const auto *Named = dyn_cast<NamedDecl>(Scope);
        Named && !Scope->isInlineNamespace() && !Scope->isTransparentContext())
      Scopes.push_back(Named);
  std::string Name;
  llvm::raw_string_ostream Stream(Name);
  for (const NamedDecl *Scope : llvm::reverse(Scopes)) {
    if (Scope->getDeclName())
      Scope->printName(Stream);
    else
      Stream << (isa<NamespaceDecl>(Scope) ? "(anonymous namespace)" : "(anonymous)");
    Stream << "::";
  }
  D.printName(Stream);
  return Stream.str();
}

bool Globs::matches(const NamedDecl &D) const {
  if (Patterns.empty())
    return false;
  const auto [Entry, New] = Known.try_emplace(D.getCanonicalDecl(), false);
  if (New) {
    Entry->second = matches(qualifiedName(D));
  }
  return Entry->second;
}

bool Globs::matchesType(QualType Type) const {
  const CXXRecordDecl *Record = recordOf(Type);
  return Record && matches(*Record);
}

const CXXRecordDecl *recordOf(QualType Type) {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return Record;
  // 'std::lock_guard<M>' with a dependent M, and 'std::lock_guard' without arguments: the template still has a name.
  TemplateName Name;
  if (const auto *Deduced = Type->getAs<DeducedTemplateSpecializationType>())
    Name = Deduced->getTemplateName();
  else if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    Name = Specialization->getTemplateName();
  if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Name.getAsTemplateDecl()))
    return Template->getTemplatedDecl();
  return nullptr;
}

} // namespace ron
