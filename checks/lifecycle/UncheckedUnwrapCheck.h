// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Check.h"
#include "analysis/ResultModel.h"

namespace ron {

/// Runtime hygiene: a result is unwrapped on a path where nothing has asked whether it holds a value.
class UncheckedUnwrapCheck : public Check {
public:
  UncheckedUnwrapCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  void examine(const FunctionDecl &Function, ArrayRef<const CallSite *> Sites, ASTContext &Context);
  void report(const CallSite &Site, const Unwrap &Taken, const Flow::Branch &Way);
  void suggestReturn(const CallSite &Site, const Unwrap &Taken);

  ListOption SafeAwaitables;
  FunctionListOption AssertFunctions;
  const ResultTypes Types;
  ASTContext *Seen = nullptr; // set once an unwrap was found
};

} // namespace ron
