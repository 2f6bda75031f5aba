// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/ReadinessChecks.h"

#include <vector>

namespace ron {

/// A use of an atomic flag that says whether something is ready, which lets others see it too early.
struct EarlySign {
  enum class Kind {
    RelaxedStore, // what was written before may not be seen by who sees the flag
    RelaxedLoad,  // the same for who asks
    OutOfOrder,   // a flag of the same object follows
  };
  Kind What;
  const Expr *At;
  const ValueDecl *Flag;
  const Expr *Order = nullptr;      // as written, of relaxed ones
  const ValueDecl *Later = nullptr; // the flag that follows
  const Expr *LaterStore = nullptr;
};

/// Whether \p Call changes or reads an atomic flag.
bool touchesAtomicFlag(const CallExpr &Call);

/// What the user's code does too early to the flags that \p Checks knows.
std::vector<EarlySign> earlySigns(ASTContext &Context, const ReadinessChecks &Checks);

} // namespace ron
