// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BlockingCalls.h"

namespace ron {

/// Whether what \p Call waits for is there when \p Body comes to it: the object has been awaited before, comes out of a
/// 'co_await', has been asked whether it is ready, or another call has waited for it already.
bool isKnownReady(const CallExpr &Call, Blocking Kind, const Stmt &Body, const ASTContext &Context);

/// The object that \p Call waits for or works on; null where there is none.
const Expr *objectOf(const CallExpr &Call);

/// The variable or member that \p Object names; or null.
const ValueDecl *namedBy(const Expr *Object);

} // namespace ron
