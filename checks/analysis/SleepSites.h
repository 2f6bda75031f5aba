// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Polls.h"
#include "analysis/Sleeps.h"

#include <vector>

namespace ron {

/// A call that lets time pass, and what is around it.
struct SleepSite {
  const CallExpr *Call;
  const FunctionDecl *Function; // that runs it
  SleepKind Kind;
  bool Awaited;
  bool InCoroutine;
  const Stmt *Whole; // the full statement, the 'co_await' included
  Standing Where;
  std::vector<const Stmt *> Way; // to the whole
  std::optional<Poll> Around;

  bool isAsynchronous() const { return Kind != SleepKind::Blocking; }
};

/// The sleeps that \p Function itself runs, not those of functions and lambdas in it.
std::vector<SleepSite> sleepsIn(const FunctionDecl &Function, const Sleeps &Known, const Globs &Predicates,
                                const ASTContext &Context);

/// Whether a lock may be held at the end of \p Way in \p Function: a guard is in scope, or a mutex was locked before.
bool mayHoldLock(Path Way, const FunctionDecl &Function);

} // namespace ron
