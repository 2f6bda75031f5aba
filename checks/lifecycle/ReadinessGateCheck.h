// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Handlers.h"
#include "analysis/ReadinessFlags.h"

namespace ron {

/// Rule 5: requests are worked on before anybody has asked whether the service is ready, or readiness is told wrongly.
class ReadinessGateCheck : public UnitCheck {
public:
  ReadinessGateCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  struct Unit;
  void examineHandlers(Unit &Program);
  void examineProbe(const Handler &H, Unit &Program);
  void reportEarlyWork(const Handler &H, Unit &Program);
  void reportFlag(const EarlySign &Sign, const ASTContext &Context);

  FunctionListOption Checks, HandlerRegistrations, WorkFunctions;
};

} // namespace ron
