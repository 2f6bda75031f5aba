// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Check.h"
#include "analysis/ResultModel.h"

namespace ron {

/// Runtime hygiene: a result is unwrapped on a path where nothing has asked whether it holds a value.
class UncheckedUnwrapCheck : public UnitCheck {
public:
  UncheckedUnwrapCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  void examineIn(const FunctionDecl &Function, ArrayRef<const CallSite *> Sites, ASTContext &Context);
  void report(const CallSite &Site, const Unwrap &Taken, const Flow::Branch &Way);
  void suggestReturn(const CallSite &Site, const Unwrap &Taken, ASTContext &Context);

  ListOption SafeAwaitables;
  FunctionListOption AssertFunctions;
  const ResultTypes Types;
};

} // namespace ron
