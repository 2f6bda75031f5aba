// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Suppressions.h"

#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

namespace ron {

Suppressions::Suppressions(StringRef CheckName) : Name(CheckName) {
  if (StringRef(Name).starts_with("ron-"))
    Name = Name.substr(4);
}

void Suppressions::addMarker(StringRef Text, bool NeedsReason) { Markers.push_back({Text.str(), NeedsReason}); }

void Suppressions::attach(Preprocessor &PP) { PP.addCommentHandler(this); }

void Suppressions::clear() {
  Covered.clear();
  Continues = {};
  Bare.clear();
}

bool Suppressions::allows(const SourceManager &Sources, SourceLocation Loc) const {
  return !Covered.empty() && Covered.contains({Sources.getFileID(Loc), Sources.getSpellingLineNumber(Loc)});
}

/// The text between the delimiters of a comment, trimmed.
static StringRef commentBody(StringRef Text) {
  if (Text.consume_front("/*"))
    Text.consume_back("*/");
  return Text.ltrim("/*!<").trim();
}

Suppressions::Verdict Suppressions::classifyAllow(StringRef Text) const {
  const auto [Names, Rest] = Text.split(')');
  SmallVector<StringRef, 4> Listed;
  Names.split(Listed, ',');
  const bool Ours = llvm::any_of(Listed, [&](StringRef Entry) {
    Entry = Entry.trim();
    Entry.consume_front("ron-");
    return Entry == Name;
  });
  if (!Ours)
    return Verdict::Other;
  StringRef Reason = Rest.ltrim();
  return Reason.consume_front(":") && !Reason.trim().empty() ? Verdict::Allowed : Verdict::NoReason;
}

Suppressions::Verdict Suppressions::classify(StringRef Text) const {
  StringRef Body = commentBody(Text);
  if (Body.consume_front("ron-allow("))
    return classifyAllow(Body);
  for (const Marker &M : Markers) {
    StringRef Rest = Body;
    if (!Rest.consume_front(M.Text) || (!Rest.empty() && (llvm::isAlnum(Rest.front()) || Rest.front() == '_')))
      continue;
    if (!M.NeedsReason)
      return Verdict::Allowed;
    Rest = Rest.ltrim();
    if (!Rest.consume_front("("))
      return Verdict::NoReason;
    return Rest.split(')').first.trim().empty() ? Verdict::NoReason : Verdict::Allowed;
  }
  return Verdict::Other;
}

/// Whether nothing but white space stands before \p Loc on its line.
static bool startsLine(const SourceManager &Sources, SourceLocation Loc) {
  const auto [File, Offset] = Sources.getDecomposedLoc(Loc);
  const StringRef Before = Sources.getBufferData(File).take_front(Offset);
  return Before.rtrim(" \t").empty() || Before.rtrim(" \t").ends_with("\n");
}

bool Suppressions::HandleComment(Preprocessor &PP, SourceRange Range) {
  const SourceManager &Sources = PP.getSourceManager();
  const SourceLocation Begin = Range.getBegin();
  if (Sources.isInSystemHeader(Begin))
    return false;
  const FileID File = Sources.getFileID(Begin);
  const unsigned First = Sources.getSpellingLineNumber(Begin);
  const unsigned Last = Sources.getSpellingLineNumber(Range.getEnd());
  const Verdict Kind = classify(Lexer::getSourceText(CharSourceRange::getCharRange(Range), Sources, PP.getLangOpts()));
  const bool Alone = startsLine(Sources, Begin);
  if (Kind == Verdict::NoReason)
    Bare.push_back(Begin);
  if (Kind == Verdict::Allowed || (Kind == Verdict::Other && Alone && Continues == Line(File, First))) {
    // A comment behind code speaks of that line only, one that stands alone of the next line of code.
    Covered.insert({File, First});
    Covered.insert({File, Alone ? Last + 1 : Last});
    Continues = Alone ? Line(File, Last + 1) : Line();
  }
  return false;
}

} // namespace ron
