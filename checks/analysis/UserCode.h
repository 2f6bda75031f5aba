// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include <vector>

namespace ron {

/// The top-level declarations in which the user's code is found, those of libraries among them where nobody has sorted
/// them out. It is more than what matchers see when a run is restricted to some files: a header that is not checked
/// still says what happens to the things that it declares.
std::vector<Decl *> userCode(ASTContext &Context);

/// Says what the user's code is, once the unit of \p Context is parsed.
void setUserCode(ASTContext &Context, std::vector<Decl *> Code);

} // namespace ron
