// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Statements.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

Spot spotOf(const Stmt &S, const CompoundStmt &Scope, const ParentMap &Parents) {
  Spot Result;
  const Stmt *Child = &S;
  while (const Stmt *Parent = Parents.getParent(Child)) {
    if (isa<LambdaExpr>(Parent))
      return {};
    if (const auto *Block = dyn_cast<CompoundStmt>(Parent)) {
      if (!Result.Statement) {
        if (isa<SwitchCase, LabelStmt, AttributedStmt>(Child))
          return {};
        Result.Statement = Child;
        Result.Block = Block;
      }
      bool Behind = false;
      for (const Stmt *Element : Block->body()) {
        if (Behind)
          Result.After.push_back(Element);
        Behind |= Element == Child;
      }
      if (Block == &Scope)
        return Result;
    }
    Result.InLoop |= isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Parent);
    Child = Parent;
  }
  return {};
}

const CompoundStmt *blockOf(const Stmt &S, const ParentMap &Parents) {
  return dyn_cast_or_null<CompoundStmt>(Parents.getParent(&S));
}

const DeclStmt *declarationOf(const VarDecl &Var, const ParentMap &Parents) {
  return Var.getInit() ? dyn_cast_or_null<DeclStmt>(Parents.getParent(Var.getInit())) : nullptr;
}

} // namespace ron
