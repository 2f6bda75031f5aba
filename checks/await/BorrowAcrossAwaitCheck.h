// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BorrowModel.h"
#include "analysis/Check.h"
#include "analysis/Mutations.h"

namespace ron {

/// Golden rules 1 and 3: what refers into a shared container is not used across a suspension point, where others may
/// change the container.
class BorrowAcrossAwaitCheck : public Check {
public:
  BorrowAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  const Mutation *evidence(const Borrow &Of, const FunctionDecl &Function, ASTContext &Context);
  void report(const StaleUse &Found, const Borrow &Of, const Mutation &By, const FunctionDecl &Function,
              ASTContext &Context);
  void suggestCopy(const VarDecl &Var, ASTContext &Context);

  ListOption SafeAwaitables;
  NumberOption MaxCopySize; // bytes
  Mutations Changes;
};

} // namespace ron
