// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"

namespace ron {

/// What the user code of a translation unit does with a global or static variable.
struct GlobalUses {
  bool Mentioned = false;
  bool InFunctions = false;                  // and not in the initialisers of other variables alone
  bool OnlyRead = true;                      // as far as can be seen
  bool WouldCompile = true;                  // if the variable were const
  bool UnderLock = true;                     // wherever it is mentioned
  const FunctionDecl *HandedOutBy = nullptr; // for others to change
};

using GlobalUseMap = llvm::DenseMap<const VarDecl *, GlobalUses>;

/// Fills in the uses of the variables in \p Uses, keyed by their canonical declarations.
void collectUses(GlobalUseMap &Uses, ASTContext &Context);

} // namespace ron
