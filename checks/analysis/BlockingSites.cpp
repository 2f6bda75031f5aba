// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/BlockingSites.h"

#include "analysis/Ancestors.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Offloads.h"
#include "analysis/Readiness.h"
#include "analysis/SleepSites.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

class SiteFinder : public RunCodeVisitor {
public:
  SiteFinder(const FunctionDecl &Function, const Stmt &Body, const BlockingCalls &Known, const Globs &Offloads,
             ASTContext &Context)
      : RunCodeVisitor(Context), Function(Function), Body(Body), Known(Known), Offloads(Offloads), Context(Context) {}

  std::vector<BlockingSite> Found;

  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    if (coroutineBody(*Lambda->getCallOperator()) || !isCalledHere())
      return true; // its body runs elsewhere, or is a coroutine of its own
    ++Lambdas;
    const bool GoOn = TraverseStmt(Lambda->getBody());
    --Lambdas;
    return GoOn;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    const Blocking Kind = Known.kindOf(*Call, Body, Context);
    if (Kind != Blocking::None && !isKnownReady(*Call, Kind, Body, Context) &&
        !runsElsewhere(*Call, Body, Offloads, Context))
      Found.push_back({Call, &Function, Kind, std::vector<const Stmt *>(path().begin(), path().end()), mayAwait()});
    return true;
  }

private:
  /// Whether the lambda at the end of the way is called on the spot: by itself, or for each element of something.
  bool isCalledHere() const {
    for (Path Way = path().drop_back(); !Way.empty(); Way = Way.drop_back()) {
      if (const auto *Call = dyn_cast<CallExpr>(Way.back())) {
        const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
        const FunctionDecl *Callee = Call->getDirectCallee();
        const bool Itself = Operator && Operator->getOperator() == OO_Call && Callee &&
                            Operator->getArg(0)->IgnoreUnlessSpelledInSource() == path().back();
        return Itself || (Callee && isInStd(*Callee) && isForEach(*Callee));
      }
      if (!isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXConstructExpr>(
              Way.back()))
        return false;
    }
    return false;
  }
  static bool isForEach(const FunctionDecl &Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return isOneOf(Method ? nameOf(*Method->getParent()) : nameOf(Callee), {"for_each", "__for_each_fn", "__fn"});
  }
  /// Not in a handler and an initialiser of a static variable, where the language forbids it, and not under a lock.
  bool mayAwait() const {
    if (Lambdas != 0 || inCatchHandler(path()) || isTemplated(Function) || mayHoldLock(path(), Function))
      return false;
    return llvm::none_of(path(), [](const Stmt *S) {
      const auto *Declaration = dyn_cast<DeclStmt>(S);
      return Declaration && llvm::any_of(Declaration->decls(), [](const Decl *D) {
               const auto *Var = dyn_cast<VarDecl>(D);
               return Var && Var->isStaticLocal();
             });
    });
  }

  const FunctionDecl &Function;
  const Stmt &Body;
  const BlockingCalls &Known;
  const Globs &Offloads;
  ASTContext &Context;
  unsigned Lambdas = 0;
};

} // namespace

std::vector<BlockingSite> blockingSites(const FunctionDecl &Function, const BlockingCalls &Known, const Globs &Offloads,
                                        ASTContext &Context) {
  const Stmt *Coroutine = coroutineBody(Function);
  const Stmt *Body = Coroutine ? Coroutine : Function.getBody();
  SiteFinder Finder(Function, *Body, Known, Offloads, Context);
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  if (!Finder.Found.empty() && isHandedOff(Function, Offloads))
    return {};
  return std::move(Finder.Found);
}

} // namespace ron
