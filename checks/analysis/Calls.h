// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/ExprCXX.h"

#include <optional>

namespace ron {

/// Where \p Call begins: an operator's own begin is that of its first operand in some versions of clang, and that of
/// its sign in others.
SourceLocation beginOf(const CallExpr &Call);

/// For messages: a function template by its own name.
const NamedDecl *withoutArguments(const NamedDecl &D);

/// The value of the number that is argument \p Index, when there is one and it is known.
std::optional<int64_t> valueOf(const CallExpr &Call, unsigned Index, const ASTContext &Context);

} // namespace ron
