// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CriticalSections.h"
#include "analysis/Edits.h"

namespace ron {

/// The first code of \p Of that no single atomic operation can do; or null.
const Stmt *firstOfSeveralSteps(const GuardedScalar &Of);

/// Turns the scalar of \p Of into a 'std::atomic' and takes its lock away. What takes several steps becomes a loop of
/// compare-and-exchange.
void makeAtomic(const GuardedScalar &Of, Edits &Change, const ASTContext &Context);

/// Puts 'std::atomic<>' around the type of \p D.
void wrapInAtomic(const DeclaratorDecl &D, Edits &Change);

/// Whether an object of \p Class is copied or moved as a whole in this translation unit.
bool isCopied(const CXXRecordDecl &Class);

} // namespace ron
