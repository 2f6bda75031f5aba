// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/MetricSites.h"

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
  struct Unit;
  void examine(ASTContext &Context);
  bool isInSetup(const MetricSite &Site, Unit &Program) const;
  bool usesOwnRegistry(const MetricSite &Site, Unit &Program) const;
  bool runsRepeatedly(const MetricSite &Site, Unit &Program) const;
  void reportDuplicate(const MetricSite &Site, const MetricSite &First);
  void reportRepetition(const MetricSite &Site, Unit &Program);

  FunctionListOption RegistrationFunctions;
  FunctionListOption SetupFunctionNames;
  MetricCalls Calls;
  ASTContext *Seen = nullptr; // set once a call of interest was found
};

} // namespace ron
