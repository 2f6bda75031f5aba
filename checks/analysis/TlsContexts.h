// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Expr.h"

namespace ron {

/// Whose a TLS context is, as a function that changes it can tell.
enum class TlsOwner {
  Function, // it made the context, or is made to give one back
  Caller,   // the context is a parameter
  Others,   // a member, a global, a capture, what an accessor hands out
  Unknown,
};

struct TlsContext {
  TlsOwner Owner = TlsOwner::Unknown;
  const NamedDecl *Name = nullptr; // by which the function knows it
};

/// The context that \p E designates in \p Function: an object, or a plain or smart pointer to one.
TlsContext tlsContext(const Expr &E, const FunctionDecl &Function);

/// The class of the context that \p Type is, points to or owns.
const CXXRecordDecl *tlsClass(QualType Type);

} // namespace ron
