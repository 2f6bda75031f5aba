// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/GlobalUses.h"
#include "analysis/Synchronized.h"

#include <vector>

namespace ron {

/// Rule 9: a global or static variable that threads may change at the same time.
class MutableGlobalCheck : public Check {
public:
  MutableGlobalCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  bool isAllowed(QualType Type) const;
  bool isOpen(const VarDecl &Var) const;
  bool leadsToOpenObject(const VarDecl &Var) const;
  void report(const VarDecl &Var, const GlobalUses &Uses, ASTContext &Context);

  ListOption SynchronizedTypeNames, AllowedTypes;
  FlagOption FlagThreadLocal;
  const SynchronizedTypes Types;
  std::vector<const VarDecl *> Open; // of this translation unit
  ASTContext *Context = nullptr;
};

} // namespace ron
