// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"

#include "clang/AST/StmtCXX.h"
#include "clang/ASTMatchers/ASTMatchers.h"

namespace ron {

/// The default of the option 'SafeAwaitables': awaits that never leave the thread.
inline constexpr StringRef DefaultSafeAwaitables = "std::suspend_never;boost::asio::this_coro::*;asio::this_coro::*";

/// What the author of the coroutine \p Function wrote between its braces; null when it is no coroutine or has no body
/// here.
const Stmt *coroutineBody(const FunctionDecl &Function);

/// A coroutine with its body here: function, member function or lambda, template pattern or instantiation.
AST_MATCHER(FunctionDecl, isCoroutine) { return coroutineBody(Node) != nullptr; }

/// Whether \p S is a suspension point: a 'co_await' or 'co_yield' written in the source, unless the awaited type is one
/// of \p SafeAwaitables.
bool isSuspension(const Stmt &S, const Globs &SafeAwaitables);

/// Whether \p Type can be awaited: it has 'await_ready', or an 'operator co_await' as a member or beside it.
bool isAwaitable(QualType Type);
bool isAwaitable(const CXXRecordDecl &Record);

/// The expression that is awaited or yielded at the suspension point \p S.
const Expr *awaitedOperand(const Stmt &S);

/// Whether the code of \p Function may also stand for other types: a template, an instantiation of one, or a part of
/// them.
bool isTemplated(const FunctionDecl &Function);

} // namespace ron
