// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The differences between LLVM 16 and 22, all of them.
#pragma once

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
#if CLANG_VERSION_MAJOR < 21
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace clang {
class CompilerInstance;
}

namespace ron {

using namespace clang;       // the module is a guest of clang's: its vocabulary is ours
using namespace clang::tidy; // likewise

/// The options of the language that \p What compiles.
template <typename Invocation> LangOptions &languageOptions(Invocation &What) {
#if CLANG_VERSION_MAJOR >= 18
  return What.getLangOpts();
#else
  return *What.getLangOpts();
#endif
}

/// A compiler for one run, with \p Files as its disk; what it has to say is nobody's business.
template <typename Compiler = CompilerInstance, typename Invocation, typename FileSystem>
std::unique_ptr<Compiler> compilerFor(std::shared_ptr<Invocation> What, IntrusiveRefCntPtr<FileSystem> Files) {
#if CLANG_VERSION_MAJOR >= 21
  auto Made = std::make_unique<Compiler>(std::move(What));
#else
  auto Made = std::make_unique<Compiler>();
  Made->setInvocation(std::move(What));
#endif
#if CLANG_VERSION_MAJOR >= 22
  Made->setVirtualFileSystem(std::move(Files));
  Made->createDiagnostics(new IgnoringDiagConsumer, /*ShouldOwnClient=*/true);
  Made->createFileManager();
#elif CLANG_VERSION_MAJOR >= 20
  Made->createDiagnostics(*Files, new IgnoringDiagConsumer, /*ShouldOwnClient=*/true);
  Made->createFileManager(std::move(Files));
#else
  Made->createDiagnostics(new IgnoringDiagConsumer, /*ShouldOwnClient=*/true);
  Made->createFileManager(std::move(Files));
#endif
  return Made;
}

} // namespace ron
