// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "scope/Recorder.h"

#include "llvm/Support/raw_ostream.h"

// A clang-tidy of another LLVM may lack these symbols. Were they needed to load the module, nobody would be left to say
// that the versions differ (see Module.cpp): clang-tidy would ignore the module and go on without.
#if defined(__ELF__)
asm(".weak _ZN4llvm3vfs10FileSystem2IDE");
asm(".weak _ZN4llvm3vfs15ProxyFileSystem2IDE");
#endif

namespace ron {

void Record::add(StringRef Path, bool Found) {
  // A file that was there at one look and gone at another was found: its content counts, and it will be missed.
  Paths[Path] |= Found;
}

bool Record::write(StringRef File) const {
  std::error_code Error;
  llvm::raw_fd_ostream Out(File, Error);
  if (Error)
    return false;
  for (const auto &Entry : Paths)
    Out << (Entry.second ? '+' : '-') << Entry.first() << '\n';
  Out.close();
  const bool Written = !Out.has_error();
  Out.clear_error(); // a full disk is reported by whoever needs the file, not by an abort
  return Written;
}

namespace {

class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  RecordingFileSystem(IntrusiveRefCntPtr<FileSystem> Base, Record &Into)
      : ProxyFileSystem(std::move(Base)), Into(Into) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const Twine &Path) override {
    auto Found = ProxyFileSystem::status(Path);
    // Directories are there or not; what is in them is asked for by name.
    note(Path, static_cast<bool>(Found));
    return Found;
  }

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const Twine &Path) override {
    auto Found = ProxyFileSystem::openFileForRead(Path);
    note(Path, static_cast<bool>(Found));
    return Found;
  }

private:
  void note(const Twine &Path, bool Found) {
    SmallString<256> Absolute;
    Path.toVector(Absolute);
    if (!makeAbsolute(Absolute))
      Into.add(Absolute, Found);
  }

  Record &Into;
};

} // namespace

IntrusiveRefCntPtr<llvm::vfs::FileSystem> recording(IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, Record &Into) {
  return llvm::makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Base), Into);
}

} // namespace ron
