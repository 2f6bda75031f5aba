// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

/// An operation on a connection that a coroutine awaits.
struct NetworkWait {
  const CallExpr *Call;
  bool GivenStream; // by reference, by somebody who may have limited it
};

/// What the coroutine \p Function awaits of peers: reads, writes, connects and handshakes of the streams \p Types,
/// those left out that are raced against something else or whose token limits them.
SmallVector<NetworkWait, 4> networkWaits(const FunctionDecl &Function, const Globs &Types, const ASTContext &Context);

/// The functions of a translation unit that keep time for what they await, or are awaited by such.
class Deadlines {
public:
  /// \p Functions are those that set a deadline.
  Deadlines(ASTContext &Context, const Globs &Functions);

  /// Whether a deadline is in sight of \p Function: in its body, in a function around it, in another member function of
  /// its class, or where this file awaits it.
  bool inSightOf(const FunctionDecl &Function) const;

  /// Whether this file calls \p Function.
  bool isCalled(const FunctionDecl &Function) const;

private:
  friend class DeadlineFinder;
  llvm::SmallPtrSet<const Decl *, 16> Bounded; // functions and classes
  llvm::MapVector<const FunctionDecl *, SmallVector<const FunctionDecl *, 2>> Callers;
};

} // namespace ron
