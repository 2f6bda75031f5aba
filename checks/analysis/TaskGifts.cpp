// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Names.h"
#include "analysis/Tasks.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

/// Whether \p E gives the object at hand: 'shared_from_this()'.
static bool isOwnPointer(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && nameOf(*Callee) == "shared_from_this" &&
         isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
}

/// The place of \p Base, which is given by its value, reference or address, followed by the steps of \p Rest.
static std::optional<Place> behind(const Expr *Base, const Place &Rest) {
  Base = withoutMoves(Base);
  if (isa<CallExpr>(Base) && Base->isPRValue() && !isOwnPointer(*Base))
    return std::nullopt; // made for the task
  ArrayRef<Place::Step> Steps = Rest.Steps;
  const auto *Address = dyn_cast<UnaryOperator>(Base);
  std::optional<Place> Result = isOwnPointer(*Base) ? Place() : placeOf(Base);
  if (!Result)
    return std::nullopt;
  const bool IsAddress = isOwnPointer(*Base) || (Address && Address->getOpcode() == UO_AddrOf);
  if (IsAddress && !Steps.empty() && Steps.front().What == Place::Step::Kind::Deref)
    Steps = Steps.drop_front();
  Result->Steps.append(Steps.begin(), Steps.end());
  Result->SharedPointee |= Rest.SharedPointee;
  return Result;
}

std::optional<Place> inStarter(const Task &T, const Place &Inside) {
  if (Inside.Kind == Place::Root::This) {
    if (!T.Object || T.Lambda)
      return T.Lambda ? std::optional(Inside) : std::nullopt;
    return behind(T.Object, Inside);
  }
  const auto *Var = dyn_cast_or_null<VarDecl>(Inside.Decl);
  if (Inside.Kind != Place::Root::Variable || !Var || Var->hasGlobalStorage())
    return Inside;
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Var)) {
    for (size_t I = 0; T.Body && I < T.Body->getNumParams() && I < T.Arguments.size(); ++I)
      if (T.Body->getParamDecl(I) == Parameter || T.Body->getCanonicalDecl()->getParamDecl(I) == Parameter)
        return behind(T.Arguments[I], Inside);
  }
  if (Var->isInitCapture() && Var->getInit() && T.Lambda && T.Lambda->getBody())
    return behind(Var->getInit(), Inside);
  const DeclContext *Owner = Var->getDeclContext();
  for (const DeclContext *Scope = Owner; Scope; Scope = Scope->getParent())
    if (Scope == T.Body)
      return std::nullopt;
  return Inside;
}

static bool isMoved(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreUnlessSpelledInSource());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && isInStd(*Callee) && nameOf(*Callee) == "move";
}

SmallVector<Given, 4> givenTo(const Task &T) {
  SmallVector<Given, 4> Found;
  const auto Add = [&](const Expr *Value, Given G) {
    if (std::optional<Place> P = behind(Value, {})) {
      G.What = *P;
      G.Moved = isMoved(Value);
      Found.push_back(std::move(G));
    }
  };
  if (T.Lambda)
    for (const LambdaCapture &Capture : T.Lambda->captures()) {
      const auto *Var = Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
      Given G;
      G.Loc = Capture.isImplicit() ? T.Lambda->getCaptureDefaultLoc() : Capture.getLocation();
      G.Capture = &Capture;
      if (Var && Var->isInitCapture() && Var->getInit()) {
        Add(Var->getInit(), std::move(G));
      } else if (Var) {
        G.What = placeOf(*Var);
        Found.push_back(std::move(G));
      }
    }
  for (const Expr *Argument : T.Arguments) {
    Given G;
    G.Loc = Argument->getBeginLoc();
    G.Argument = Argument;
    Add(Argument, std::move(G));
  }
  return Found;
}

} // namespace ron
