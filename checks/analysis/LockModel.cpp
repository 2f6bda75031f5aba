// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LockModel.h"

#include "analysis/Names.h"
#include "analysis/Coroutines.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace ron {

/// The place of \p Var itself, also when it is a reference.
static Place own(const ValueDecl &Var) {
  Place P;
  P.Kind = Place::Root::Variable;
  P.Decl = cast<ValueDecl>(Var.getCanonicalDecl());
  return P;
}

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

namespace {

/// Whether \p Body unlocks \p Lock, or does what cannot be followed to it.
class ReleaseFinder : public RecursiveASTVisitor<ReleaseFinder> {
public:
  explicit ReleaseFinder(const Place &Lock) : Lock(Lock) {}
  bool Found = false;
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && lockAction(*Method) == LockAction::Unlock)
      if (const auto P = ron::placeOf(Call->getImplicitObjectArgument()); P && P->overlaps(Lock))
        Found = true;
    return !Found;
  }

private:
  const Place &Lock;
};

} // namespace

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
  if (Types.holdsGuard(Temporary.getType()))
    bear(birth(Temporary.getSubExpr()), Locks.of(Temporary), static_cast<const Stmt *>(&Temporary), W, Others);
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

void LockModel::declare(const VarDecl &Var, World &W, SmallVectorImpl<World> &Others) {
  if (!Var.hasLocalStorage() || !Var.getInit() || !Types.holdsGuard(Var.getType()))
    return;
  bear(birth(Var.getInit()), Locks.of(own(Var)), static_cast<const ValueDecl *>(&Var), W, Others);
}

void LockModel::handOver(const Expr &Moved, const Expr &From, World &W) {
  const Life *Held = Types.holdsGuard(From.getType().getNonReferenceType()) ? lifeAt(From, W) : nullptr;
  if (!Held || Held->State == Life::Phase::Dead)
    return;
  Life Moving = *Held;
  Life Left = *Held;
  Left.State = Life::Phase::Dead;
  W.born(Left);
  Moving.Thing = Locks.of(Moved);
  Moving.State = Life::Phase::Moving;
  W.born(Moving);
}

void LockModel::escape(const Expr &Argument, World &W) {
  const Expr *E = Argument.IgnoreParenImpCasts();
  if (const auto *Address = dyn_cast<UnaryOperator>(E); Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParenImpCasts();
  else if (!E->isLValue())
    return;
  const auto P = ron::placeOf(E);
  if (!P || (P->Kind == Place::Root::This && P->Steps.empty()))
    return;
  // Silent from here on: whoever gets the lock may release it.
  W.eraseIf([&](const Life &L) {
    const Place *Held = Locks.place(L.Thing);
    return Held && Held->isWithin(*P);
  });
}

void LockModel::captured(const LambdaExpr &Lambda, World &W) {
  for (const LambdaCapture &Capture : Lambda.captures())
    if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
      W.eraseIf([&](const Life &L) {
        const Place *Held = Locks.place(L.Thing);
        return Held && Held->Decl == Capture.getCapturedVar()->getCanonicalDecl() && Types.holdsGuard(Held->Decl->getType());
      });
  W.eraseIf([&](const Life &L) {
    const Place *Held = Locks.place(L.Thing);
    if (!Held)
      return false;
    ReleaseFinder Finder(*Held);
    Finder.TraverseStmt(Lambda.getBody());
    return Finder.Found;
  });
}

void LockModel::act(LockAction Action, const Place &Lock, const CallExpr &Call, World &W,
                    SmallVectorImpl<World> &Others) {
  const Origin From = static_cast<const Stmt *>(&Call);
  switch (Action) {
  case LockAction::None:
    return;
  case LockAction::Touch:
  case LockAction::Unlock:
    release(Lock, W);
    return;
  case LockAction::Lock:
    release(Lock, W);
    W.born({Locks.of(Lock), From});
    return;
  case LockAction::TryLock:
  case LockAction::TryLockC: {
    const bool Success = Action == LockAction::TryLock;
    World Failed = W;
    Failed.learn({&Call, !Success, &Call});
    Others.push_back(std::move(Failed));
    W.learn({&Call, Success, &Call});
    release(Lock, W);
    W.born({Locks.of(Lock), From, Life::Phase::Untested, &Call});
    return;
  }
  }
}

void LockModel::memberCall(const CXXMemberCallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const Expr *Object = Call.getImplicitObjectArgument();
  if (!Method || !Object)
    return;
  const auto P = ron::placeOf(Object);
  if (!P)
    return;
  const QualType Type = Object->getType()->isPointerType() ? Object->getType()->getPointeeType() : Object->getType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  // Through a base class or a wrapper, the object is still the one named.
  const LockAction Action = lockAction(*Method);
  if (Types.holdsGuard(Type)) {
    if (nameOf(*Method) == "emplace") {
      SmallVector<const Expr *, 4> Arguments(Call.arguments());
      const bool FromGuard = llvm::any_of(Arguments, [&](const Expr *A) { return Types.holdsGuard(A->getType()); });
      bear(FromGuard ? birthOfPart(Arguments) : birthByTag(Arguments, Type), Locks.of(*P),
           static_cast<const Stmt *>(&Call), W, Others);
    } else if (nameOf(*Method) == "swap") {
      release(*P, W);
      escape(*Call.getArg(0), W);
    } else if (Action == LockAction::Unlock || tracked(Type, /*Adopts=*/Action == LockAction::TryLock)) {
      const bool Reads = Method->isConst() || Types.isGuard(Class) || Class->isInStdNamespace();
      act(Action == LockAction::None && !Reads ? LockAction::Touch : Action, *P, Call, W, Others);
    }
    return;
  }
  const bool Awaits = !Method->getReturnType()->isVoidType() && Action == LockAction::Lock;
  const auto Tracked = Which == Report::Blocking ? LockTypes::Waiting::BlocksThread : LockTypes::Waiting::Suspends;
  if (Action != LockAction::None && !Awaits && Types.isMutex(Class)) {
    if (Action == LockAction::Unlock || Types.waiting(Class) == Tracked)
      act(nameOf(*Method) == "release" || nameOf(*Method) == "reset" ? LockAction::Touch : Action, *P, Call, W, Others);
    return;
  }
  // A function of the same object may unlock what it locked itself.
  const FunctionDecl *Definition = nullptr;
  if (P->Kind == Place::Root::This && P->Steps.empty() && Method->hasBody(Definition) && Definition->getBody())
    W.eraseIf([&](const Life &L) {
      const Place *Held = Locks.place(L.Thing);
      if (!Held || Held->Kind != Place::Root::This)
        return false;
      ReleaseFinder Finder(*Held);
      Finder.TraverseStmt(Definition->getBody());
      return Finder.Found;
    });
}

/// The place that the argument \p Argument of a thread-safety attribute names, seen from a call on \p Object.
static std::optional<Place> attributePlace(const Expr *Argument, const std::optional<Place> &Object) {
  std::optional<Place> P = ron::placeOf(Argument);
  if (!P || P->Kind != Place::Root::This || !Object)
    return P;
  Place Whole = *Object;
  Whole.Steps.append(P->Steps.begin(), P->Steps.end());
  return Whole;
}

void LockModel::attributes(const CallExpr &Call, const FunctionDecl &Callee, const Expr *Object, World &W) {
  if (Which == Report::Async || !Callee.hasAttrs() || isAwaitable(Callee.getReturnType()))
    return;
  const std::optional<Place> Self = Object ? ron::placeOf(Object) : std::nullopt;
  const auto ForEach = [&](auto Arguments, auto Do) {
    if (Arguments.begin() == Arguments.end() && Self)
      Do(*Self);
    for (const Expr *Argument : Arguments)
      if (const auto P = attributePlace(Argument, Self))
        Do(*P);
  };
  if (const auto *Releases = Callee.getAttr<ReleaseCapabilityAttr>())
    ForEach(Releases->args(), [&](const Place &P) { release(P, W); });
  if (const auto *Acquires = Callee.getAttr<AcquireCapabilityAttr>())
    ForEach(Acquires->args(), [&](const Place &P) {
      release(P, W);
      W.born({Locks.of(P), static_cast<const Stmt *>(&Call)});
    });
}

void LockModel::assign(const CXXOperatorCallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  const Expr *Target = Call.getArg(0);
  const auto P = ron::placeOf(Target);
  if (!P || !Types.holdsGuard(Target->getType()))
    return;
  const Birth How = birth(Call.getArg(1));
  release(*P, W);
  bear(How, Locks.of(*P), static_cast<const Stmt *>(&Call), W, Others);
}

void LockModel::freeCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) {
  if (Which == Report::Blocking && Callee.isExternC())
    if (const LockAction Action = lockAction(Callee); Action != LockAction::None) {
      if (const auto P = ron::placeOf(Call.getArg(0)))
        act(Action, *P, Call, W, Others);
      return;
    }
  const bool Locks = nameOf(Callee) == "lock" && (Callee.isInStdNamespace() || Callee.getQualifiedNameAsString() == "boost::lock");
  for (const Expr *Argument : Call.arguments()) {
    const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl();
    const bool Lockable = Types.isGuard(Class) ? tracked(Argument->getType(), false) : Types.isMutex(Class);
    if (const auto P = ron::placeOf(Argument); Locks && P && Lockable)
      act(LockAction::Lock, *P, Call, W, Others);
  }
}

void LockModel::call(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  if (Call.isCallToStdMove()) {
    handOver(Call, *Call.getArg(0), W);
    return;
  }
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Callee)
    return;
  const bool Keeps = Callee->isInStdNamespace() || Callee->isExternC();
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const unsigned First = Operator && isa<CXXMethodDecl>(Callee) ? 1 : 0;
  if (!Keeps && !W.lives().empty())
    for (unsigned I = First; I < Call.getNumArgs() && I - First < Callee->getNumParams(); ++I) {
      const QualType Type = Callee->getParamDecl(I - First)->getType();
      if ((Type->isReferenceType() || Type->isPointerType()) && !Type->getPointeeType().isConstQualified())
        escape(*Call.getArg(I), W);
    }
  if (Operator && Operator->getOperator() == OO_Equal)
    assign(*Operator, W, Others);
  else if (Member)
    memberCall(*Member, W, Others);
  else if (!Operator)
    freeCall(Call, *Callee, W, Others);
  attributes(Call, *Callee, Member ? Member->getImplicitObjectArgument() : nullptr, W);
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
