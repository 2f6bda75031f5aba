// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/SleepSites.h"

#include "analysis/Coroutines.h"
#include "analysis/LockTypes.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

namespace {

class SiteFinder : public RunCodeVisitor {
public:
  SiteFinder(const FunctionDecl &Function, const Sleeps &Known, const Globs &Predicates, const ASTContext &Context)
      : RunCodeVisitor(Context), Function(Function), Known(Known), Predicates(Predicates), Context(Context) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    if (const SleepKind Kind = Known.kindOf(*Call); Kind != SleepKind::None)
      note(*Call, Kind);
    return true;
  }

  std::vector<SleepSite> Found;

private:
  void note(const CallExpr &Call, SleepKind Kind) {
    const Path Await = awaitOf(path());
    const FullStatement Full = fullStatement(Await.empty() ? path() : Await);
    Found.push_back({&Call, &Function, Kind, !Await.empty(), coroutineBody(Function) != nullptr, Full.Whole, Full.Where,
                     std::vector<const Stmt *>(Full.Way.begin(), Full.Way.end()),
                     pollAround(Full.Way, *Full.Whole, Predicates, Context)});
  }

  const FunctionDecl &Function;
  const Sleeps &Known;
  const Globs &Predicates;
  const ASTContext &Context;
};

} // namespace

std::vector<SleepSite> sleepsIn(const FunctionDecl &Function, const Sleeps &Known, const Globs &Predicates,
                                const ASTContext &Context) {
  SiteFinder Finder(Function, Known, Predicates, Context);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Finder.TraverseStmt(Init->getInit());
  const Stmt *Body = coroutineBody(Function);
  Finder.TraverseStmt(const_cast<Stmt *>(Body ? Body : Function.getBody()));
  return std::move(Finder.Found);
}

bool mayHoldLock(Path Way, const FunctionDecl &Function) {
  const Globs Guards(DefaultLockGuardTypes, DefaultLockGuardTypes),
      Async(DefaultAsyncMutexTypes, DefaultAsyncMutexTypes);
  const LockTypes Types(Guards, Async);
  bool Held = llvm::any_of(Function.parameters(), [&](const ParmVarDecl *P) { return Types.holdsGuard(P->getType()); });
  forEachEarlier(Way, [&](const Stmt &S) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          Held |= Types.holdsGuard(Var->getType());
      return;
    }
    const auto *E = dyn_cast<Expr>(&S);
    const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    const LockAction Action = Method ? lockAction(*Method) : Callee ? lockAction(*Callee) : LockAction::None;
    Held |= Action == LockAction::Lock || Action == LockAction::TryLock;
  });
  return Held;
}

} // namespace ron
