// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/ConfigUses.h"
#include "analysis/Includes.h"

namespace ron {

/// Rule 6: a configuration that others read is changed under their hands.
class ConfigHotSwapCheck : public UnitCheck {
public:
  ConfigHotSwapCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) override;

private:
  void examine(ASTContext &Context) override;
  struct Unit;
  bool isSwap(const ConfigUse &Use, Unit &Program) const;
  void judge(const ValueDecl &Holder, std::vector<ConfigUse> &Uses, Unit &Program);
  void report(const ConfigUse &Write, const ConfigUse *Read, ArrayRef<ConfigUse> All, Unit &Program);

  ListOption ConfigTypes;
  FunctionListOption ReloadFunctions;
  Includes Headers;
  Preprocessor *PP = nullptr;
};

} // namespace ron
