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

namespace ron {

using namespace clang;       // the module is a guest of clang's: its vocabulary is ours
using namespace clang::tidy; // likewise

} // namespace ron
