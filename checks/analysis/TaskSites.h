// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Surroundings.h"
#include "analysis/Tasks.h"

#include <vector>

namespace ron {

/// A task, and the code that starts it.
struct TaskSite {
  Task What;
  std::vector<CodeNode> Path; // to the start
  Frame Where;

  /// The loop that starts the task in each of its rounds, and goes on while it runs; or null.
  const Stmt *Loop = nullptr;
};

/// The tasks that the user's code starts, in the order of the source.
std::vector<TaskSite> taskSites(ASTContext &Context, const Globs &SpawnFunctions);

/// Whether both tasks are started by one run of the same function, and nothing between them waits for the first one to
/// end. \p First stands before \p Second.
bool mayOverlap(const TaskSite &First, const TaskSite &Second, const ASTContext &Context);

/// Whether nothing that stands in \p In after the end of \p First and before \p Second waits for something to end.
bool runsOn(const Stmt &In, SourceLocation First, SourceLocation Second, const ASTContext &Context);

/// The loop that runs the last node of \p Path again and again; null when the round leaves the loop after it, and when
/// macros have made the loop, as those of stackless coroutines do.
const Stmt *repeatingLoop(CodePath Path);

/// Whether \p Var is declared within \p S.
bool isDeclaredIn(const ValueDecl &Var, const Stmt &S, const ASTContext &Context);

} // namespace ron
