// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Lenders.h"

namespace ron {

/// Whether \p Call starts an operation of Asio or Beast that goes on while its caller does: a handler, nobody, or a
/// future is told its end.
bool startsLooseOperation(const CallExpr &Call);

/// An argument of such an operation that leads to bytes which end before the operation does.
struct LentBuffer {
  const Expr *Argument;
  Lender From;
};
std::vector<LentBuffer> lentBuffers(ASTContext &Context, const LenderModel &Lenders);

} // namespace ron
