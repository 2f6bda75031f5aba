// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"

#include "clang/AST/Expr.h"

namespace ron {

/// What runs a piece of code: a function, or an initialiser outside functions.
struct Frame {
  enum class Kind {
    Function,          // or lambda
    StaticInitialiser, // of a namespace-scope, static or thread_local variable
    MemberInitialiser, // in the class
    DefaultArgument,   // of a parameter of the function
    Elsewhere,
  };
  Kind What = Kind::Elsewhere;
  const FunctionDecl *Function = nullptr;
  size_t Depth = 0; // of its node in the path
};

/// What runs the code at the end of \p Path. The captures of a lambda belong to the function around it.
Frame frameOf(CodePath Path);

/// The function that stands for all instantiations and redeclarations of \p Function.
const FunctionDecl *canonicalFunction(const FunctionDecl &Function);

/// The index of the first node around the last one that is more than a parenthesis or a conversion.
size_t parentIndex(CodePath Path);

/// Whether the last expression of \p Path is never evaluated: sizeof, noexcept, a discarded branch.
bool isUnevaluated(CodePath Path, const ASTContext &Context);

/// The innermost loop of the last node's function whose rounds evaluate it again; or null.
const Stmt *loopAround(CodePath Path);

/// Whether a loop of the last node's function holds it and suspends the coroutine.
bool isInSuspendingLoop(CodePath Path);

/// The statement directly within the innermost block that holds the last node; null when the last node's function has
/// no such block around it, or when a label on the statement lets execution skip what stands before it.
const Stmt *statementInBlock(CodePath Path);

/// Whether one run of the function evaluates at most one of the two: other branches, or one leaves before the other.
/// \p First stands before \p Second in the source.
bool areExclusive(CodePath First, CodePath Second);

} // namespace ron
