// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Calls.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

SourceLocation beginOf(const CallExpr &Call) {
  return isa<CXXOperatorCallExpr>(Call) ? Call.getArg(0)->getBeginLoc() : Call.getBeginLoc();
}

const NamedDecl *withoutArguments(const NamedDecl &D) {
  const auto *Function = dyn_cast<FunctionDecl>(&D);
  return Function && Function->getPrimaryTemplate() ? Function->getPrimaryTemplate() : &D;
}

std::optional<int64_t> valueOf(const CallExpr &Call, unsigned Index, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (Index >= Call.getNumArgs() || Call.getArg(Index)->isValueDependent() ||
      !Call.getArg(Index)->EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

} // namespace ron
