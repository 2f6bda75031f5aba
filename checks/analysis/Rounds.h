// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"
#include "analysis/Globs.h"

namespace ron {

/// A loop of a coroutine, and the way to it.
struct Loop {
  const Stmt *Statement;
  SmallVector<const Stmt *, 16> Way;
};

/// The loops of \p Coroutine that can go round without a suspension point, which an await of one of \p SafeAwaitables
/// is none. A round that ends in an exception counts as one that suspends: silent, it may be rare.
SmallVector<Loop, 4> unsuspendedLoops(const FunctionDecl &Coroutine, const Globs &SafeAwaitables, ASTContext &Context);

} // namespace ron
