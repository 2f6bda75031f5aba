// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LoopBounds.h"

#include "analysis/Coroutines.h"
#include "analysis/LoopSteps.h"
#include "analysis/Loops.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

namespace {

const FunctionDecl *calleeOf(const Expr &E) {
  const auto *Call = dyn_cast<CallExpr>(&E);
  return Call ? dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl()) : nullptr;
}

/// What decides whether another round follows.
class Bound {
public:
  Bound(const Steps &Stepped, const ASTContext &Context) : Stepped(Stepped), Context(Context) {}

  /// Whether \p Condition, which goes on while it is \p While, comes to an end by what the rounds do.
  bool ends(const Expr &Condition, bool While) const {
    const Expr *E = Condition.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
      return ends(*Not->getSubExpr(), !While);
    if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
      if (Binary->isLogicalOp()) {
        const bool Either = (Binary->getOpcode() == BO_LAnd) == While;
        const bool Left = ends(*Binary->getLHS(), While), Right = ends(*Binary->getRHS(), While);
        return Either ? Left || Right : Left && Right;
      }
      if (Binary->getOpcode() == BO_Comma)
        return ends(*Binary->getRHS(), While);
      return measures(*Binary);
    }
    if (const FunctionDecl *Callee = calleeOf(*E); Callee && nameOf(*Callee) == "empty" && While) {
      const auto *Member = dyn_cast<CXXMemberCallExpr>(E); // goes on while empty: ends if the rounds fill it
      const ValueDecl *Container = Member ? variableOf(Member->getImplicitObjectArgument()) : nullptr;
      return Container && Stepped.count(Container) != 0;
    }
    // A flag says nothing of when it changes; an integer, a pointer and an iterator are on their way to an end.
    return (!E->getType()->isBooleanType() || isa<CallExpr>(E)) && measures(*E);
  }

  /// The constant that a counter is compared with in \p Condition, when that is all there is to it.
  std::optional<uint64_t> trips(const Expr &Condition) const {
    const auto *Binary = dyn_cast<BinaryOperator>(Condition.IgnoreUnlessSpelledInSource()->IgnoreParenImpCasts());
    if (!Binary || !Binary->isComparisonOp())
      return std::nullopt;
    for (const Expr *Side : {Binary->getLHS(), Binary->getRHS()}) {
      Expr::EvalResult Value;
      if (!Side->isValueDependent() && Side->EvaluateAsInt(Value, Context))
        return Value.Val.getInt().abs().getLimitedValue();
    }
    return std::nullopt;
  }

  /// Whether \p E measures how far the rounds have come.
  bool measures(const Expr &E) const { return measuresProgress(E, Stepped); }

private:
  const Steps &Stepped;
  const ASTContext &Context;
};

class SuspensionFinder : public AstVisitor {
public:
  explicit SuspensionFinder(const Globs &Safe) : Safe(Safe) {}
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override { return !isSuspension(*E, Safe); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) override { return !isSuspension(*E, Safe); }

private:
  const Globs &Safe;
};

bool suspends(const Stmt *S, const Globs &Safe) {
  return S && !SuspensionFinder(Safe).TraverseStmt(const_cast<Stmt *>(S));
}

/// Whether running \p S ends in leaving the loop around it.
bool leavesLoop(const Stmt *S) {
  if (const auto *Likely = dyn_cast_or_null<AttributedStmt>(S))
    S = Likely->getSubStmt();
  const ArrayRef<const Stmt *> Statements = statementsOf(S);
  if (Statements.empty())
    return false;
  const Stmt *Last = Statements.back();
  if (const auto *E = dyn_cast<Expr>(Last))
    return isa<CXXThrowExpr>(E->IgnoreImplicit());
  return isa<BreakStmt, ReturnStmt, CoreturnStmt>(Last);
}

class ClockFinder : public AstVisitor {
public:
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = calleeOf(*Call);
    return !Callee || !isOneOf(nameOf(*Callee), {"now", "need_preempt", "elapsed"});
  }
};

/// Looks for checks in a loop's body that leave it, or suspend, after so many rounds.
class CheckFinder : public AstVisitor {
public:
  CheckFinder(const Bound &Rounds, unsigned MaxTrips, const Globs &Safe)
      : Rounds(Rounds), MaxTrips(MaxTrips), Safe(Safe) {}

  bool Found = false;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseWhileStmt(WhileStmt *Loop) override {
    return inner([&] { return AstVisitor::TraverseWhileStmt(Loop); });
  }
  bool TraverseDoStmt(DoStmt *Loop) override {
    return inner([&] { return AstVisitor::TraverseDoStmt(Loop); });
  }
  bool TraverseForStmt(ForStmt *Loop) override {
    return inner([&] { return AstVisitor::TraverseForStmt(Loop); });
  }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *Loop) override {
    return inner([&] { return AstVisitor::TraverseCXXForRangeStmt(Loop); });
  }
  bool VisitIfStmt(IfStmt *If) override {
    if (If->getConditionVariable() || If->isConsteval())
      return true;
    for (const bool Then : {true, false}) {
      const Stmt *Branch = Then ? If->getThen() : If->getElse();
      if (leavesLoop(Branch) && Inner == 0)
        Found |= Rounds.ends(*If->getCond(), !Then) && Rounds.trips(*If->getCond()).value_or(0) <= MaxTrips;
      else if (suspends(Branch, Safe)) // lets others run once in a while
        Found |= Rounds.measures(*If->getCond()) || !ClockFinder().TraverseStmt(If->getCond());
    }
    return !Found;
  }

private:
  bool inner(llvm::function_ref<bool()> Traverse) {
    ++Inner;
    const bool GoOn = Traverse();
    --Inner;
    return GoOn;
  }

  const Bound &Rounds;
  const unsigned MaxTrips;
  const Globs &Safe;
  unsigned Inner = 0; // loops around, which a check in them leaves
};

class CallFinder : public AstVisitor {
public:
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return Callee && Callee->getBuiltinID() != 0; // goes on looking
  }
};

} // namespace

bool hasCall(const Stmt &S) { return !CallFinder().TraverseStmt(const_cast<Stmt *>(&S)); }

bool isBounded(const Stmt &Loop, unsigned MaxTrips, const Globs &SafeAwaitables, const ASTContext &Context) {
  if (isa<CXXForRangeStmt>(Loop))
    return true;
  const Steps Stepped = stepsOf(Loop);
  const Bound Rounds(Stepped, Context);
  if (const Expr *Condition = loopCondition(Loop, Context); Condition && Rounds.ends(*Condition, /*While=*/true))
    return true;
  CheckFinder Checks(Rounds, MaxTrips, SafeAwaitables);
  Checks.TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  return Checks.Found;
}

bool runsOnce(const Stmt &Loop, const ASTContext &Context) {
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop)) {
    const QualType Type = Range->getRangeInit()->getType().getNonReferenceType();
    const auto *Array = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
    return Type->isConstantArrayType() || (Array && isInStd(*Array) && nameOf(*Array) == "array" &&
                                           !Array->getTemplateArgs()[1].getAsIntegral().isZero());
  }
  const auto *For = dyn_cast<ForStmt>(&Loop);
  const auto *Init = For ? dyn_cast_or_null<DeclStmt>(For->getInit()) : nullptr;
  const auto *Var = Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
  const auto *Condition =
      For && For->getCond() ? dyn_cast<BinaryOperator>(For->getCond()->IgnoreParenImpCasts()) : nullptr;
  Expr::EvalResult From, To;
  if (!Var || !Var->getInit() || !Condition || variableOf(Condition->getLHS()) != Var ||
      Var->getInit()->isValueDependent() || Condition->getRHS()->isValueDependent() ||
      !Var->getInit()->EvaluateAsInt(From, Context) || !Condition->getRHS()->EvaluateAsInt(To, Context))
    return false;
  const int64_t First = From.Val.getInt().getExtValue(), Last = To.Val.getInt().getExtValue();
  switch (Condition->getOpcode()) {
  case BO_LT:
    return First < Last;
  case BO_LE:
    return First <= Last;
  case BO_GT:
    return First > Last;
  case BO_NE:
    return First != Last;
  default:
    return false;
  }
}

} // namespace ron
