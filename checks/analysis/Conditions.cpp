// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Conditions.h"
#include "analysis/AstVisitor.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

/// Whether \p E is a literal, and which truth it has.
static std::optional<bool> literal(const Expr *E) {
  if (const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(E))
    return Bool->getValue();
  if (const auto *Integer = dyn_cast<IntegerLiteral>(E))
    return Integer->getValue().getBoolValue();
  return std::nullopt;
}

const Expr *stripNegations(const Expr *E, bool &Negated) {
  while (true) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(E)) {
      E = Full->getSubExpr();
      continue;
    }
    if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_LNot) {
      Negated = !Negated;
      E = Unary->getSubExpr();
      continue;
    }
    const auto *Compare = dyn_cast<BinaryOperator>(E);
    if (!Compare || !Compare->isEqualityOp())
      return E;
    const Expr *Left = Compare->getLHS()->IgnoreParenImpCasts();
    const Expr *Right = Compare->getRHS()->IgnoreParenImpCasts();
    if (literal(Left))
      std::swap(Left, Right);
    const std::optional<bool> Value = literal(Right);
    // 'x == 2' says more of x than its truth.
    if (!Value || (*Value && !Left->getType()->isBooleanType()))
      return E;
    if (*Value == (Compare->getOpcode() == BO_NE))
      Negated = !Negated;
    E = Left;
  }
}

namespace {

class TestCounter : public AstVisitor {
public:
  struct Use {
    unsigned Tests = 0, Plain = 0, All = 0;
  };
  llvm::DenseMap<const VarDecl *, Use> Uses;

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (const VarDecl *Var = local(E))
      ++Uses[Var].All;
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *E) override {
    if (E->getCastKind() == CK_LValueToRValue)
      plain(E->getSubExpr());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isAssignmentOp())
      plain(E->getLHS());
    if (E->isLogicalOp()) {
      test(E->getLHS());
      test(E->getRHS());
    }
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    if (E->isIncrementDecrementOp())
      plain(E->getSubExpr());
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override { return test(S->getCond()); }
  bool VisitWhileStmt(WhileStmt *S) override { return test(S->getCond()); }
  bool VisitDoStmt(DoStmt *S) override { return test(S->getCond()); }
  bool VisitForStmt(ForStmt *S) override { return test(S->getCond()); }
  bool VisitConditionalOperator(ConditionalOperator *E) override { return test(E->getCond()); }

private:
  static const VarDecl *local(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParens());
    const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const bool Simple = Var && Var->hasLocalStorage() && Var->getType()->isScalarType() &&
                        !Var->getType().isVolatileQualified() && !Ref->refersToEnclosingVariableOrCapture();
    return Simple ? Var : nullptr;
  }
  void plain(const Expr *E) {
    if (const VarDecl *Var = local(E))
      ++Uses[Var].Plain;
  }
  bool test(const Expr *Condition) {
    bool Negated = false;
    if (Condition)
      if (const VarDecl *Var = local(stripNegations(Condition, Negated)))
        ++Uses[Var].Tests;
    return true;
  }
};

} // namespace

llvm::DenseMap<const VarDecl *, unsigned> testedVariables(const Stmt &Body) {
  TestCounter Counter;
  Counter.TraverseStmt(const_cast<Stmt *>(&Body));
  llvm::DenseMap<const VarDecl *, unsigned> Result;
  for (const auto &[Var, Use] : Counter.Uses)
    if (Use.Tests != 0 && Use.Plain == Use.All)
      Result[Var] = Use.Tests;
  return Result;
}

} // namespace ron
