// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LoopSteps.h"

#include "analysis/AstVisitor.h"
#include "analysis/Loops.h"
#include "analysis/Names.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

const ValueDecl *variableOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl());
  const auto *Member = dyn_cast<MemberExpr>(E);
  return Member ? cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()) : nullptr;
}

static bool isStep(const FunctionDecl &Callee) {
  return isOneOf(nameOf(Callee).lower(), {"next", "advance", "pop", "pop_front", "pop_back", "prev", "step", "skip",
                                          "consume", "seek", "remove_prefix", "remove_suffix", "push_back", "append"});
}

/// A size changes as the rounds fill or empty the container; a compare-exchange succeeds in the end.
static bool isMeasure(const FunctionDecl &Callee) {
  const StringRef Name = nameOf(Callee);
  return isOneOf(Name, {"size", "ssize", "length", "empty", "capacity", "remaining"}) ||
         Name.starts_with("compare_exchange");
}

bool measuresProgress(const Stmt &S, const Steps &Moved, unsigned Depth) {
  const auto *E = dyn_cast<Expr>(&S);
  const ValueDecl *Named = E ? variableOf(E) : nullptr;
  if (Named && Moved.count(Named) != 0)
    return true;
  // What a local variable was made from.
  const auto *Local = dyn_cast_or_null<VarDecl>(Named);
  if (Local && Local->hasLocalStorage() && Local->getInit() && Depth < 4)
    return measuresProgress(*Local->getInit(), Moved, Depth + 1);
  if (const auto *Call = dyn_cast<CallExpr>(&S); Call && !isa<CXXOperatorCallExpr>(Call)) {
    const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl());
    if (Callee && (isMeasure(*Callee) || isStep(*Callee)))
      return isMeasure(*Callee); // what a step has fetched says nothing of what is left
    return measuresProgress(*Call->getCallee(), Moved, Depth);
  }
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && measuresProgress(*Child, Moved, Depth); });
}

namespace {

class StepFinder : public AstVisitor {
public:
  /// \p Calls: whether calls move on what they are given. In a condition, a call fetches what the round works on.
  StepFinder(Steps &Found, bool Calls) : Found(Found), Calls(Calls) {}

  bool VisitUnaryOperator(UnaryOperator *Op) override {
    return !(Op->isIncrementDecrementOp() || (Calls && Op->getOpcode() == UO_AddrOf)) || note(Op->getSubExpr());
  }
  bool VisitBinaryOperator(BinaryOperator *Op) override {
    return !Op->isAssignmentOp() || assigned(*Op->getLHS(), *Op->getRHS(), Op->isCompoundAssignmentOp());
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    const OverloadedOperatorKind Kind = Call->getOperator();
    if (Kind == OO_PlusPlus || Kind == OO_MinusMinus)
      return note(Call->getArg(0));
    return !Call->isAssignmentOp() || Call->getNumArgs() != 2 ||
           assigned(*Call->getArg(0), *Call->getArg(1), Kind != OO_Equal);
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getCalleeDecl());
    if (Calls && Method && isStep(*Method))
      note(Call->getImplicitObjectArgument());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl());
    if (!Calls || !Callee || isa<CXXOperatorCallExpr>(Call))
      return true;
    for (unsigned I = 0; I < std::min(Call->getNumArgs(), Callee->getNumParams()); ++I) {
      const QualType Type = Callee->getParamDecl(I)->getType();
      if (Type->isLValueReferenceType() && !Type->getPointeeType().isConstQualified())
        note(Call->getArg(I));
    }
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) override {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        Found.insert(cast<ValueDecl>(Capture.getCapturedVar()->getCanonicalDecl()));
    return true;
  }

private:
  bool note(const Expr *E) {
    if (const ValueDecl *Var = variableOf(E))
      Found.insert(Var);
    return true;
  }
  /// 'p = p->next' moves on, also by way of a local variable; 'p = receive()' does not.
  bool assigned(const Expr &To, const Expr &Value, bool Compound) {
    const ValueDecl *Var = variableOf(&To);
    if (Var && (Compound || comesFrom(Value, *Var)))
      Found.insert(Var);
    return true;
  }
  static bool comesFrom(const Stmt &Value, const ValueDecl &Var, unsigned Depth = 0) {
    const auto *E = dyn_cast<Expr>(&Value);
    const ValueDecl *Named = E ? variableOf(E) : nullptr;
    if (Named == &Var)
      return true;
    const auto *Local = dyn_cast_or_null<VarDecl>(Named);
    if (Local && Local->hasLocalStorage() && Local->getInit() && Depth < 4)
      return comesFrom(*Local->getInit(), Var, Depth + 1);
    return llvm::any_of(Value.children(), [&](const Stmt *Child) { return Child && comesFrom(*Child, Var, Depth); });
  }

  Steps &Found;
  const bool Calls;
};

} // namespace

Steps stepsOf(const Stmt &Loop) {
  Steps Found;
  StepFinder InBody(Found, /*Calls=*/true), InCondition(Found, /*Calls=*/false);
  InBody.TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  if (const auto *For = dyn_cast<ForStmt>(&Loop)) {
    InBody.TraverseStmt(const_cast<Expr *>(For->getInc()));
    InCondition.TraverseStmt(const_cast<Expr *>(For->getCond()));
  } else if (const auto *While = dyn_cast<WhileStmt>(&Loop)) {
    InCondition.TraverseStmt(const_cast<Expr *>(While->getCond()));
  } else if (const auto *Do = dyn_cast<DoStmt>(&Loop)) {
    InCondition.TraverseStmt(const_cast<Expr *>(Do->getCond()));
  }
  return Found;
}

} // namespace ron
