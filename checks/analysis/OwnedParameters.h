// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"

#include "clang/AST/ASTContext.h"

namespace ron {

/// Makes parameter \p Index of \p Function an object of its own in place of a view of the caller's. Gives up where a
/// declaration is not in the main file, somebody may rely on the function's type, or a caller or a use in the body
/// might not compile. Returns the headers that the new type needs.
SmallVector<std::string, 2> ownParameter(const FunctionDecl &Function, unsigned Index, ASTContext &Context,
                                         Edits &Change);

} // namespace ron
