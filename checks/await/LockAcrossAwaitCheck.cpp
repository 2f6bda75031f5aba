// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/LockAcrossAwaitCheck.h"

#include "analysis/Coroutines.h"

using namespace clang::ast_matchers;

namespace ron {

LockAcrossAwaitCheck::LockAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), LockGuardTypes(*this, "LockGuardTypes", DefaultLockGuardTypes),
      AsyncMutexTypes(*this, "AsyncMutexTypes", DefaultAsyncMutexTypes),
      SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables), FlagAsyncLocks(*this, "FlagAsyncLocks", false) {}

void LockAcrossAwaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind("coroutine"), this);
}

void LockAcrossAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("coroutine");
  analyze(Function, *Result.Context, LockModel::Report::Blocking);
  if (FlagAsyncLocks)
    analyze(Function, *Result.Context, LockModel::Report::Async);
}

void LockAcrossAwaitCheck::analyze(const FunctionDecl &Function, ASTContext &Context, LockModel::Report Which) {
  const Stmt &Body = *coroutineBody(Function);
  const LockTypes Types(LockGuardTypes, AsyncMutexTypes);
  LockModel Model(Types, Function, Which);
  Flow Paths(Function, Body, Context, Model);
  if (!Paths.complete())
    return;
  for (const Across &Lock : aliveAcross(Paths, Model, SafeAwaitables, Context.getSourceManager()))
    report(Lock, Paths, Function, Context, Which);
}

void LockAcrossAwaitCheck::report(const Across &Lock, Flow &Paths, const FunctionDecl &Function, ASTContext &Context,
                                  LockModel::Report Which) {
  const SourceLocation Loc = Lock.location();
  if (!shouldReport(Loc))
    return;
  const ValueDecl *Name = Lock.name();
  const bool Async = Which == LockModel::Report::Async;
  const std::string Called =
      Name ? ((Async ? "async lock '" : "'") + Name->getName() + "'").str() : (Async ? "the async lock" : "the lock");
  const Remedy Cure = dropBeforeSuspension(Lock, Function, Context);
  diag(placeOf(Loc), "%0 is still held when the coroutine suspends") << Called << Cure.Fix;
  noteSuspensions(*this, Lock, Paths, Called + " is held");
  if (!Cure.Advice.empty())
    diag(Lock.Suspensions.front().At->getBeginLoc(), Cure.Advice, DiagnosticIDs::Note) << Cure.Suggestion;
}

} // namespace ron
