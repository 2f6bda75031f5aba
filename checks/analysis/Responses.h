// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"

#include <vector>

namespace ron {

/// The HTTP status that \p E is the constant of, as an integer or an enumerator.
unsigned statusOf(const Expr &E, const ASTContext &Context);

/// A response that is given its status: in its construction, by a call for it, by assignment, or by a user's function
/// that makes it.
struct GivenStatus {
  const Expr *By = nullptr;            // the construction, call or assignment; null when it is not given to a response
  const ValueDecl *Response = nullptr; // the variable that holds the response; null for one without a name
};

/// What the constant at the end of \p Path is given to.
GivenStatus givenStatus(CodePath Path);

/// The responses of 503 in the user's code to which nobody in sight adds a 'Retry-After'.
std::vector<const Expr *> refusalsForGood(ASTContext &Context);

} // namespace ron
