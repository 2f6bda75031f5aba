// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CoroutineTypes.h"
#include "analysis/Edits.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

/// Whether \p Callee is a synchronous operation of Asio or a library on top of it, beside which an operation of the
/// same name with 'async_' before it is declared.
bool hasAwaitedSibling(const FunctionDecl &Callee);

/// The same operation, awaited.
struct AwaitedOperation {
  std::string Name;                    // of the asynchronous operation
  SmallVector<std::string, 2> Headers; // that the change needs
};

/// Adds to \p Change what makes \p Call, an operation with an awaited sibling in \p Coroutine, that sibling with the
/// same arguments and the same result. \p Parent is what uses the result, or null. Abandons the change where the
/// sibling does not take these arguments, gives something else, or its library is not that of the coroutine.
AwaitedOperation awaitInstead(const CallExpr &Call, const Stmt *Parent, const FunctionDecl &Coroutine, Edits &Change,
                              const ASTContext &Context);

} // namespace ron
