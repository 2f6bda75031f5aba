// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

/// The variables and members that the rounds of a loop move on: counters, cursors, what they lend to others to change.
using Steps = llvm::SmallPtrSet<const ValueDecl *, 8>;
Steps stepsOf(const Stmt &Loop);

/// The variable or member that \p E is; or null.
const ValueDecl *variableOf(const Expr *E);

/// Whether the value of \p S tells how far the rounds have come: it depends on one of \p Moved, directly or by way of
/// local variables, or is a size. What a call is only given does not count.
bool measuresProgress(const Stmt &S, const Steps &Moved, unsigned Depth = 0);

} // namespace ron
