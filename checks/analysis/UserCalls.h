// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Decl.h"

namespace ron {

/// Calls \p See with each call that the user's code in the translation unit makes, also in headers that are not checked
/// themselves, and the function or lambda that makes it.
void forEachUserCall(ASTContext &Context, llvm::function_ref<void(const CallExpr &, const FunctionDecl &In)> See);

} // namespace ron
