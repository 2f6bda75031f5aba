// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What calls, captures and hand-overs do to the locks that they name.
#include "analysis/AstVisitor.h"
#include "analysis/Coroutines.h"
#include "analysis/LockModel.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

namespace ron {
namespace {

/// Whether \p Body unlocks \p Lock, or does what cannot be followed to it.
class ReleaseFinder : public AstVisitor {
public:
  explicit ReleaseFinder(const Place &Lock) : Lock(Lock) {}
  bool Found = false;
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
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

bool releases(const Stmt &Body, const Place &Lock) {
  ReleaseFinder Finder(Lock);
  Finder.TraverseStmt(const_cast<Stmt *>(&Body));
  return Finder.Found;
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
    W.born({Known.of(Lock), From});
    return;
  case LockAction::TryLock:
  case LockAction::TryLockC: {
    const bool Success = Action == LockAction::TryLock;
    World Failed = W;
    Failed.learn({&Call, !Success, &Call});
    Others.push_back(std::move(Failed));
    W.learn({&Call, Success, &Call});
    release(Lock, W);
    W.born({Known.of(Lock), From, Life::Phase::Untested, &Call});
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
      bear(FromGuard ? birthOfPart(Arguments) : birthByTag(Arguments, Type), Known.of(*P),
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
      const Place *Held = placeOf(L.Thing);
      return Held && Held->Kind == Place::Root::This && releases(*Definition->getBody(), *Held);
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
      W.born({Known.of(P), static_cast<const Stmt *>(&Call)});
    });
}

void LockModel::freeCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) {
  if (Which == Report::Blocking && Callee.isExternC())
    if (const LockAction Action = lockAction(Callee); Action != LockAction::None) {
      if (const auto P = ron::placeOf(Call.getArg(0)))
        act(Action, *P, Call, W, Others);
      return;
    }
  const bool Locks =
      nameOf(Callee) == "lock" && (Callee.isInStdNamespace() || Callee.getQualifiedNameAsString() == "boost::lock");
  for (const Expr *Argument : Call.arguments()) {
    const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl();
    const bool Lockable = Types.isGuard(Class) ? tracked(Argument->getType(), false) : Types.isMutex(Class);
    if (const auto P = ron::placeOf(Argument); Locks && P && Lockable)
      act(LockAction::Lock, *P, Call, W, Others);
  }
}

void LockModel::call(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Member)
    memberCall(*Member, W, Others);
  else if (!isa<CXXOperatorCallExpr>(Call))
    freeCall(Call, Callee, W, Others);
  attributes(Call, Callee, Member ? Member->getImplicitObjectArgument() : nullptr, W);
}

} // namespace ron
