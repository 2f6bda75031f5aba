// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Loops.h"
#include "analysis/AstVisitor.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

const Stmt *innermostLoop(Path Where) {
  for (const Stmt *S : llvm::reverse(Where))
    if (isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S))
      return S;
  return nullptr;
}

const Stmt *loopBody(const Stmt &Loop) {
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    return Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getBody();
  return cast<CXXForRangeStmt>(Loop).getBody();
}

const Expr *loopCondition(const Stmt &Loop, const ASTContext &Context) {
  const Expr *Condition = nullptr;
  if (const auto *While = dyn_cast<WhileStmt>(&Loop))
    Condition = While->getConditionVariable() ? nullptr : While->getCond();
  else if (const auto *Do = dyn_cast<DoStmt>(&Loop))
    Condition = Do->getCond();
  else if (const auto *For = dyn_cast<ForStmt>(&Loop))
    Condition = For->getConditionVariable() ? nullptr : For->getCond();
  bool Value = false;
  if (!Condition || (!Condition->isValueDependent() && Condition->EvaluateAsBooleanCondition(Value, Context)))
    return nullptr;
  return Condition;
}

bool isCounted(const Stmt &Loop) {
  if (const auto *For = dyn_cast<ForStmt>(&Loop))
    return For->getInit() || For->getInc();
  return isa<CXXForRangeStmt>(Loop);
}

ArrayRef<const Stmt *> statementsOf(const Stmt *const &S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return {Block->body_begin(), Block->size()};
  return S ? ArrayRef<const Stmt *>(S) : ArrayRef<const Stmt *>();
}

/// Whether running \p S ends in leaving the loop around it.
static bool leavesLoop(const Stmt *S) {
  const ArrayRef<const Stmt *> Statements = statementsOf(S);
  return !Statements.empty() && isa<BreakStmt, ReturnStmt, CoreturnStmt>(Statements.back());
}

namespace {

/// Finds the checks in a loop's body, not those of loops and lambdas in it.
class ExitFinder : public AstVisitor {
public:
  explicit ExitFinder(SmallVectorImpl<LoopExit> &Found) : Found(Found) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseWhileStmt(WhileStmt *) override { return true; }
  bool TraverseDoStmt(DoStmt *) override { return true; }
  bool TraverseForStmt(ForStmt *) override { return true; }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *) override { return true; }
  bool TraverseSwitchStmt(SwitchStmt *) override { return true; }
  bool VisitIfStmt(IfStmt *If) override {
    if (If->getConditionVariable() || If->isConsteval())
      return true;
    if (leavesLoop(If->getThen()))
      Found.push_back({If->getCond(), true, If});
    else if (leavesLoop(If->getElse()))
      Found.push_back({If->getCond(), false, If});
    return true;
  }

private:
  SmallVectorImpl<LoopExit> &Found;
};

class ChangeFinder : public AstVisitor {
public:
  bool VisitBinaryOperator(BinaryOperator *Op) override { return !Op->isAssignmentOp() || note(Op->getLHS()); }
  bool VisitUnaryOperator(UnaryOperator *Op) override {
    return !Op->isIncrementDecrementOp() || note(Op->getSubExpr());
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    const bool Changes = Call->isAssignmentOp() || Call->getOperator() == OO_PlusPlus ||
                         Call->getOperator() == OO_MinusMinus || Call->getOperator() == OO_GreaterGreater;
    return !Changes || (Call->getNumArgs() > 0 && note(Call->getArg(0)));
  }
  bool VisitVarDecl(VarDecl *Var) override {
    Changed.insert(cast<ValueDecl>(Var->getCanonicalDecl()));
    return true;
  }

  llvm::SmallPtrSet<const ValueDecl *, 8> Changed;

private:
  bool note(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      Changed.insert(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    else if (const auto *Member = dyn_cast<MemberExpr>(E))
      Changed.insert(cast<ValueDecl>(Member->getMemberDecl()->getCanonicalDecl()));
    return true;
  }
};

} // namespace

SmallVector<LoopExit, 2> loopExits(const Stmt &Loop, const ASTContext &Context) {
  SmallVector<LoopExit, 2> Found;
  if (const Expr *Condition = loopCondition(Loop, Context))
    Found.push_back({Condition, false, nullptr});
  ExitFinder(Found).TraverseStmt(const_cast<Stmt *>(loopBody(Loop)));
  return Found;
}

llvm::SmallPtrSet<const ValueDecl *, 8> changedIn(const Stmt &S) {
  ChangeFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&S));
  return Finder.Changed;
}

} // namespace ron
