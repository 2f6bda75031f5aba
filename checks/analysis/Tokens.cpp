// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Tokens.h"

#include "analysis/Globs.h"
#include "analysis/Names.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

/// The first type among the template arguments of \p Class: of a token that wraps another, that token.
static QualType firstTypeArgument(const CXXRecordDecl &Class) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  if (!Specialization)
    return {};
  const auto &Arguments = Specialization->getTemplateArgs();
  return Arguments.size() != 0 && Arguments[0].getKind() == TemplateArgument::Type ? Arguments[0].getAsType()
                                                                                   : QualType();
}

Token Token::of(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  if (!Class)
    return {Type->isFunctionPointerType() || Type->isFunctionType() ? Kind::Handler : Kind::None, false};
  if (Class->isLambda())
    return {Kind::Handler, false};
  const StringRef Name = nameOf(*Class);
  if (Name == "detached_t")
    return {Kind::Detached, false};
  if (Name == "use_future_t")
    return {Kind::Future, false};
  if (isOneOf(Name, {"use_awaitable_t", "deferred_t", "use_op_t", "use_coro_t", "basic_yield_context"}))
    return {Kind::Waits, true};
  if (isOneOf(Name, {"partial_as_tuple", "partial_redirect_error", "partial_as_single"}))
    return {Kind::Waits, false};
  const bool KeepsErrors = isOneOf(Name, {"as_tuple_t", "redirect_error_t", "as_single_t"});
  if (KeepsErrors || isOneOf(Name, {"executor_binder", "cancellation_slot_binder", "immediate_executor_binder",
                                    "allocator_binder", "consign_t", "append_t", "prepend_t", "cancel_after_t",
                                    "cancel_after_timer", "cancel_at_t", "cancel_at_timer"})) {
    const QualType Inner = firstTypeArgument(*Class);
    Token Result = Inner.isNull() ? Token() : of(Inner);
    Result.Throws &= !KeepsErrors;
    return Result;
  }
  return {Class->isDependentContext() ? Kind::None : Kind::Handler, false};
}

const Expr *tokenArgument(const CallExpr &Call) {
  for (unsigned I = Call.getNumArgs(); I-- > 0;) {
    const Expr *Argument = Call.getArg(I);
    // Beast has a pointer at the end that only chooses the overload.
    const bool OnlyChooses = isa<CXXDefaultArgExpr>(Argument) && Argument->getType()->isPointerType();
    if (!OnlyChooses && !Argument->getType()->isArithmeticType())
      return Argument;
  }
  return nullptr;
}

const FunctionDecl *calleeOf(const Expr &E) {
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl());
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&E))
    return Construct->getConstructor();
  return nullptr;
}

const Expr *streamOf(const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Stream = Member ? Member->getImplicitObjectArgument() : Call.getNumArgs() > 0 ? Call.getArg(0) : nullptr;
  return Stream ? Stream->IgnoreParenImpCasts() : nullptr;
}

bool startsOperation(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && nameOf(*Callee).starts_with("async_") && tokenArgument(Call);
}

} // namespace ron
