// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// ron-clangd: clangd with the checks of this repository, which its own executable cannot load.

#include "clangd/Clangd.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include <vector>

namespace ron {

RON_WRAP(std::string, versionString, "_ZN5clang6clangd13versionStringB5cxx11Ev")
RON_WRAP(std::optional<bool>, isFastTidyCheck, "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE", StringRef Check)

std::string versionString() { return realversionString() + " with ron-tidy " RON_VERSION; }

/// By default clangd runs only checks that its authors timed. test/bench/editor times ours.
std::optional<bool> isFastTidyCheck(StringRef Check) {
  return Check.starts_with("ron-") ? true : realisFastTidyCheck(Check);
}

/// Whether the caller says where clang's own headers are.
static bool namesResources(ArrayRef<char *> Arguments) {
  const std::string Flags = llvm::sys::Process::GetEnv("CLANGD_FLAGS").value_or("");
  return StringRef(Flags).contains("resource-dir") ||
         llvm::any_of(Arguments, [](StringRef Argument) { return Argument.ltrim('-').starts_with("resource-dir"); });
}

} // namespace ron

int main(int ArgumentCount, char *ArgumentValues[]) {
  std::vector<char *> Arguments(ArgumentValues, ArgumentValues + ArgumentCount);
  std::string Resources = "--resource-dir=" RON_RESOURCES; // clangd looks beside its own executable
  if (!ron::namesResources(Arguments) && llvm::sys::fs::is_directory(RON_RESOURCES))
    Arguments.insert(Arguments.begin() + 1, Resources.data());
  const int Count = static_cast<int>(Arguments.size());
  Arguments.push_back(nullptr);
  return clang::clangd::clangdMain(Count, Arguments.data());
}
