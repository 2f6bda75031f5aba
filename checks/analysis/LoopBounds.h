// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"

#include "clang/AST/Stmt.h"

namespace ron {

/// Whether something that the rounds themselves use up ends \p Loop: a counter, the size of a container, a cursor, a
/// range. A constant bound of a counter that is only checked in the body counts up to \p MaxTrips; a check that
/// suspends (an await that is none of \p SafeAwaitables) in every so many rounds counts like one that leaves.
bool isBounded(const Stmt &Loop, unsigned MaxTrips, const Globs &SafeAwaitables, const ASTContext &Context);

/// Whether \p Loop, a counting or range 'for', evidently goes round once at least.
bool runsOnce(const Stmt &Loop, const ASTContext &Context);

/// Whether \p S evaluates a call.
bool hasCall(const Stmt &S);

} // namespace ron
