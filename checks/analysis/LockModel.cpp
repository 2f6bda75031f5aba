// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LockModel.h"

#include "analysis/Names.h"
#include "clang/AST/ASTContext.h"

namespace ron {

bool LockModel::tracked(QualType GuardType, bool Adopts) const {
  const LockTypes::Waiting Waiting = Types.guardWaiting(GuardType, Adopts);
  return Waiting == (Which == Report::Blocking ? LockTypes::Waiting::BlocksThread : LockTypes::Waiting::Suspends);
}

std::optional<bool> LockModel::truth(const Expr &Condition, World &W, bool Tested) {
  const Expr *Guard = nullptr;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Condition);
  if (!Call || !Call->getMethodDecl())
    return std::nullopt;
  const CXXMethodDecl &Method = *Call->getMethodDecl();
  if (isa<CXXConversionDecl>(Method) || nameOf(Method) == "owns_lock" || nameOf(Method) == "has_value")
    Guard = Call->getImplicitObjectArgument();
  if (nameOf(Method) == "isNull") // folly's, true where nothing is held
    Guard = Call->getImplicitObjectArgument();
  if (!Guard || !Types.holdsGuard(Guard->getType()))
    return std::nullopt;
  const Life *Held = lifeAt(*Guard, W);
  if (!Held)
    return std::nullopt; // a guard whose history is elsewhere
  const bool Owns = Held->State != Life::Phase::Dead;
  if (Tested && Held->State == Life::Phase::Untested) {
    Life Confirmed = *Held;
    Confirmed.State = Life::Phase::Alive;
    Confirmed.Test = nullptr;
    W.born(Confirmed);
  }
  return Owns != (nameOf(Method) == "isNull");
}

void LockModel::other(const Stmt &S, World &W) {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    W.eraseIf([&](const Life &L) {
      const Place *Held = placeOf(L.Thing);
      return Held && releases(*Lambda->getBody(), *Held);
    });
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    // A guard that adopts a mutex takes the bare lock over.
    SmallVector<const Expr *, 4> Arguments(Construct->arguments());
    if (Types.isGuard(Construct->getType()) && lockTag(Arguments) == LockTag::Adopts)
      for (const Expr *Argument : Arguments)
        if (const auto P = ron::placeOf(Argument))
          release(*P, W);
  }
}

} // namespace ron
