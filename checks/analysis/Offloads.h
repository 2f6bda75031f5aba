// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

/// The default of the option 'OffloadFunctions': what takes work to other threads, as an argument or by being awaited.
inline constexpr StringRef DefaultOffloadFunctions =
    "boost::asio::post;boost::asio::dispatch;boost::asio::defer;boost::asio::co_spawn;asio::post;asio::dispatch;"
    "asio::defer;asio::co_spawn;std::async;std::thread::thread;std::jthread::jthread;boost::async;"
    "boost::thread::thread;*::resume_on;*::resume_background;*::resume_on_new_thread;*::switch_to;*::run_in_thread*;"
    "*thread_pool::schedule;*thread_pool::submit*;*thread_pool::post;*ThreadPool::submit*;*ThreadPool::schedule*;"
    "*::spawn_blocking;coro_io::post;folly::via;folly::coro::co_withExecutor;folly::coro::Task::scheduleOn;"
    "seastar::async;QtConcurrent::run;cppcoro::schedule_on";

/// Whether \p Call or construction takes what it is given, or what awaits it, to other threads: a function of \p
/// Functions; of Asio's only with a thread pool among the arguments.
bool isOffload(const Expr &Call, const Globs &Functions);

/// Whether \p Coroutine, a lambda, is handed to such a call by the function around it.
bool isHandedOff(const FunctionDecl &Coroutine, const Globs &Functions);

/// Whether what \p Body runs at \p Where does so on other threads: the last change of threads that was awaited before
/// it went to them.
bool runsElsewhere(const Expr &Where, const Stmt &Body, const Globs &Functions, const ASTContext &Context);

} // namespace ron
