// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Surroundings.h"

#include <vector>

namespace ron {

/// A call that may run, and the way to it.
struct CallSite {
  const CallExpr *Call;
  SmallVector<CodeNode, 32> Path;
  Frame Where;
  SourceLocation Loc; // where it is reported: in no macro
};

/// The calls in what the user wrote for which \p IsWanted holds, in the order of the source.
std::vector<CallSite> callSites(ASTContext &Context, llvm::function_ref<bool(const CallExpr &)> IsWanted);

} // namespace ron
