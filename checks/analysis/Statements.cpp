// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Statements.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

static DynTypedNode parentOf(const DynTypedNode &Node, ASTContext &Context) {
  const auto Parents = Context.getParents(Node);
  return Parents.empty() ? DynTypedNode() : Parents[0];
}

Spot spotOf(const Stmt &S, const CompoundStmt &Scope, ASTContext &Context) {
  Spot Result;
  const Stmt *Child = &S;
  while (true) {
    const DynTypedNode Above = parentOf(DynTypedNode::create(*Child), Context);
    const Stmt *Parent = Above.get<Stmt>();
    if (!Parent)
      if (const auto *Var = Above.get<VarDecl>()) // between an initialiser and its statement
        Parent = parentOf(DynTypedNode::create(*Var), Context).get<Stmt>();
    if (!Parent || isa<LambdaExpr>(Parent))
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
}

const CompoundStmt *blockOf(const Stmt &S, ASTContext &Context) {
  return parentOf(DynTypedNode::create(S), Context).get<CompoundStmt>();
}

const DeclStmt *declarationOf(const VarDecl &Var, ASTContext &Context) {
  return parentOf(DynTypedNode::create(Var), Context).get<DeclStmt>();
}

} // namespace ron
