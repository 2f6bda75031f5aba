// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Check.h"
#include "analysis/TlsCalls.h"

namespace ron {

/// Rule 7: a TLS context is changed when connections may be using it.
class TlsConfigMutationCheck : public UnitCheck {
public:
  TlsConfigMutationCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  struct Unit;
  bool isPartOfContext(const FunctionDecl &Function) const;
  const NamedDecl *liveContext(const CallSite &Site, Unit &Program) const;
  bool isGivenLiveOne(const FunctionDecl &Function, const NamedDecl &Parameter, Unit &Program, unsigned Depth) const;

  FunctionListOption TlsMutators, SetupFunctionNames;
  TlsCalls Calls;
};

} // namespace ron
