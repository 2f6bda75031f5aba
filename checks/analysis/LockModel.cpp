// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LockModel.h"

#include "analysis/Names.h"
#include "clang/AST/ASTContext.h"

namespace ron {

/// The place of \p Var itself, also when it is a reference.
static Place own(const ValueDecl &Var) {
  Place P;
  P.Kind = Place::Root::Variable;
  P.Decl = cast<ValueDecl>(Var.getCanonicalDecl());
  return P;
}

bool LockModel::tracked(QualType GuardType, bool Adopts) const {
  const LockTypes::Waiting Waiting = Types.guardWaiting(GuardType, Adopts);
  return Waiting == (Which == Report::Blocking ? LockTypes::Waiting::BlocksThread : LockTypes::Waiting::Suspends);
}

void LockModel::enter(World &W) {
  for (const ParmVarDecl *Parameter : Function.parameters()) {
    QualType Type = Parameter->getType();
    if (Type->isRValueReferenceType())
      Type = Type.getNonReferenceType();
    if (Types.holdsGuard(Type) && tracked(Type, /*Adopts=*/false))
      W.born({Locks.of(own(*Parameter)), static_cast<const ValueDecl *>(Parameter)});
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return;
  for (const LambdaCapture &Capture : Method->getParent()->captures()) {
    if (!Capture.capturesVariable())
      continue;
    const auto *Var = cast<ValueDecl>(Capture.getCapturedVar());
    if (Capture.getCaptureKind() == LCK_ByCopy && Types.holdsGuard(Var->getType()) && tracked(Var->getType(), false))
      W.born({Locks.of(own(*Var)), Var});
  }
}

void LockModel::release(const Place &Lock, World &W) {
  SmallVector<Life, 2> Released;
  for (const Life &L : W.lives())
    if (const Place *P = Locks.place(L.Thing); P && P->overlaps(Lock))
      Released.push_back(L);
  for (Life &L : Released) {
    L.State = Life::Phase::Dead;
    L.Test = nullptr;
    W.born(L);
  }
}

void LockModel::endOfScope(const VarDecl &Var, World &W) {
  const Place Ended = own(Var);
  W.eraseIf([&](const Life &L) {
    const Place *P = Locks.place(L.Thing);
    return P && P->isWithin(Ended) && !P->SharedPointee;
  });
}

void LockModel::makeTemporary(const CXXBindTemporaryExpr &Temporary, World &W, SmallVectorImpl<World> &Others) {
  if (!Types.holdsGuard(Temporary.getType()))
    return;
  // What is moved into a parameter is the callee's from there on.
  if (const Birth How = birth(Temporary.getSubExpr()); How.What != Birth::Kind::Moved)
    bear(How, Locks.of(Temporary), static_cast<const Stmt *>(&Temporary), W, Others);
}

void LockModel::endOfTemporary(const CXXBindTemporaryExpr &Temporary, World &W) { W.died(Locks.of(Temporary)); }

std::optional<bool> LockModel::isAlive(const CXXBindTemporaryExpr &Temporary, const World &W) {
  return W.find(Locks.of(Temporary)) ? std::optional(true) : std::nullopt;
}

const World::Life *LockModel::lifeAt(const Expr &Guard, const World &W) {
  const auto P = ron::placeOf(&Guard);
  if (!P)
    return nullptr;
  for (const Life &L : W.lives())
    if (const Place *Where = Locks.place(L.Thing); Where && Where->overlaps(*P))
      return &L;
  return nullptr;
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

void LockModel::declare(const VarDecl &Var, World &W, SmallVectorImpl<World> &Others) {
  if (!Var.hasLocalStorage() || !Var.getInit() || !Types.holdsGuard(Var.getType()))
    return;
  bear(birth(Var.getInit()), Locks.of(own(Var)), static_cast<const ValueDecl *>(&Var), W, Others);
}

void LockModel::evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, W, Others);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    captured(*Lambda, W);
  } else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(&S)) {
    if (Cast->isXValue())
      handOver(*Cast, *Cast->getSubExpr(), W);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    // A guard that adopts a mutex takes the bare lock over.
    SmallVector<const Expr *, 4> Arguments(Construct->arguments());
    if (Types.isGuard(Construct->getType()) && lockTag(Arguments) == LockTag::Adopts)
      for (const Expr *Argument : Arguments)
        if (const auto P = ron::placeOf(Argument))
          release(*P, W);
  } else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    call(*Call, W, Others);
  }
}

} // namespace ron
