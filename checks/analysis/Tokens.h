// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

/// How the end of an asynchronous operation is told, as far as the completion token's type says.
struct Token {
  enum class Kind {
    None,     // no token that is known
    Waits,    // the operation is awaited: 'use_awaitable', 'deferred', 'use_op', a yield context
    Future,   // 'use_future'
    Detached, // 'detached': nobody is told
    Handler,  // a function object is called
  };
  Kind What = Kind::None;
  bool Throws = false; // an error arrives as an exception where it is awaited

  /// The token of \p Type, through what binds executors and cancellation slots to it, makes tuples of its result, or
  /// limits its time.
  static Token of(QualType Type);
};

/// The argument of \p Call, a function of Asio or alike, that says how its end is told: the last one that is no plain
/// number or null pointer by default, other default arguments included. Null when there is none.
const Expr *tokenArgument(const CallExpr &Call);

/// The function that a call or a construction runs; or null.
const FunctionDecl *calleeOf(const Expr &E);

/// The object, or else the first argument, of \p Call, as a class of its own and not as a base of it; or null.
const Expr *streamOf(const CallExpr &Call);

/// Whether \p Callee starts an asynchronous operation: its name begins with 'async_', and it takes a token.
bool startsOperation(const CallExpr &Call);

} // namespace ron
