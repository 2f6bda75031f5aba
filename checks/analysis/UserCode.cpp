// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/UserCode.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/STLExtras.h"

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
  std::vector<Decl *> Code = Context.getTraversalScope();
  if (Code.size() == 1 && isa<TranslationUnitDecl>(Code.front()))
    return Code;
  // An editor, which looks at the file that is open and has compiled the headers before.
  const SourceManager &Sources = Context.getSourceManager();
  Code.clear();
  llvm::copy_if(Context.getTranslationUnitDecl()->decls(), std::back_inserter(Code),
                [&](const Decl *D) { return !Sources.isInSystemHeader(D->getLocation()); });
  return Code;
}

void setUserCode(ASTContext &Context, std::vector<Decl *> Code) { known() = {&Context, std::move(Code)}; }

} // namespace ron
