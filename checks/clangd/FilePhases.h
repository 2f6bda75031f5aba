// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "llvm/ADT/StringMap.h"
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace ron {

/// A file that an answer depends on, as it was then; it may have been absent.
class Stamp {
public:
  explicit Stamp(std::string Path);
  bool isCurrent() const;

private:
  std::string read() const;

  std::string Path, Seen;
};

/// What the phase in force means to each file: asked of the command line 'ron-tidy', once a file, and again when
/// something changes that the answer depends on. Safe to use from several threads.
class FilePhases {
public:
  using Options = std::shared_ptr<const ClangTidyOptions>;

  /// \p Program is the command line; without one, the default phase is what every file gets.
  explicit FilePhases(std::string Program);

  /// Whether the answers are the hooks' own, not the default for lack of better.
  bool knowsTheHooks() const { return !Program.empty(); }

  Options of(StringRef File);

private:
  struct Answer {
    Options Said;
    std::vector<Stamp> DependsOn;
  };
  Answer ask(StringRef File) const;
  Answer read(StringRef Text) const;

  const std::string Program;
  const Options Default;
  std::mutex Guard;
  llvm::StringMap<Answer> Answers;
};

} // namespace ron
