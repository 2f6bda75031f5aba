// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How an initialiser or an assigned value leaves the lock of the guard that it makes.
#include "analysis/LockModel.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

static const Expr *withoutWrapping(const Expr *E) {
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

LockModel::Birth LockModel::birthByTag(ArrayRef<const Expr *> Arguments, QualType Type) {
  if (Arguments.empty())
    return {};
  switch (const LockTag Tag = lockTag(Arguments)) {
  case LockTag::Defers:
    return {};
  case LockTag::Locks:
  case LockTag::Adopts:
    return tracked(Type, Tag == LockTag::Adopts) ? Birth{Birth::Kind::Locked} : Birth{};
  case LockTag::Tries:
    return tracked(Type, /*Adopts=*/true) ? Birth{Birth::Kind::Untested} : Birth{};
  }
  llvm_unreachable("all tags are handled");
}

LockModel::Birth LockModel::birthOfPart(ArrayRef<const Expr *> Parts) {
  for (const Expr *Part : Parts)
    if (Part && Types.holdsGuard(Part->getType()))
      if (const Birth Found = birth(Part); Found.What != Birth::Kind::Unlocked)
        return Found;
  return {};
}

LockModel::Birth LockModel::birthByConstructor(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  SmallVector<const Expr *, 4> Arguments;
  for (const Expr *Argument : Construct.arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      Arguments.push_back(Argument);
  if (Arguments.empty())
    return {};
  if (Constructor->isCopyOrMoveConstructor())
    return birth(Arguments[0]);
  if (Types.isGuard(Construct.getType()))
    return Types.holdsGuard(Arguments[0]->getType()) ? birth(Arguments[0]) : birthByTag(Arguments, Construct.getType());
  // An owner: by the guards that it is given, else by what it makes of its arguments.
  const bool Given = llvm::any_of(Arguments, [&](const Expr *A) { return Types.holdsGuard(A->getType()); });
  if (Given)
    return birthOfPart(Arguments);
  for (const Expr *Argument : Arguments) {
    const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl();
    if (Argument->getType()->isNullPtrType() || (Class && nameOf(*Class) == "nullopt_t"))
      return {};
    if (const auto *New = dyn_cast<CXXNewExpr>(withoutWrapping(Argument)))
      return New->getInitializer() ? birth(New->getInitializer()) : Birth{};
  }
  if (Construct.getType()->getAsCXXRecordDecl()->isInStdNamespace())
    return birthByTag(Arguments, Construct.getType());
  // Its own constructor: as its member initialisers say, or locked when they are elsewhere.
  const FunctionDecl *Definition = nullptr;
  if (Constructor->hasBody(Definition))
    for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits())
      if (Init->getInit() && Types.holdsGuard(Init->getInit()->getType()))
        return birth(Init->getInit());
  return birthByTag(Arguments, Construct.getType());
}

LockModel::Birth LockModel::birthByCall(const CallExpr &Call) {
  if (Call.isCallToStdMove())
    return {Birth::Kind::Moved, &Call};
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && nameOf(*Callee) == "await_resume")
    return {}; // a part of a co_await, whose result is born where it is used
  SmallVector<const Expr *, 4> Arguments(Call.arguments());
  if (Callee && Callee->isInStdNamespace())
    for (const Expr *Argument : Arguments)
      if (Types.holdsGuard(Argument->getType()))
        return birthOfPart(Arguments); // make_pair and alike
  if (Callee && Callee->isInStdNamespace() && Arguments.empty())
    return {};
  const std::string Name = Callee ? nameOf(*Callee).lower() : "";
  if (StringRef(Name).contains("defer"))
    return {};
  if (StringRef(Name).contains("try"))
    return tracked(Call.getType(), /*Adopts=*/true) ? Birth{Birth::Kind::Untested} : Birth{};
  if (Arguments.empty())
    return tracked(Call.getType(), /*Adopts=*/false) ? Birth{Birth::Kind::Locked} : Birth{};
  return birthByTag(Arguments, Call.getType());
}

LockModel::Birth LockModel::birth(const Expr *Init) {
  Init = withoutWrapping(Init);
  if (!Init)
    return {};
  if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Init))
    return {Which == Report::Async ? Birth::Kind::Locked : Birth::Kind::Unlocked}; // locked without blocking
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Init))
    return birthByConstructor(*Construct);
  if (const auto *List = dyn_cast<InitListExpr>(Init)) {
    if (Types.isGuard(List->getType()))
      return birthByTag(SmallVector<const Expr *, 4>(List->inits().begin(), List->inits().end()), List->getType());
    return birthOfPart(SmallVector<const Expr *, 4>(List->inits().begin(), List->inits().end()));
  }
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(Init))
    return birthOfPart(SmallVector<const Expr *, 4>(List->getInitExprs().begin(), List->getInitExprs().end()));
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Init))
    return birthOfPart(SmallVector<const Expr *, 4>(Lambda->capture_init_begin(), Lambda->capture_init_end()));
  if (const auto *Cast = dyn_cast<CXXStaticCastExpr>(Init); Cast && Cast->isXValue())
    return {Birth::Kind::Moved, Cast};
  if (const auto *Call = dyn_cast<CallExpr>(Init); Call && !Call->isTypeDependent())
    return birthByCall(*Call);
  return {};
}

void LockModel::bear(const Birth &How, Things::Id Lock, Origin From, World &W, SmallVectorImpl<World> &Others) {
  switch (How.What) {
  case Birth::Kind::Unlocked:
    W.born({Lock, From, Life::Phase::Dead});
    return;
  case Birth::Kind::Locked:
    W.born({Lock, From});
    return;
  case Birth::Kind::Untested:
    W.born({Lock, From, Life::Phase::Dead});
    Others.push_back(W); // where the attempt failed
    W.born({Lock, From, Life::Phase::Untested});
    return;
  case Birth::Kind::Moved: {
    const Things::Id Source = Locks.of(*How.Source);
    if (const Life *Moving = W.find(Source)) {
      Life Arrived = *Moving;
      W.died(Source);
      Arrived.Thing = Lock;
      Arrived.State = Arrived.Test ? Life::Phase::Untested : Life::Phase::Alive;
      W.born(Arrived);
    } else {
      W.died(Lock); // from a guard whose history is elsewhere
    }
    return;
  }
  }
}

} // namespace ron
