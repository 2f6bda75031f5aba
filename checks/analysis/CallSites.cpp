// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/CallSites.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

class SiteCollector : public UserCodeVisitor {
public:
  SiteCollector(const ASTContext &Context, llvm::function_ref<bool(const CallExpr &)> IsWanted)
      : UserCodeVisitor(Context), Context(Context), IsWanted(IsWanted) {}

  std::vector<CallSite> Found;

  bool VisitCallExpr(CallExpr *Call) override {
    if (!IsWanted(*Call) || isUnevaluated(path(), Context))
      return true;
    const SourceLocation Loc = Context.getSourceManager().getExpansionLoc(Call->getBeginLoc());
    Found.push_back({Call, SmallVector<CodeNode, 32>(path()), frameOf(path()), Loc});
    return true;
  }

private:
  const ASTContext &Context;
  llvm::function_ref<bool(const CallExpr &)> IsWanted;
};

} // namespace

std::vector<CallSite> callSites(ASTContext &Context, llvm::function_ref<bool(const CallExpr &)> IsWanted) {
  SiteCollector Collector(Context, IsWanted);
  Collector.visitAll(Context);
  llvm::sort(Collector.Found, [&](const CallSite &A, const CallSite &B) {
    return Context.getSourceManager().isBeforeInTranslationUnit(A.Loc, B.Loc);
  });
  return std::move(Collector.Found);
}

} // namespace ron
