// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

namespace ron {

/// Whether the code at \p Loc is what a macro of \p Names stands for, or a macro within it.
bool comesFromMacro(SourceLocation Loc, const Globs &Names, const ASTContext &Context);

} // namespace ron
