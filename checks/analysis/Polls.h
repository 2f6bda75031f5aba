// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/Loops.h"

#include <optional>

namespace ron {

/// A loop that looks, round after round, whether somebody else has changed something.
struct Poll {
  const Stmt *Loop;
  const Expr *Condition;
  bool EndsWhenTrue;        // else the loop goes on while the condition is true
  const NamedDecl *Subject; // the variable or function that is looked at
  bool OnlyWaits;           // the rounds do nothing but look, wait and keep count
  bool LooksOnly;           // looking changes nothing
  bool Replaceable;         // the loop consists of the condition and the wait
};

/// The poll that waits with \p Wait, a full statement on the way \p Where; none when the loop around it goes round for
/// another reason, or there is no loop. Functions in \p Predicates only look.
std::optional<Poll> pollAround(Path Where, const Stmt &Wait, const Globs &Predicates, const ASTContext &Context);

/// Whether the list \p Names has the plain or the qualified name of \p Function.
bool namesFunction(const Globs &Names, const FunctionDecl &Function);

} // namespace ron
