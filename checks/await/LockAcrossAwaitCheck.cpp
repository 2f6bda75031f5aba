// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/LockAcrossAwaitCheck.h"

#include "analysis/Coroutines.h"

#include "llvm/ADT/MapVector.h"

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
  llvm::MapVector<void *, HeldLock> Found;
  Paths.visit([&](const Stmt &S, ArrayRef<World> Now) {
    if (!isSuspension(S, SafeAwaitables))
      return;
    for (const World &W : Now)
      for (const World::Life &L : W.lives()) {
        if (L.State != World::Life::Phase::Alive)
          continue;
        HeldLock &Lock = Found[L.From.getOpaqueValue()];
        if (Lock.Suspensions.empty()) {
          Lock.Acquired = L.From;
          Lock.Where = Model.placeOf(L.Thing);
        }
        if (llvm::any_of(Lock.Suspensions, [&](const HeldLock::Suspension &Known) { return Known.At == &S; }))
          continue;
        const bool Always = llvm::all_of(Now, [&](const World &Other) {
          const World::Life *There = Other.find(L.Thing);
          return There && There->State == World::Life::Phase::Alive;
        });
        Lock.Suspensions.push_back({&S, Always});
      }
  });
  const SourceManager &Sources = Context.getSourceManager();
  for (auto &[Key, Lock] : Found) {
    llvm::sort(Lock.Suspensions, [&](const HeldLock::Suspension &A, const HeldLock::Suspension &B) {
      return Sources.isBeforeInTranslationUnit(A.At->getBeginLoc(), B.At->getBeginLoc());
    });
    report(Lock, Paths, Function, Context, Which);
  }
}

static SourceLocation locationOf(Origin Acquired) {
  if (const auto *Var = dyn_cast<const ValueDecl *>(Acquired))
    return Var->getLocation();
  return cast<const Stmt *>(Acquired)->getBeginLoc();
}

/// What messages call the lock: its variable or member; null for what has no name.
static const ValueDecl *nameOf(Origin Acquired, const Place *Where) {
  if (const auto *Var = dyn_cast<const ValueDecl *>(Acquired))
    return isa<DecompositionDecl>(Var) ? nullptr : Var;
  if (!Where)
    return nullptr;
  for (const Place::Step &Step : llvm::reverse(Where->Steps))
    if (Step.What == Place::Step::Kind::Member)
      return cast<ValueDecl>(static_cast<const Decl *>(Step.Id));
  return Where->Decl;
}

void LockAcrossAwaitCheck::report(const HeldLock &Lock, Flow &Paths, const FunctionDecl &Function, ASTContext &Context,
                                  LockModel::Report Which) {
  const SourceLocation Loc = locationOf(Lock.Acquired);
  if (!shouldReport(Loc))
    return;
  const ValueDecl *Name = nameOf(Lock.Acquired, Lock.Where);
  const bool Async = Which == LockModel::Report::Async;
  const std::string Called =
      Name ? ((Async ? "async lock '" : "'") + Name->getName() + "'").str() : (Async ? "the async lock" : "the lock");
  const Remedy Cure = dropBeforeSuspension(Lock, Function, Context);
  diag(placeOf(Loc), "%0 is still held when the coroutine suspends") << Called << Cure.Fix;
  for (const HeldLock::Suspension &S : Lock.Suspensions) {
    if (!S.Always) {
      const Flow::Branch Branch = Paths.decidingBranch(*S.At, [&](const World &W) {
        return llvm::any_of(W.lives(), [&](const World::Life &L) {
          return L.From == Lock.Acquired && L.State == World::Life::Phase::Alive;
        });
      });
      if (Branch.Condition)
        diag(Branch.Condition->getBeginLoc(), "on the way where this is %select{false|true}0", DiagnosticIDs::Note)
            << Branch.Value;
    }
    diag(S.At->getBeginLoc(), "suspends here while %0 is held", DiagnosticIDs::Note) << Called;
  }
  if (!Cure.Advice.empty())
    diag(Lock.Suspensions.front().At->getBeginLoc(), Cure.Advice, DiagnosticIDs::Note) << Cure.Suggestion;
}

} // namespace ron
