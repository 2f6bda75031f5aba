// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/Surroundings.h"

#include "llvm/ADT/MapVector.h"

namespace ron {

/// How a member or a global holds a configuration.
enum class ConfigHolding { None, Value, Pointer, Shared, SharedConst };

/// \p Types: which classes are configurations.
ConfigHolding configHolding(const ValueDecl &Holder, const Globs &Types);

/// What is done with a configuration at one place.
struct ConfigUse {
  enum class Kind {
    Read,
    Replace,     // another one is put in its place
    Mutate,      // in place
    AtomicLoad,  // by the deprecated functions for 'shared_ptr'
    AtomicStore, // likewise
    Other,       // its address is taken, or anything else that is not followed
  };
  const ValueDecl *Holder = nullptr;
  const Expr *Name = nullptr; // the member or variable
  Kind What = Kind::Read;
  const Expr *Whole = nullptr; // the operation, where it is more than a look
  const Expr *Value = nullptr; // what is put in its place
  Frame Where;
  SmallVector<CodeNode, 32> Path; // to the name
  bool Locked = false;
  bool OnThis = true; // of the object at hand, or global
};

/// What the user code of a translation unit does with each of the configurations that it replaces or mutates, by
/// \p Types, in the order of the source.
llvm::MapVector<const ValueDecl *, std::vector<ConfigUse>> usesOfChangedConfigs(const Globs &Types,
                                                                                ASTContext &Context);

} // namespace ron
