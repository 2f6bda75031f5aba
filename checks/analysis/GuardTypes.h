// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"
#include "analysis/Places.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

/// Whether \p Class itself declares a member function \p Name.
bool hasMethod(const CXXRecordDecl *Class, StringRef Name);

/// Whether 'unlock()' can be called on \p Guard: it can already, or it is a 'lock_guard' or a 'scoped_lock' of one
/// mutex, which \p Change turns into a 'unique_lock'.
bool makeUnlockable(const VarDecl &Guard, Edits &Change);

/// Adds to \p Guarded the members of \p Class that it declares as guarded by a mutex.
void addDeclaredGuarded(const CXXRecordDecl &Class, SharedAccesses &Guarded);

} // namespace ron
