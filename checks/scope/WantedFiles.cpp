// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "scope/WantedFiles.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace ron {

bool WantedFiles::read(StringRef List) {
  const auto Text = llvm::MemoryBuffer::getFile(List);
  if (!Text)
    return false;
  SmallVector<StringRef, 16> Lines;
  (*Text)->getBuffer().split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Lines)
    if (Line.back() == '/')
      Directories.push_back(Line.str());
    else
      Files.insert(Line);
  return true;
}

bool WantedFiles::contains(FileID File, const SourceManager &Sources) {
  const auto [Entry, IsNew] = Known.try_emplace(File);
  if (IsNew)
    Entry->second = File == Sources.getMainFileID() || isNamed(File, Sources);
  return Entry->second;
}

bool WantedFiles::isNamed(FileID File, const SourceManager &Sources) const {
  const auto Entry = Sources.getFileEntryRefForID(File);
  if (!Entry || (Files.empty() && Directories.empty()))
    return false;
  SmallString<256> Real;
  if (llvm::sys::fs::real_path(Entry->getName(), Real))
    return false;
  return Files.count(Real) || llvm::any_of(Directories, [&](StringRef D) { return Real.str().starts_with(D); });
}

} // namespace ron
