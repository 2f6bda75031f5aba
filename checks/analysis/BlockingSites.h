// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AsioSiblings.h"
#include "analysis/AstVisitor.h"
#include "analysis/BlockingCalls.h"

#include <vector>

namespace ron {

/// A call that blocks its thread, and what is around it.
struct BlockingSite {
  const CallExpr *Call;
  const FunctionDecl *Function; // that runs it
  Blocking Kind;
  std::vector<const Stmt *> Way; // to the call
  bool MayAwait;                 // in a coroutine: a 'co_await' is allowed in its place
};

/// The calls that block the thread of \p Function: in its body, and in the lambdas that it calls where they are
/// written.
std::vector<BlockingSite> blockingSites(const FunctionDecl &Function, const BlockingCalls &Known, const Globs &Offloads,
                                        ASTContext &Context);

} // namespace ron
