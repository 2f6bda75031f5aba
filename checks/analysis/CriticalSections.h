// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/LockTypes.h"
#include "analysis/ScalarUses.h"

namespace ron {

/// A stretch of code that runs under a lock, and nothing but reads and writes one scalar.
struct CriticalSection {
  SmallVector<const Stmt *, 4> Body;
  const Stmt *Locks = nullptr;   // the statement that takes the lock; null where a lambda is given to the lock
  const Stmt *Unlocks = nullptr; // the statement that releases it; null where a scope ends
  SectionContent Content;
};

/// A scalar and the lock that is there for nothing else, with all that the program does with the two.
struct GuardedScalar {
  const ValueDecl *Lock = nullptr;
  const ValueDecl *Scalar = nullptr; // the lock itself where the value is in it
  std::vector<CriticalSection> Sections;
  std::vector<ScalarUse> Free; // without a section: by a constructor, or under a lock that ends with the expression
};

/// What the member \p Mutex guards when that is one scalar member of the same class; nothing when it is more, or cannot
/// be seen.
std::optional<GuardedScalar> scalarGuardedBy(const FieldDecl &Mutex, const LockTypes &Types, const ASTContext &Context);

/// What is done with the scalar in \p Lock, a 'folly::Synchronized' or 'boost::synchronized_value'; nothing when it is
/// locked for more than that, or this cannot be seen.
std::optional<GuardedScalar> scalarInside(const ValueDecl &Lock, const ASTContext &Context);

} // namespace ron
