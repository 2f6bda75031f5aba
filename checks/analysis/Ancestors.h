// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"

namespace ron {

/// Visits what may run when the function at hand does: no operand of 'sizeof' or 'noexcept', no branch that an
/// 'if constexpr' discards, no member function of a local class. Lambdas are the derived visitor's decision.
class RunCodeVisitor : public AncestorVisitor {
public:
  explicit RunCodeVisitor(const ASTContext &Context) : Context(Context) {}
  bool TraverseCXXRecordDecl(CXXRecordDecl *) override { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) override { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) override { return true; }
  bool TraverseIfStmt(IfStmt *If) override;

private:
  const ASTContext &Context;
};

/// How a full expression stands among the statements around it.
enum class Standing {
  Operand, // its value is used
  Alone,   // it is the whole body of an 'if' or a loop
  InBlock, // one statement of several
};

/// The whole statement that the expression at the end of \p Where makes with its implicit parts and discarded casts,
/// how it stands, and the way to it.
struct FullStatement {
  const Stmt *Whole;
  Standing Where;
  Path Way;
};
FullStatement fullStatement(Path Where);

/// The 'co_await' whose operand is the expression at the end of \p Where, with the way to it; an empty path without
/// one.
Path awaitOf(Path Where);

/// Whether the end of \p Where is inside a catch handler of the same function.
bool inCatchHandler(Path Where);

/// The statement that follows the one at the end of \p Where in the same block; or null.
const Stmt *statementAfter(Path Where);

/// Calls \p See with the statements that ran before the end of \p Where in the blocks around it, as well as the
/// initialisers of the 'if's and loops there: what they declared is still alive.
void forEachEarlier(Path Where, llvm::function_ref<void(const Stmt &)> See);

} // namespace ron
