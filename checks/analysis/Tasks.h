// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/Places.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

/// The default of the option 'SpawnFunctions': what starts work that runs beside its caller, or beside its neighbours
/// among the arguments.
inline constexpr StringRef DefaultSpawnFunctions =
    "boost::asio::co_spawn;boost::asio::post;boost::asio::dispatch;boost::asio::defer;asio::co_spawn;asio::post;"
    "asio::dispatch;asio::defer;std::thread::thread;std::jthread::jthread;std::async;boost::thread::thread;"
    "boost::async;boost::cobalt::spawn;boost::cobalt::gather;boost::cobalt::join;boost::cobalt::race;"
    "boost::cobalt::left_race;folly::coro::collect*;async_simple::coro::collect*;*::when_all;*::when_any;"
    "coro::*::spawn;coro::*::spawn_detached";

/// A piece of work that a call starts, and what it is given.
struct Task {
  const Expr *Start = nullptr;            // the call, construction or operator
  const Expr *Work = nullptr;             // the argument or operand that is the work, as written
  const FunctionDecl *Body = nullptr;     // what it runs; null when unknown
  const LambdaExpr *Lambda = nullptr;     // the lambda that it runs or was made by, whose captures it takes along
  const Expr *Object = nullptr;           // what the member function in Body is called for
  SmallVector<const Expr *, 4> Arguments; // for the parameters of Body, in their order
  const Expr *Token = nullptr;            // how its end is told, where the call takes something for that
};

/// What the call, construction or operator \p Start starts: the work handed to a function of \p SpawnFunctions or put
/// into a container of threads, and the operands of '&&' and '||' between awaitables.
SmallVector<Task, 2> tasksOf(const Expr &Start, const Globs &SpawnFunctions);

/// Whether \p Start does not go on before its tasks end, once it is awaited: '&&', 'gather', 'when_all', a token that
/// waits.
bool isJoined(const Task &T);

/// Whether \p T has a thread of its own, and does not take turns with others on one.
bool runsOnThread(const Task &T);

/// What \p E is behind conversions, moves, and what ties a function to an executor.
const Expr *withoutMoves(const Expr *E);

/// Something that a task is given by the function that starts it: a capture or an argument.
struct Given {
  Place What;                             // as the starter names it
  SourceLocation Loc;                     // of the capture or the argument
  const Expr *Argument = nullptr;         // as written; null for a capture
  const LambdaCapture *Capture = nullptr; // null for an argument
  bool Moved = false;                     // the task is its only owner from now on
};
SmallVector<Given, 4> givenTo(const Task &T);

/// The place that \p Inside, as the body of \p T names it, is for the function that starts the task. None for what
/// belongs to the task alone: its variables, and what was moved or made for it.
std::optional<Place> inStarter(const Task &T, const Place &Inside);

} // namespace ron
