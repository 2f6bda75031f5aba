// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Across.h"
#include "analysis/LockModel.h"
#include "analysis/Places.h"

namespace ron {

/// A change of the code that drops the lock: one that can be made without asking, or one that a person must agree to.
struct Remedy {
  SmallVector<FixItHint, 4> Fix;
  SmallVector<FixItHint, 4> Suggestion;
  StringRef Advice; // what the suggestion does; empty when there is none
};

/// Finds how \p Lock, held in the coroutine \p Function, is dropped before its suspensions: nothing where the guarded
/// state is needed there, where paths disagree, and where the code stands for more than one type.
Remedy dropBeforeSuspension(const Across &Lock, const FunctionDecl &Function, ASTContext &Context);

} // namespace ron
