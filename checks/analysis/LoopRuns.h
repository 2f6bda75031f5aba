// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/TestCases.h"

namespace ron {

/// How many threads a test gives to the event loops that it runs.
struct LoopRuns {
  const Expr *First = nullptr; // what runs one; null when nothing in sight does
  bool OnOneThread = false;    // as far as all code in sight goes
};

/// What \p Test runs of \p LoopFunctions: in its body, in its fixture, and in the functions of the user's that these
/// call. Code from a macro of \p BothRuntimesMacros stands for several threads.
LoopRuns loopRuns(const TestCase &Test, const Globs &LoopFunctions, const Globs &BothRuntimesMacros,
                  const ASTContext &Context);

} // namespace ron
