// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Metrics.h"

namespace ron {

/// Rule 4: a metric is registered, or looked up by constant labels, each time some code runs.
class MetricRegistrationCheck : public Check {
public:
  MetricRegistrationCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  struct Site;
  struct Unit;
  class SiteCollector;
  void examine(ASTContext &Context);
  const NamedDecl *familyOf(const Site &Where) const;
  const Expr *registryOf(const Site &Where) const;
  bool isInSetup(const Site &Where, Unit &Program) const;
  bool runsRepeatedly(const Site &Where, Unit &Program) const;
  bool isRemoved(const Site &Where, const Unit &Program) const;
  bool reportDuplicate(const Site &Where, const Unit &Program);
  void reportRepetition(const Site &Where, Unit &Program);

  FunctionListOption RegistrationFunctions;
  FunctionListOption SetupFunctionNames;
  MetricCalls Calls;
  ASTContext *Seen = nullptr; // set once a call of interest was found
};

} // namespace ron
