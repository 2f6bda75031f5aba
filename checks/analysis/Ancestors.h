// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace ron {

/// The statements from the outermost one down to the one in question, which is the last.
using Path = ArrayRef<const Stmt *>;

/// A visitor of what was written that knows the way it came. Costs the code it walks over, where the parent map of clang
/// costs the whole translation unit.
template <class Derived> class AncestorVisitor : public RecursiveASTVisitor<Derived> {
public:
  bool TraverseStmt(Stmt *S) {
    if (!S)
      return true;
    Way.push_back(S);
    const bool GoOn = RecursiveASTVisitor<Derived>::TraverseStmt(S);
    Way.pop_back();
    return GoOn;
  }

protected:
  /// The way to the statement that is being visited, within the present function and those around it.
  Path path() const { return Way; }

private:
  SmallVector<const Stmt *, 32> Way;
};

/// How a full expression stands among the statements around it.
enum class Standing {
  Operand, // its value is used
  Alone,   // it is the whole body of an 'if' or a loop
  InBlock, // one statement of several
};

/// The whole statement that the expression at the end of \p Where makes with its implicit parts and discarded casts, how
/// it stands, and the way to it.
struct FullStatement {
  const Stmt *Whole;
  Standing Where;
  Path Way;
};
FullStatement fullStatement(Path Where);

/// The 'co_await' whose operand is the expression at the end of \p Where, with the way to it; an empty path without one.
Path awaitOf(Path Where);

/// Whether the end of \p Where is inside a catch handler of the same function.
bool inCatchHandler(Path Where);

/// The statement that follows the one at the end of \p Where in the same block; or null.
const Stmt *statementAfter(Path Where);

/// Calls \p See with the statements that ran before the end of \p Where in the blocks around it, as well as the
/// initialisers of the 'if's and loops there: what they declared is still alive.
void forEachEarlier(Path Where, llvm::function_ref<void(const Stmt &)> See);

} // namespace ron
