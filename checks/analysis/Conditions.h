// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"

namespace ron {

/// \p E without parentheses and conversions; \p Negated is flipped for each '!', and each comparison with false.
const Expr *stripNegations(const Expr *E, bool &Negated);

/// The local variables of \p Body whose truth can be followed by looking at its assignments alone (no reference,
/// pointer or capture leads to them), each with the number of conditions that consist of it.
llvm::DenseMap<const VarDecl *, unsigned> testedVariables(const Stmt &Body);

} // namespace ron
