// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "AllChecks.h"

#include <cstdio>
#include <cstdlib>

namespace ron {
namespace {

/// Readable without loading the module: 'ron-tidy <version> llvm <version>'.
[[gnu::used, gnu::section(".ron_tidy")]] const char Signature[] = "ron-tidy " RON_VERSION " llvm " RON_LLVM_VERSION;

class Module : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
#define RON_CHECK(CLASS, NAME, GROUP, RULE, PHASE, FIX) Factories.registerCheck<CLASS>("ron-" NAME);
#include "Checks.def"
#undef RON_CHECK
  }
};

/// clang-tidy loads a module of another LLVM without a word, runs none of its checks and exits 0. This refuses first.
/// It is declared before the registration below, so it runs before anything of ours touches the host.
struct VersionGuard {
  VersionGuard() {
    const std::string Host = getClangFullVersion();
    if (Host.find("version " CLANG_VERSION_MAJOR_STRING ".") != std::string::npos)
      return;
    std::fprintf(stderr,
                 "error: ron_tidy.so was built for LLVM " RON_LLVM_VERSION ", but the program that loads it is '%s'; "
                 "use the module built for that version, or clang-tidy-" CLANG_VERSION_MAJOR_STRING "\n",
                 Host.c_str());
    std::_Exit(2);
  }
} const CheckVersion;

const ClangTidyModuleRegistry::Add<Module> Register("ron-module", "Golden rules of asynchronous C++.");

} // namespace
} // namespace ron
