// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

/// Whether an object of \p Type may refer to another whose owner it is not: references, pointers, iterators, views, and
/// classes with such members. Smart pointers that own are no borrows.
bool mayBorrow(QualType Type);

/// The variables that \p S mentions, structured bindings counted as the object that they take apart.
llvm::SmallPtrSet<const VarDecl *, 8> variablesIn(const Stmt &S);

} // namespace ron
