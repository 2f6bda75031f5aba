// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"

namespace ron {

/// Runtime hygiene: a test runs its event loop on one thread, and never on several.
class SingleRuntimeTestCheck : public Check {
public:
  SingleRuntimeTestCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  FunctionListOption LoopFunctions, BothRuntimesMacros;
};

} // namespace ron
