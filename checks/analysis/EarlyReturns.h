// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Edits.h"
#include "analysis/Results.h"

namespace ron {

/// Leaves the function of \p Site with the error of the result that is unwrapped there, in a statement before, when the
/// function gives back the same family of results. Abandons \p Change where that would not compile.
void returnEarly(const CallSite &Site, const Unwrap &Taken, const ASTContext &Context, Edits &Change);

} // namespace ron
