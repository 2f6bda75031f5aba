// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/HolderModel.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

Place ownPlace(const ValueDecl &Var) {
  Place P;
  P.Kind = Place::Root::Variable;
  P.Decl = cast<ValueDecl>(Var.getCanonicalDecl());
  return P;
}

const Expr *withoutWrapping(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Full = dyn_cast<FullExpr>(Inner))
      Inner = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bind->getSubExpr();
    else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Inner))
      Inner = Default->getExpr();
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

void HolderModel::enter(World &W) {
  const auto Arrive = [&](const ValueDecl &Var, QualType Type) {
    if (holds(Type) && arrivesAlive(Type))
      W.born({Known.of(ownPlace(Var)), &Var});
  };
  for (const ParmVarDecl *Parameter : Function.parameters())
    Arrive(*Parameter, Parameter->getType()->isRValueReferenceType() ? Parameter->getType().getNonReferenceType()
                                                                     : Parameter->getType());
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return;
  for (const LambdaCapture &Capture : Method->getParent()->captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy)
      Arrive(*Capture.getCapturedVar(), Capture.getCapturedVar()->getType());
}

void HolderModel::release(const Place &Holder, World &W) {
  SmallVector<Life, 2> Released;
  for (const Life &L : W.lives())
    if (const Place *P = Known.place(L.Thing); P && P->overlaps(Holder))
      Released.push_back(L);
  for (Life &L : Released) {
    L.State = Life::Phase::Dead;
    L.Test = nullptr;
    W.born(L);
  }
}

void HolderModel::endOfScope(const VarDecl &Var, World &W) {
  const Place Ended = ownPlace(Var);
  W.eraseIf([&](const Life &L) {
    const Place *P = Known.place(L.Thing);
    return P && P->isWithin(Ended) && !P->SharedPointee;
  });
}

void HolderModel::makeTemporary(const CXXBindTemporaryExpr &Temporary, World &W, SmallVectorImpl<World> &Others) {
  if (!holds(Temporary.getType()))
    return;
  // What is moved into a parameter is the callee's from there on.
  if (const Birth How = birth(Temporary.getSubExpr()); How.What != Birth::Kind::Moved)
    bear(How, Known.of(Temporary), static_cast<const Stmt *>(&Temporary), W, Others);
}

void HolderModel::endOfTemporary(const CXXBindTemporaryExpr &Temporary, World &W) { W.died(Known.of(Temporary)); }

std::optional<bool> HolderModel::isAlive(const CXXBindTemporaryExpr &Temporary, const World &W) {
  return W.find(Known.of(Temporary)) ? std::optional(true) : std::nullopt;
}

const World::Life *HolderModel::lifeAt(const Expr &Holder, const World &W) {
  const auto P = ron::placeOf(&Holder);
  if (!P)
    return nullptr;
  for (const Life &L : W.lives())
    if (const Place *Where = Known.place(L.Thing); Where && Where->overlaps(*P))
      return &L;
  return nullptr;
}

HolderModel::Birth HolderModel::birthOfPart(ArrayRef<const Expr *> Parts) {
  for (const Expr *Part : Parts)
    if (Part && holds(Part->getType()))
      if (const Birth Found = birth(Part); Found.What != Birth::Kind::Empty)
        return Found;
  return {};
}

HolderModel::Birth HolderModel::birth(const Expr *Init) {
  Init = withoutWrapping(Init);
  if (!Init)
    return {};
  if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Init))
    return birthByAwait();
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return birthByConstructor(*Construct);
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return birthByList(SmallVector<const Expr *, 4>(List->inits().begin(), List->inits().end()), List->getType());
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(Init))
    return birthOfPart(SmallVector<const Expr *, 4>(List->getInitExprs().begin(), List->getInitExprs().end()));
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Init))
    return birthOfPart(SmallVector<const Expr *, 4>(Lambda->capture_init_begin(), Lambda->capture_init_end()));
  if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(Init); Cast && Cast->isXValue())
    return {Birth::Kind::Moved, Cast};
  const auto *Call = dyn_cast<CallExpr>(Init);
  if (!Call || Call->isTypeDependent())
    return {};
  if (Call->isCallToStdMove())
    return {Birth::Kind::Moved, Call};
  if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && nameOf(*Callee) == "await_resume")
    return {}; // a part of a co_await, whose result is born where it is used
  return birthByCall(*Call);
}

void HolderModel::bear(const Birth &How, Things::Id Holder, Origin From, World &W, SmallVectorImpl<World> &Others) {
  switch (How.What) {
  case Birth::Kind::Empty:
    W.born({Holder, From, Life::Phase::Dead});
    return;
  case Birth::Kind::Alive:
    W.born({Holder, From});
    return;
  case Birth::Kind::Untested:
    W.born({Holder, From, Life::Phase::Dead});
    Others.push_back(W); // where the attempt failed
    W.born({Holder, From, Life::Phase::Untested});
    return;
  case Birth::Kind::Moved: {
    const Things::Id Source = Known.of(*How.Source);
    if (const Life *Moving = W.find(Source)) {
      Life Arrived = *Moving;
      W.died(Source);
      Arrived.Thing = Holder;
      Arrived.State = Arrived.Test ? Life::Phase::Untested : Life::Phase::Alive;
      W.born(Arrived);
    } else {
      W.died(Holder); // from a holder whose history is elsewhere
    }
    return;
  }
  }
}

void HolderModel::declare(const VarDecl &Var, World &W, SmallVectorImpl<World> &Others) {
  if (Var.hasLocalStorage() && Var.getInit() && holds(Var.getType()))
    bear(birth(Var.getInit()), Known.of(ownPlace(Var)), static_cast<const ValueDecl *>(&Var), W, Others);
}

void HolderModel::evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, W, Others);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(&S)) {
    captured(*Lambda, W);
  } else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    evaluateCall(*Call, W, Others);
    return;
  } else if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(&S); Cast && Cast->isXValue()) {
    handOver(*Cast, *Cast->getSubExpr(), W);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    if (!holds(Construct->getType())) // else it takes over, as its birth says
      lend(SmallVector<const Expr *, 8>(Construct->arguments()), *Construct->getConstructor(), W);
  }
  other(S, W);
}

/// Hands \p Arguments to parameters of \p Callee: who takes a reference or a pointer may release what is held there.
void HolderModel::lend(ArrayRef<const Expr *> Arguments, const FunctionDecl &Callee, World &W) {
  // The standard library's functions, a condition variable's among them, give back what they borrow.
  if (W.lives().empty() || isInStd(Callee) || Callee.isExternC())
    return;
  for (unsigned I = 0; I < Arguments.size() && I < Callee.getNumParams(); ++I) {
    const QualType Type = Callee.getParamDecl(I)->getType();
    if ((Type->isReferenceType() || Type->isPointerType()) && !Type->getPointeeType().isConstQualified())
      escape(*Arguments[I], W);
  }
}

void HolderModel::handOver(const Expr &Moved, const Expr &From, World &W) {
  W.died(Known.of(Moved)); // what an exception kept from arriving in an earlier round
  const Life *Held = holds(From.getType().getNonReferenceType()) ? lifeAt(From, W) : nullptr;
  if (!Held || Held->State == Life::Phase::Dead)
    return;
  Life Moving = *Held;
  Life Left = *Held;
  Left.State = Life::Phase::Dead;
  W.born(Left);
  Moving.Thing = Known.of(Moved);
  if (Moving.State == Life::Phase::Untested && !Moving.Test)
    Moving.Test = &Moved; // so that it arrives untested
  Moving.State = Life::Phase::Moving;
  W.born(Moving);
}

void HolderModel::escape(const Expr &Argument, World &W) {
  const Expr *E = Argument.IgnoreParenImpCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E); Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParenImpCasts();
  else if (!E->isLValue())
    return;
  const auto P = ron::placeOf(E);
  if (!P || (P->Kind == Place::Root::This && P->Steps.empty()))
    return;
  W.eraseIf([&](const Life &L) {
    const Place *Held = Known.place(L.Thing);
    return Held && Held->isWithin(*P);
  });
}

void HolderModel::captured(const LambdaExpr &Lambda, World &W) {
  for (const LambdaCapture &Capture : Lambda.captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
      W.eraseIf([&](const Life &L) {
        const Place *Held = Known.place(L.Thing);
        return Held && Held->Decl == Capture.getCapturedVar()->getCanonicalDecl() && holds(Held->Decl->getType());
      });
}

void HolderModel::assign(const CXXOperatorCallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  const Expr *Target = Call.getArg(0);
  const auto P = ron::placeOf(Target);
  if (!P || !holds(Target->getType()))
    return;
  const Birth How = birth(Call.getArg(1));
  release(*P, W);
  bear(How, Known.of(*P), static_cast<const Stmt *>(&Call), W, Others);
}

void HolderModel::evaluateCall(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  if (Call.isCallToStdMove()) {
    handOver(Call, *Call.getArg(0), W);
    return;
  }
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const unsigned First = Operator && isa<CXXMethodDecl>(Callee) ? 1 : 0;
  lend(SmallVector<const Expr *, 8>(Call.arg_begin() + First, Call.arg_end()), *Callee, W);
  if (Operator && Operator->getOperator() == OO_Equal)
    assign(*Operator, W, Others);
  call(Call, *Callee, W, Others);
}

} // namespace ron
