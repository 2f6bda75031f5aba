// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Polls.h"

#include <string>

namespace ron {

/// The names by which classes say that they are ready, and let others wait for it.
struct ReadinessNames {
  const Globs &Predicates, &Waits, &AsyncWaits;
};

/// The call of the waiting member that stands for \p P, a poll of a readiness predicate in \p Function:
/// 'x.wait_ready()', or 'co_await x.async_wait_ready()' when \p Await. Empty when the class has none that can be called
/// there.
std::string readinessWait(const Poll &P, const FunctionDecl &Function, bool Await, const ReadinessNames &Names,
                          const ASTContext &Context);

} // namespace ron
