// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/LockDrop.h"
#include "analysis/LockModel.h"

namespace ron {

/// Rule 1: a lock that blocks its thread is held while the coroutine suspends.
class LockAcrossAwaitCheck : public Check {
public:
  LockAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void analyze(const FunctionDecl &Function, ASTContext &Context, LockModel::Report Which);
  void report(const Across &Lock, Flow &Paths, const FunctionDecl &Function, ASTContext &Context,
              LockModel::Report Which);

  ListOption LockGuardTypes;
  ListOption AsyncMutexTypes;
  ListOption SafeAwaitables;
  FlagOption FlagAsyncLocks;
};

} // namespace ron
