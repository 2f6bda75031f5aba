// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Flow.h"
#include "analysis/Globs.h"

namespace ron {

/// What asks whether the service is ready, or waits until it is.
class ReadinessChecks {
public:
  /// \p Names are the functions that tell, by their own or their qualified names.
  ReadinessChecks(const Globs &Names, const ASTContext &Context) : Names(Names), Context(Context) {}

  /// Whether \p D is one of those functions, or a flag of such a name.
  bool tells(const NamedDecl &D) const;

  /// Whether the user's code declares something that tells.
  static bool inSight(ASTContext &Context, const Globs &Names);

  /// Whether \p E asks: by a function that tells or that asks in turn, or by naming something after readiness.
  bool asks(const Expr &E) const;

  /// Whether a call of \p Function asks.
  bool asksBy(const FunctionDecl &Function) const;

  /// Whether something in the body of \p Function asks.
  bool asksIn(const FunctionDecl &Function) const;

private:
  bool isMine(const Decl &D) const;

  const Globs &Names;
  const ASTContext &Context;
  mutable llvm::DenseMap<const FunctionDecl *, bool> Known;
  mutable unsigned Depth = 0;
};

/// The part of a function that may run before it has decided on the answer of a readiness check.
class ReadinessGate {
public:
  ReadinessGate(const FunctionDecl &Function, const ReadinessChecks &Checks, ASTContext &Context);

  /// Whether the function calls something that asks, lambdas in it left out.
  bool asks() const { return Asks; }

  /// Whether \p S may run before; never where that cannot be told.
  bool isBefore(const Stmt &S) const { return Before.contains(&S); }

private:
  bool Asks = false;
  llvm::DenseSet<const Stmt *> Before;
};

} // namespace ron
