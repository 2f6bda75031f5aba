// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Expr.h"

namespace ron {

/// What in \p Function ends it with an exception when something goes wrong: a 'throw', an operation whose token turns
/// errors into exceptions, an awaited coroutine of which nothing says that it handles them, a call of a function here
/// that does any of this. Null when there is no such thing, or a handler in the function catches it. A function that
/// might throw for all its declaration says is not enough: nearly every one might.
const Expr *firstThrow(const FunctionDecl &Function, const ASTContext &Context);

} // namespace ron
