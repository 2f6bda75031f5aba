// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LockDrop.h"

#include "analysis/Borrows.h"
#include "analysis/Coroutines.h"
#include "analysis/GuardTypes.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {
namespace {

class Dropper {
public:
  Dropper(const Across &Lock, const FunctionDecl &Function, ASTContext &Context)
      : Lock(Lock), Function(Function), Context(Context), Parents(const_cast<Stmt *>(coroutineBody(Function))) {}
  Remedy find();

private:
  bool locate();
  void collectGuarded();
  bool dependsOnLock(const Spot &At, const Stmt *Except) const;
  bool needs(const Stmt &S) const;
  unsigned mentions(const Stmt &S) const { return ron::mentions(S, *Lock.Where); }
  const Stmt *laterUnlock(const Spot &At) const;
  std::string Object() const { return Guard ? Name + "." : Name; }
  bool unlockable(Edits &Change) const { return !Guard || makeUnlockable(*Guard, Change); }
  SmallVector<FixItHint, 4> moveUnlock() const;
  SmallVector<FixItHint, 4> insertUnlock() const;
  SmallVector<FixItHint, 4> unlockAround() const;
  SmallVector<FixItHint, 4> copyOut() const;
  const Expr *guardedArgument(const Expr &Awaited) const;

  const Across &Lock;
  const FunctionDecl &Function;
  ASTContext &Context;
  const ParentMap Parents;

  const VarDecl *Guard = nullptr;       // null for a bare mutex
  const CXXRecordDecl *Class = nullptr; // of the guard or the mutex
  std::string Name;                     // as the source spells it
  const Stmt *Taken = nullptr;          // the statement that takes the lock; null for a parameter
  const CompoundStmt *Scope = nullptr;
  SmallVector<Spot, 2> Spots; // the statements before which to let go
  SharedAccesses Guarded;
  llvm::SmallPtrSet<const VarDecl *, 8> Borrowed; // may refer to guarded state
};

bool Dropper::locate() {
  if (!Lock.Where || isTemplated(Function))
    return false;
  if (const auto *Var = dyn_cast<const ValueDecl *>(Lock.From)) {
    Guard = dyn_cast<VarDecl>(Var);
    if (!Guard || Guard->getLocation().isMacroID() || !Lock.Where->Steps.empty() ||
        Lock.Where->Decl != Guard->getCanonicalDecl() || Guard->isInitCapture() || isa<DecompositionDecl>(Guard))
      return false;
    Class = recordOf(Guard->getType());
    Name = Guard->getName();
    if (isa<ParmVarDecl>(Guard)) {
      Scope = dyn_cast<CompoundStmt>(coroutineBody(Function));
      return Scope && hasMethod(Class, "unlock");
    }
    const DeclStmt *Declared = declarationOf(*Guard, Parents);
    Taken = Declared && Declared->isSingleDecl() ? Declared : nullptr;
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(cast<const Stmt *>(Lock.From))) {
    Taken = Call; // as a statement of its own, else it has no block
    Class = recordOf(Call->getImplicitObjectArgument()->getType());
    const auto *Member = dyn_cast<MemberExpr>(Call->getCallee());
    if (!Member || Call->getNumArgs() != 0 || !isOneOf(nameOf(*Call->getMethodDecl()), {"lock", "lock_shared"}))
      return false;
    Name = Lexer::getSourceText(CharSourceRange::getTokenRange(Member->getBase()->getSourceRange()),
                                Context.getSourceManager(), Context.getLangOpts());
    if (Member->isImplicitAccess() || Name.empty())
      return false;
    Name += Member->isArrow() ? "->" : ".";
  }
  Scope = Taken ? blockOf(*Taken, Parents) : nullptr;
  return Scope != nullptr;
}

void Dropper::collectGuarded() {
  const SourceManager &Sources = Context.getSourceManager();
  const auto Add = [&](const Stmt &S) {
    SharedAccesses Touched = sharedAccesses(S, Function);
    Guarded.Opaque |= Touched.Opaque;
    Guarded.Places.append(Touched.Places.begin(), Touched.Places.end());
    for (const VarDecl *Var : variablesIn(S))
      if (Var != Guard && mayBorrow(Var->getType()))
        Borrowed.insert(Var);
  };
  bool Inside = Taken == nullptr;
  for (const Stmt *S : Scope->body()) {
    const bool Before = llvm::any_of(Spots, [&](const Spot &At) {
      return Sources.isBeforeInTranslationUnit(S->getBeginLoc(), At.Statement->getBeginLoc());
    });
    if (Inside && Before && !llvm::any_of(Spots, [&](const Spot &At) { return At.Statement == S; }))
      Add(*S);
    Inside |= S == Taken;
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
    addDeclaredGuarded(*Method->getParent(), Guarded);
}

/// Whether \p S touches what the lock guards.
bool Dropper::needs(const Stmt &S) const {
  const auto OfThis = [](const SharedAccesses &A) {
    return A.Opaque || llvm::any_of(A.Places, [](const Place &P) { return P.Kind == Place::Root::This; });
  };
  const SharedAccesses Here = sharedAccesses(S, Function);
  if (Here.touches(Guarded) || (Here.Opaque && OfThis(Guarded)) || (Guarded.Opaque && OfThis(Here)))
    return true;
  return llvm::any_of(variablesIn(S), [&](const VarDecl *Var) { return Borrowed.contains(Var); });
}

/// Whether something from the statement \p At to the end of the scope needs the lock; \p Except is the unlock that
/// moves.
bool Dropper::dependsOnLock(const Spot &At, const Stmt *Except) const {
  // A lock that has guarded nothing so far guards what is awaited.
  const bool Idle = Guarded.Places.empty() && !Guarded.Opaque;
  const SharedAccesses Awaited = sharedAccesses(*At.Statement, Function);
  if (Idle && (!Awaited.Places.empty() || Awaited.Opaque))
    return true;
  if (needs(*At.Statement) || mentions(*At.Statement) != 0)
    return true;
  bool Unlocked = false;
  for (const Stmt *S : At.After) {
    Unlocked |= S == Except;
    if (S != Except && (mentions(*S) != 0 || (!Unlocked && needs(*S))))
      return true;
  }
  return false;
}

/// The statement behind \p At, in the same block, that unlocks.
const Stmt *Dropper::laterUnlock(const Spot &At) const {
  for (const Stmt *S : At.After) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
    if (!Call || !Call->getMethodDecl() || lockAction(*Call->getMethodDecl()) != LockAction::Unlock)
      continue;
    const auto P = placeOf(Call->getImplicitObjectArgument());
    if (P && *P == *Lock.Where)
      return blockOf(*S, Parents) == At.Block ? S : nullptr;
  }
  return nullptr;
}

SmallVector<FixItHint, 4> Dropper::moveUnlock() const {
  if (Spots.size() != 1 || Spots[0].InLoop)
    return {};
  const Stmt *Unlock = laterUnlock(Spots[0]);
  if (!Unlock || dependsOnLock(Spots[0], Unlock))
    return {};
  Edits Change(Context);
  Change.insertLineBefore(*Spots[0].Statement, Change.textOf(Unlock->getSourceRange()) + ";");
  Change.removeStatement(*Unlock);
  return Change.hints();
}

SmallVector<FixItHint, 4> Dropper::insertUnlock() const {
  Edits Change(Context);
  if (!Guard || !unlockable(Change))
    return {};
  for (const Spot &At : Spots)
    Change.insertLineBefore(*At.Statement, Object() + "unlock();");
  return Change.hints();
}

SmallVector<FixItHint, 4> Dropper::unlockAround() const {
  Edits Change(Context);
  if (!unlockable(Change) || (Guard && hasMethod(Class, "unlock") && !hasMethod(Class, "lock")))
    return {};
  llvm::SmallPtrSet<const Stmt *, 4> Done;
  for (const Across::Suspension &S : Lock.Suspensions) {
    const Spot At = spotOf(*S.At, *Scope, Parents);
    if (!At.Statement || !S.Always || !isa<Expr, DeclStmt>(At.Statement) || needs(*At.Statement) ||
        mentions(*At.Statement) != 0)
      return {};
    if (!Done.insert(At.Statement).second)
      continue;
    Change.insertLineBefore(*At.Statement, Object() + "unlock();");
    Change.insertLineAfter(*At.Statement, Object() + "lock();");
  }
  return Change.hints();
}

/// The argument of the awaited call that alone reads guarded state and can be copied; null when that is not so.
const Expr *Dropper::guardedArgument(const Expr &Awaited) const {
  const auto *Call = dyn_cast<CallExpr>(Awaited.IgnoreImplicit());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || isa<CXXOperatorCallExpr>(Call) || Call->getNumArgs() > Callee->getNumParams() ||
      needs(*Call->getCallee()))
    return nullptr;
  const Expr *Found = nullptr;
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    if (!needs(*Call->getArg(I)))
      continue;
    const QualType Parameter = Callee->getParamDecl(I)->getType();
    if (Found || mayBorrow(Call->getArg(I)->getType()) || Parameter->isPointerType() ||
        (Parameter->isLValueReferenceType() && !Parameter->getPointeeType().isConstQualified()))
      return nullptr;
    Found = Call->getArg(I)->IgnoreImplicit();
  }
  return Found;
}

SmallVector<FixItHint, 4> Dropper::copyOut() const {
  Edits Change(Context);
  if (Spots.size() != 1 || Spots[0].InLoop || Lock.Suspensions.size() != 1 || !unlockable(Change) ||
      !isa<Expr, DeclStmt>(Spots[0].Statement) || mentions(*Spots[0].Statement) != 0)
    return {};
  const Expr *Argument = guardedArgument(*awaitedOperand(*Lock.Suspensions[0].At));
  const bool Later = llvm::any_of(Spots[0].After, [&](const Stmt *S) { return needs(*S) || mentions(*S) != 0; });
  if (!Argument || Later || Context.Idents.find("copied") != Context.Idents.end())
    return {};
  const Stmt &Suspends = *Spots[0].Statement;
  Change.insertLineBefore(Suspends, "auto copied = " + Change.textOf(Argument->getSourceRange()) + ";");
  Change.insertLineBefore(Suspends, Object() + "unlock();");
  Change.replace(Argument->getSourceRange(), "copied");
  return Guard ? Change.hints() : SmallVector<FixItHint, 4>();
}

Remedy Dropper::find() {
  Remedy Result;
  if (!locate())
    return Result;
  Spots = spotsBefore(Lock, *Scope, Parents);
  if (Spots.empty())
    return Result;
  collectGuarded();
  const bool Needed = llvm::any_of(Spots, [&](const Spot &At) { return At.InLoop || dependsOnLock(At, nullptr); });
  if (Result.Fix = moveUnlock(); !Result.Fix.empty())
    return Result;
  if (!Needed) {
    if (Guard && Taken && !hasMethod(Class, "unlock"))
      Result.Fix = blockAround(*Taken, *Scope, Spots, Context);
    if (Result.Fix.empty())
      Result.Fix = insertUnlock();
    return Result;
  }
  if (Result.Suggestion = copyOut(); !Result.Suggestion.empty())
    Result.Advice = "copy what is awaited out of the lock, then unlock";
  else if (Result.Suggestion = unlockAround(); !Result.Suggestion.empty())
    Result.Advice = "unlock around the suspension, and look again at what was read before";
  return Result;
}

} // namespace

Remedy dropBeforeSuspension(const Across &Lock, const FunctionDecl &Function, ASTContext &Context) {
  return Dropper(Lock, Function, Context).find();
}

} // namespace ron
