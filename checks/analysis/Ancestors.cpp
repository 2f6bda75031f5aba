// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Ancestors.h"

#include "analysis/Coroutines.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

bool RunCodeVisitor::TraverseIfStmt(IfStmt *If) {
  if (If->isConstexpr() && !If->getCond()->isValueDependent())
    if (const auto Taken = If->getNondiscardedCase(Context))
      return TraverseStmt(const_cast<Stmt *>(*Taken)); // null where nothing is left
  return AncestorVisitor::TraverseIfStmt(If);
}

/// Whether \p S adds nothing to the expression in it that somebody would see.
static bool isWrapping(const Stmt &S) {
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(&S))
    return Cast->getCastKind() == CK_ToVoid;
  return isa<FullExpr, ImplicitCastExpr, ParenExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(&S);
}

static Standing standingIn(const Stmt *Parent, const Stmt *S) {
  if (!Parent || isa<CompoundStmt>(Parent))
    return Standing::InBlock;
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    return S == If->getThen() || S == If->getElse() ? Standing::Alone : Standing::Operand;
  if (const auto *While = dyn_cast<WhileStmt>(Parent))
    return S == While->getBody() ? Standing::Alone : Standing::Operand;
  if (const auto *Do = dyn_cast<DoStmt>(Parent))
    return S == Do->getBody() ? Standing::Alone : Standing::Operand;
  if (const auto *For = dyn_cast<ForStmt>(Parent))
    return S == For->getBody() ? Standing::Alone : Standing::Operand;
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Parent))
    return S == For->getBody() ? Standing::Alone : Standing::Operand;
  if (const auto *Case = dyn_cast<SwitchCase>(Parent))
    return S == Case->getSubStmt() ? Standing::InBlock : Standing::Operand;
  return isa<LabelStmt>(Parent) ? Standing::InBlock : Standing::Operand;
}

FullStatement fullStatement(Path Where) {
  while (Where.size() > 1 && isWrapping(*Where[Where.size() - 2]))
    Where = Where.drop_back();
  return {Where.back(), standingIn(Where.size() > 1 ? Where[Where.size() - 2] : nullptr, Where.back()), Where};
}

Path awaitOf(Path Where) {
  const Stmt *Operand = Where.back();
  for (Path Way = Where.drop_back(); !Way.empty(); Way = Way.drop_back()) {
    const Stmt *S = Way.back();
    if (isa<CoawaitExpr, DependentCoawaitExpr>(S))
      return awaitedOperand(*S)->IgnoreUnlessSpelledInSource() == Operand ? Way : Path();
    if (!isWrapping(*S) && !isa<CXXConstructExpr>(S))
      return {};
  }
  return {};
}

bool inCatchHandler(Path Where) {
  return llvm::any_of(Where, [](const Stmt *S) { return isa<CXXCatchStmt>(S); });
}

const Stmt *statementAfter(Path Where) {
  while (Where.size() > 1 && isa<SwitchCase, LabelStmt>(Where[Where.size() - 2]))
    Where = Where.drop_back();
  const auto *Block = Where.size() > 1 ? dyn_cast<CompoundStmt>(Where[Where.size() - 2]) : nullptr;
  if (!Block)
    return nullptr;
  const auto *At = llvm::find(Block->body(), Where.back());
  return At == Block->body_end() || At + 1 == Block->body_end() ? nullptr : *(At + 1);
}

void forEachEarlier(Path Where, llvm::function_ref<void(const Stmt &)> See) {
  for (size_t I = Where.size(); I-- > 1;) {
    const Stmt *Init = nullptr;
    if (const auto *Block = dyn_cast<CompoundStmt>(Where[I - 1]))
      for (const Stmt *S : Block->body()) {
        if (S == Where[I])
          break;
        See(*S);
      }
    else if (const auto *If = dyn_cast<IfStmt>(Where[I - 1]))
      Init = If->getInit();
    else if (const auto *For = dyn_cast<ForStmt>(Where[I - 1]))
      Init = For->getInit();
    else if (const auto *For = dyn_cast<CXXForRangeStmt>(Where[I - 1]))
      Init = For->getInit();
    else if (const auto *Switch = dyn_cast<SwitchStmt>(Where[I - 1]))
      Init = Switch->getInit();
    if (Init)
      See(*Init);
  }
}

} // namespace ron
