// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Check.h"

#include "llvm/Support/YAMLTraits.h"

namespace ron {

Option::Option(Check &Owner, StringRef Key, StringRef Text) : Key(Key), Text(Text) { Owner.Registered.push_back(this); }

ListOption::ListOption(Check &Owner, StringRef Key, StringRef Default, Case Sensitivity)
    : Option(Owner, Key, Owner.Options.get(Key, Default)), Globs(Text, Default, Sensitivity) {
  Owner.Lists.push_back(this);
  if (!error().empty())
    Owner.configurationDiag("option '%0.%1' %2; the default is used") << Owner.FullName << Key << error();
}

// Read as text: what OptionsView::get<bool> is called in the object file depends on the compiler in LLVM 16.
FlagOption::FlagOption(Check &Owner, StringRef Key, bool Default)
    : Option(Owner, Key, Owner.Options.get(Key, Default ? "true" : "false")), Value(Default) {
  if (const std::optional<bool> Parsed = llvm::yaml::parseBool(Text))
    Value = *Parsed;
  else
    Owner.configurationDiag("option '%0.%1' is '%2', neither 'true' nor 'false'; the default is used")
        << Owner.FullName << Key << Text;
}

NumberOption::NumberOption(Check &Owner, StringRef Key, unsigned Default)
    : Option(Owner, Key, Owner.Options.get(Key, std::to_string(Default))), Value(Default) {
  if (StringRef(Text).getAsInteger(10, Value)) {
    Value = Default;
    Owner.configurationDiag("option '%0.%1' is '%2', which is no whole number; the default is used")
        << Owner.FullName << Key << Text;
  }
}

TextOption::TextOption(Check &Owner, StringRef Key, StringRef Default)
    : Option(Owner, Key, Owner.Options.get(Key, Default)) {}

Check::Check(StringRef Name, ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Comments(Name), FullName(Name) {}

void Check::storeOptions(ClangTidyOptions::OptionMap &Opts) {
  for (const Option *O : Registered)
    Options.store(Opts, O->Key, O->Text);
}

void Check::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP, Preprocessor *) {
  Sources = &SM;
  Comments.attach(*PP);
}

void Check::onStartOfTranslationUnit() {
  Reported.clear();
  for (const Globs *List : Lists)
    List->reset();
}

void Check::onEndOfTranslationUnit() {
  for (SourceLocation Loc : Comments.withoutReason())
    diag(Loc, "a suppression of '%0' must state its reason") << FullName;
  Comments.clear();
}

namespace {

AST_MATCHER(FunctionDecl, isUserDefinition) {
  const SourceManager &Sources = Finder->getASTContext().getSourceManager();
  return Node.doesThisDeclarationHaveABody() && !Sources.isInSystemHeader(Node.getLocation());
}

} // namespace

void UnitCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::functionDecl(isUserDefinition()).bind("function"), this);
}

void UnitCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) { Seen = Result.Context; }

void UnitCheck::onEndOfTranslationUnit() {
  if (Seen)
    examine(*Seen);
  Seen = nullptr;
  Check::onEndOfTranslationUnit();
}

bool Check::shouldReport(SourceLocation Loc) {
  Loc = placeOf(Loc);
  if (Loc.isInvalid() || Sources->isInSystemHeader(Loc) || Comments.allows(*Sources, Loc))
    return false;
  // An editor has the headers compiled before, and would show this where the open file includes them.
  if (areDiagsSelfContained() && Sources->isLoadedSourceLocation(Loc))
    return false;
  return Reported.insert(Loc).second;
}

} // namespace ron
