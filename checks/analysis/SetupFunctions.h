// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/Surroundings.h"

#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace ron {

/// The functions that bring the program or an object up: main, constructors, initialisers of static objects, bodies of
/// call_once, functions that match a list, functions called only from those in the same file, and lambdas called on the
/// spot in any of them.
class SetupFunctions {
public:
  SetupFunctions(ASTContext &Context, const Globs &Named) : Context(Context), Named(Named) {}

  /// Whether the code of \p Where runs only while things are brought up.
  bool covers(const Frame &Where);

  /// Whether \p Function is one by itself, and not for where it is called.
  bool startsSetup(const FunctionDecl &Function) const;

  /// The function around the lambda \p Callee, a frame on \p Path, when it calls the lambda and hands it to nobody: the
  /// lambda is a part of it. None for any other function.
  std::optional<Frame> partOf(CodePath Path, const Frame &Callee);

  /// A place that mentions a function, as the visitor of all uses sees it.
  struct Use {
    Frame Where;
    bool IsCall; // else it is handed on to somebody
  };

private:
  bool isSetup(const FunctionDecl &Function);
  ArrayRef<Use> usesOf(const FunctionDecl &Function);

  ASTContext &Context;
  const Globs &Named;
  llvm::DenseMap<const FunctionDecl *, SmallVector<Use, 2>> Uses;
  llvm::DenseMap<const FunctionDecl *, bool> Known;
  bool Collected = false;
};

/// Whether the name of \p Function begins as those of functions that bring something up: 'setup', 'register', 'init',
/// 'start'.
bool startsAsSetup(const FunctionDecl &Function);

/// Whether \p Function is the body of a GoogleTest, which runs once for its object.
bool isTestBody(const FunctionDecl &Function);

} // namespace ron
