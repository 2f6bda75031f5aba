// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/ParentMap.h"
#include "clang/AST/Stmt.h"

namespace ron {

// Parents are taken from a ParentMap of one function's body: the ASTContext's cost a walk over the translation unit.

/// Where an expression stands in the statements of a block.
struct Spot {
  const Stmt *Statement = nullptr;     // the innermost one that is an element of a block
  const CompoundStmt *Block = nullptr; // that block
  SmallVector<const Stmt *, 8> After;  // what may run after it up to the end of the scope, itself excluded
  bool InLoop = false;                 // a loop lies between it and the scope
};

/// The spot of \p S within \p Scope. Its statement is null when no statement could be put before it: \p S is outside of
/// the scope, in a lambda, or behind a label.
Spot spotOf(const Stmt &S, const CompoundStmt &Scope, const ParentMap &Parents);

/// The block whose element \p S is; null when it stands elsewhere, for example in the head of an 'if'.
const CompoundStmt *blockOf(const Stmt &S, const ParentMap &Parents);

/// The statement that declares \p Var; null for a parameter, a capture, and what is not initialised.
const DeclStmt *declarationOf(const VarDecl &Var, const ParentMap &Parents);

} // namespace ron
