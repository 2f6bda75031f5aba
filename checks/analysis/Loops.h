// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Ancestors.h"

#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

/// The innermost loop around the end of \p Where, in the same function; or null.
const Stmt *innermostLoop(Path Where);

/// What \p Loop repeats.
const Stmt *loopBody(const Stmt &Loop);

/// The condition on which \p Loop goes on; null when it has none, or one that is always true.
const Expr *loopCondition(const Stmt &Loop, const ASTContext &Context);

/// Whether \p Loop counts or goes through a range: a range-for, or a 'for' that declares or advances something.
bool isCounted(const Stmt &Loop);

/// A condition that decides whether a loop ends: the loop's own, or that of an 'if' in the body which leaves it.
struct LoopExit {
  const Expr *Condition;
  bool LeavesWhenTrue;
  const IfStmt *Check; // null for the loop's own condition
};
SmallVector<LoopExit, 2> loopExits(const Stmt &Loop, const ASTContext &Context);

/// The statements of \p S when it is a block, else itself.
ArrayRef<const Stmt *> statementsOf(const Stmt *const &S);

/// The variables and members that \p S assigns to or counts up and down.
llvm::SmallPtrSet<const ValueDecl *, 8> changedIn(const Stmt &S);

} // namespace ron
