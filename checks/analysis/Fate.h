// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Surroundings.h"

namespace ron {

/// What becomes of the result of an expression.
enum class Fate {
  Dropped,  // used, if at all, while the function runs
  Returned, // handed to the caller
  Kept,     // stored in a member, a global, an object of the caller's, or a lambda
};

/// What becomes of the handle that the expression at the end of \p Path gives, followed through local variables and
/// through calls that give one handle for another (a family's metric).
Fate fateOf(CodePath Path, const ASTContext &Context);

} // namespace ron
