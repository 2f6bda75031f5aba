// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/MetricSites.h"

namespace ron {

/// Rule 4: a metric is registered, or looked up by constant labels, each time some code runs.
class MetricRegistrationCheck : public UnitCheck {
public:
  MetricRegistrationCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  struct Unit;
  bool isInSetup(const MetricSite &Site, Unit &Program) const;
  bool usesOwnRegistry(const MetricSite &Site, Unit &Program) const;
  bool runsRepeatedly(const MetricSite &Site, Unit &Program) const;
  void reportDuplicate(const MetricSite &Site, const MetricSite &First);
  void reportRepetition(const MetricSite &Site, Unit &Program);

  FunctionListOption RegistrationFunctions;
  FunctionListOption SetupFunctionNames;
  MetricCalls Calls;
};

} // namespace ron
