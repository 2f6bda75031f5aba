// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Ancestors.h"

#include <optional>
#include <string>

namespace ron {

/// A look at an atomic: 'x', 'x.load(order)' or 'flag.test()'.
struct AtomicRead {
  const Expr *Object;
  const ValueDecl *Atomic; // the variable or member
  const Expr *Order;       // as written; or null
  QualType Value;
  bool ByTest; // of an atomic_flag
};
std::optional<AtomicRead> atomicRead(const Expr &E);

/// Whether waiting for a change of the atomic \p Read needs no polling: its class has 'wait', and the object is named
/// by an expression that can be repeated.
bool canWait(const AtomicRead &Read);

/// A wait for the change of an atomic.
struct AtomicWait {
  const ValueDecl *Atomic = nullptr;
  std::string Code; // 'x.wait(false)', or a loop that looks again after each change; empty where there is none
  std::string Call; // the call of 'wait' in it
};

/// How to wait, without polling, while \p Condition holds (while it does not, if \p Negated).
AtomicWait atomicWait(const Expr &Condition, bool Negated, const ASTContext &Context);

/// The look at an atomic that decides \p Condition when nothing else does.
std::optional<AtomicRead> decidingRead(const Expr &Condition);

/// What the file in hand does to an atomic.
struct AtomicUses {
  struct Store {
    const Stmt *Statement;
    const Expr *Object;
    Standing Where;
    bool Notifies; // 'notify_all()' follows already
  };
  SmallVector<Store, 4> Stores;
  /// Whether these are all stores that there are in the program, each a statement behind which 'notify_all()' can
  /// stand.
  bool Complete = false;
};
AtomicUses usesOf(const ValueDecl &Atomic, const ASTContext &Context);

} // namespace ron
