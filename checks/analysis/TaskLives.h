// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Surroundings.h"
#include "analysis/Tasks.h"

namespace ron {

/// What becomes of a task behind the full expression that makes it.
enum class TaskLife {
  Over,     // it was awaited there, never starts, or somebody unknown has it
  Kept,     // in a variable, a member or a container, from where it may be awaited
  Returned, // by a function that is no coroutine itself
  Loose,    // it goes on, and its maker does not wait for it
};

/// The life of the task that the call of a coroutine at the end of \p Path makes. \p Runs says that the call starts it.
TaskLife lifeOf(CodePath Path, bool Runs, const Globs &SpawnFunctions);

} // namespace ron
