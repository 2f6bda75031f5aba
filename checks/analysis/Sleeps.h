// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Ancestors.h"
#include "analysis/Globs.h"

#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <string>

namespace ron {

/// The default of the option 'SleepFunctions'.
inline constexpr StringRef DefaultSleepFunctions =
    "std::this_thread::sleep_for;std::this_thread::sleep_until;sleep;usleep;nanosleep;clock_nanosleep;thrd_sleep;"
    "Sleep;SleepEx;boost::this_thread::sleep*;boost::this_thread::no_interruption_point::sleep*;absl::SleepFor;"
    "QThread::*sleep;folly::portability::*sleep";

enum class SleepKind {
  None,
  Blocking,     // the thread
  Asynchronous, // gives an awaitable that completes when the time is over
  Timer,        // the same by waiting for a timer, which may also be cancelled
};

/// Which calls let time pass.
class Sleeps {
public:
  explicit Sleeps(const Globs &Functions);

  SleepKind kindOf(const CallExpr &Call) const;

  /// Forgets the declarations of the last translation unit.
  void reset() const;

private:
  SleepKind kindOf(const FunctionDecl &Callee) const;

  const Globs &Functions;
  const Globs Asynchronous, Timers;
  mutable llvm::DenseMap<const FunctionDecl *, SleepKind> Known;
};

/// Whether \p Wait, a call of a timer's 'async_wait' in \p Function, lasts as long as the function itself has said and
/// nobody else can end it: the timer is a temporary, or a local variable that leaves the function's hands nowhere.
/// With \p OwnedElsewhere a timer that is not the function's own counts too if the function sets its expiry.
bool isPlainDelay(const CallExpr &Wait, const FunctionDecl &Function, bool OwnedElsewhere);

/// How long a blocking sleep lasts, as an expression.
struct SleepTime {
  std::string Text;
  bool IsTimePoint;   // of std::chrono::steady_clock
  unsigned PerSecond; // the finest unit that may occur
};
std::optional<SleepTime> timeOf(const CallExpr &Sleep, const ASTContext &Context);

} // namespace ron
