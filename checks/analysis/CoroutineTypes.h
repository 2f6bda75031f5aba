// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Sleeps.h"

#include <vector>

namespace ron {

/// What a coroutine does in place of blocking its thread for a time.
struct AwaitedSleep {
  std::string Text;                    // 'co_await ...'
  SmallVector<std::string, 2> Headers; // in angle brackets or quotes; those whose names are not declared yet
};

/// The coroutine libraries that are known by the return types of their coroutines, and how each lets time pass.
class CoroutineSleepTable {
public:
  /// \p Own is the text of the option 'CoroutineSleeps': entries 'type=function' or 'type=function@header', separated
  /// by ';', each an awaitable function that takes a std::chrono::duration.
  explicit CoroutineSleepTable(StringRef Own);

  /// What is wrong with the option's text, as the end of a sentence; empty when nothing is.
  StringRef error() const { return Error; }

  /// The awaited sleep of \p Coroutine for \p Time; none when its library is unknown, or needs something that is not at
  /// hand there.
  std::optional<AwaitedSleep> replacement(const FunctionDecl &Coroutine, const SleepTime &Time,
                                          const ASTContext &Context) const;

private:
  struct Entry {
    Globs Type;
    std::string Function, Header;
  };
  std::vector<Entry> Own;
  std::string Error;
};

} // namespace ron
