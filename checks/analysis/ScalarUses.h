// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"

namespace ron {

/// Whether a lock-free atomic could hold a \p Type: an integer, a truth value or a pointer to an object.
bool fitsAtomic(QualType Type, const ASTContext &Context);

/// What code does with a scalar at one place.
struct ScalarUse {
  enum class Kind {
    Load,
    Store,
    Update,   // 'x += n', '++x'
    Exchange, // 'std::exchange(x, v)'
    Other,    // its address is taken, or anything else that is not followed
  };
  const Expr *Name;   // the variable or member
  const Expr *Object; // the expression that gives access to the value: the name, or '*name.wlock()'
  Kind What = Kind::Other;
  bool InOneStep = false;      // by one operation that atomics have
  const Expr *Whole = nullptr; // the operation, where it is more than a look
};

/// The use of the scalar to which the expression at the end of \p Way gives access, by the name \p Name.
ScalarUse scalarUse(Path Way, const Expr &Name);

/// What a stretch of code does while a lock is held.
struct SectionContent {
  const ValueDecl *Scalar = nullptr; // the only thing that it touches, besides local variables and constants
  SmallVector<ScalarUse, 2> Uses;
  bool InLoop = false; // a use may run several times

  bool isOneStep() const { return Uses.size() == 1 && !InLoop && Uses.front().InOneStep; }
};

/// What \p Statements do; nothing when it is more than to read and write one scalar. The scalar is a member of the
/// object at hand; or, with \p Alias, what this variable refers or points to.
std::optional<SectionContent> contentOf(ArrayRef<const Stmt *> Statements, const ValueDecl *Alias,
                                        const ASTContext &Context);

} // namespace ron
