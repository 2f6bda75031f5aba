// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Sleeps.h"

#include <vector>

namespace ron {

/// What a coroutine does in place of keeping its thread.
struct AwaitedSleep {
  std::string Text;                    // 'co_await ...'
  SmallVector<std::string, 2> Headers; // in angle brackets or quotes; those whose names are not declared yet
};

/// How an operation of Asio is awaited in a coroutine of Asio's own type.
struct CompletionToken {
  std::string Library;                 // 'boost::asio' or 'asio'
  std::string AsioName;                // the same as it can be spelled in the coroutine
  std::string Text;                    // the token
  std::string Directory;               // of the library's headers
  SmallVector<std::string, 2> Headers; // that the token needs
};
std::optional<CompletionToken> completionTokenOf(const FunctionDecl &Coroutine, const ASTContext &Context);

/// What \p Coroutine awaits to let others run first, with its semicolon left out; none when its library is unknown, or
/// needs something that is not at hand there.
std::optional<AwaitedSleep> yieldOf(const FunctionDecl &Coroutine, const ASTContext &Context);

/// Adds the header \p Header to \p Headers unless a declaration of the qualified name \p Name has been seen.
void requireDeclared(SmallVectorImpl<std::string> &Headers, const ASTContext &Context, StringRef Name,
                     const Twine &Header);

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
