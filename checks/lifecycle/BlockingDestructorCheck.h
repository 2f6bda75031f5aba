// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BlockingSites.h"
#include "analysis/Check.h"
#include "analysis/Components.h"
#include "analysis/SleepSites.h"

namespace ron {

/// Runtime hygiene: a destructor keeps its thread until something happens elsewhere.
class BlockingDestructorCheck : public Check {
public:
  BlockingDestructorCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  enum class Way { Blocks, Sleeps, Polls, Spins };
  void report(const CallExpr &Call, Way How, const NamedDecl &What);

  FunctionListOption BlockingFunctions, SleepFunctions;
  ComponentClassOption ComponentClass;
  const Globs YieldFunctions;
  const BlockingCalls Known;
  const Sleeps Delays, Yields;
  const CXXDestructorDecl *Destructor = nullptr; // at hand
};

} // namespace ron
