// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/UserCode.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// clang-tidy parses one unit after the other, so the last one is enough.
struct Known {
  const ASTContext *Context = nullptr;
  std::vector<Decl *> Code;
};

} // namespace

static Known &known() {
  static Known Last;
  return Last;
}

std::vector<Decl *> userCode(ASTContext &Context) {
  const Known &Last = known();
  if (Last.Context == &Context)
    return Last.Code;
  return Context.getTraversalScope();
}

void setUserCode(ASTContext &Context, std::vector<Decl *> Code) { known() = {&Context, std::move(Code)}; }

} // namespace ron
