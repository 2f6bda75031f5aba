// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/ConfigUses.h"
#include "analysis/Edits.h"

namespace ron {

/// Turns \p Holder, a 'shared_ptr' of which \p Uses are all uses in the program, into a 'std::atomic' of it, with
/// 'load()' and 'store()' where it is used.
void makeAtomicSnapshot(const ValueDecl &Holder, ArrayRef<ConfigUse> Uses, Edits &Change, const ASTContext &Context);

} // namespace ron
