// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/UserCalls.h"

#include "analysis/AstVisitor.h"
#include "analysis/Surroundings.h"

namespace ron {

namespace {

class CallVisitor : public UserCodeVisitor {
public:
  CallVisitor(ASTContext &Context, llvm::function_ref<void(const CallExpr &, const FunctionDecl &)> See)
      : UserCodeVisitor(Context), See(See) {}

  bool VisitCallExpr(CallExpr *Call) override {
    if (const FunctionDecl *In = frameOf(path()).Function)
      See(*Call, *In);
    return true;
  }

private:
  llvm::function_ref<void(const CallExpr &, const FunctionDecl &)> See;
};

} // namespace

void forEachUserCall(ASTContext &Context, llvm::function_ref<void(const CallExpr &, const FunctionDecl &In)> See) {
  CallVisitor(Context, See).visitAll(Context);
}

} // namespace ron
