// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace ron {

/// The files whose findings are wanted: the main file and those that a list names.
class WantedFiles {
public:
  /// Reads a list of real paths, one a line; one that ends in '/' stands for all below it. Whether that succeeded.
  bool read(StringRef List);

  bool contains(FileID File, const SourceManager &Sources);

private:
  bool isNamed(FileID File, const SourceManager &Sources) const;

  llvm::StringSet<> Files;
  std::vector<std::string> Directories;
  llvm::DenseMap<FileID, bool> Known;
};

} // namespace ron
