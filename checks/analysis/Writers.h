// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/TaskSites.h"

namespace ron {

/// Which calls write, and to what.
struct StreamModel {
  const Globs &Types;     // of streams
  const Globs &Functions; // that write

  /// The stream that \p Call writes to; null when it is no such call.
  const Expr *writtenBy(const CallExpr &Call) const;
};

/// A write that a task does.
struct Writer {
  const Expr *At;   // in the body of the task: the write itself, or the call of the function that does it
  Place Where;      // the stream, as the function that starts the task names it
  bool IsOperation; // it goes on after the call: it may overlap with others on its thread
};

/// What a task writes, itself or in a function that it calls, to streams that it shares with its starter.
SmallVector<Writer, 2> writersIn(const Task &T, const StreamModel &Streams, const ASTContext &Context);

/// What a task shares with its starter that writers may take turns by: locks, semaphores, channels, strands, timers,
/// queues and flags.
SmallVector<Place, 4> turnstilesIn(const Task &T, const ASTContext &Context);

/// A composed write that a handler, or nobody, is told the end of.
struct LooseWrite {
  const CallExpr *Call;
  Place Where;
  std::vector<CodeNode> Path;
  Frame Around;
};
std::vector<LooseWrite> looseWrites(ASTContext &Context, const StreamModel &Streams);

/// Whether \p Second may start in one run of a function while \p First, which stands before it, goes on.
bool mayOverlap(const LooseWrite &First, const LooseWrite &Second, const ASTContext &Context);

/// Whether a loop may start \p Write again while the one of the round before goes on.
bool overlapsItself(const LooseWrite &Write, const ASTContext &Context);

} // namespace ron
