// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace ron {

/// Which files a run read and which it looked for in vain: everything on disk that its result depends on.
class Record {
public:
  void add(StringRef Path, bool Found);

  /// Writes a line for each path, '+' or '-' before it; whether that succeeded.
  bool write(StringRef File) const;

private:
  llvm::StringMap<bool> Paths;
};

/// \p Base, with every look noted in \p Into.
IntrusiveRefCntPtr<llvm::vfs::FileSystem> recording(IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, Record &Into);

} // namespace ron
