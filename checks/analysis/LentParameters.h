// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Lenders.h"

#include "llvm/ADT/DenseSet.h"

namespace ron {

/// A parameter by which a coroutine refers to what others own, given something that may end before the coroutine does.
struct LentParameter {
  const FunctionDecl *Coroutine; // its definition
  unsigned Index;                // of the parameter
  const Expr *Argument;
  Lender From;
  const Expr *Use; // in the coroutine, when the argument may have ended
};

/// Which calls leave coroutines with parameters whose arguments have ended.
struct LentParameterModel {
  const LenderModel &Lenders;
  const Globs &SpawnFunctions, &SafeAwaitables;

  /// Whether \p Parameter refers to an object of others.
  bool borrows(const ParmVarDecl &Parameter) const;

  /// The parameters of \p Coroutines, canonical functions, that are lent too little; for each the first call only.
  std::vector<LentParameter> lentParameters(ASTContext &Context,
                                            const llvm::DenseSet<const FunctionDecl *> &Coroutines) const;
};

} // namespace ron
