// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Across.h"

#include "analysis/Borrows.h"
#include "analysis/Coroutines.h"

#include "llvm/ADT/MapVector.h"

namespace ron {

SourceLocation Across::location() const {
  if (const auto *Var = dyn_cast<const ValueDecl *>(From))
    return Var->getLocation();
  return cast<const Stmt *>(From)->getBeginLoc();
}

const ValueDecl *Across::name() const {
  if (const auto *Var = dyn_cast<const ValueDecl *>(From))
    return isa<DecompositionDecl>(Var) ? nullptr : Var;
  if (!Where)
    return nullptr;
  for (const Place::Step &Step : llvm::reverse(Where->Steps))
    if (Step.What == Place::Step::Kind::Member)
      return cast<ValueDecl>(static_cast<const Decl *>(Step.Id));
  return Where->Decl;
}

std::vector<Across> aliveAcross(Flow &Paths, const HolderModel &Model, const Globs &SafeAwaitables,
                                const SourceManager &Sources) {
  llvm::MapVector<void *, Across> Found;
  const auto Note = [&](const Stmt &S, ArrayRef<World> Now, const World::Life &L) {
    const bool Always = llvm::all_of(Now, [&](const World &Other) {
      const World::Life *There = Other.find(L.Thing);
      return There && There->State == World::Life::Phase::Alive;
    });
    if (!Always && !Paths.exact())
      return;
    Across &Thing = Found[L.From.getOpaqueValue()];
    if (Thing.Suspensions.empty()) {
      Thing.From = L.From;
      Thing.Where = Model.placeOf(L.Thing);
    }
    if (llvm::none_of(Thing.Suspensions, [&](const Across::Suspension &Known) { return Known.At == &S; }))
      Thing.Suspensions.push_back({&S, Always});
  };
  Paths.visit([&](const Stmt &S, ArrayRef<World> Now) {
    if (!isSuspension(S, SafeAwaitables))
      return;
    for (const World &W : Now)
      for (const World::Life &L : W.lives())
        if (L.State == World::Life::Phase::Alive)
          Note(S, Now, L);
  });
  std::vector<Across> Result;
  for (auto &[Key, Thing] : Found) {
    llvm::sort(Thing.Suspensions, [&](const Across::Suspension &A, const Across::Suspension &B) {
      return Sources.isBeforeInTranslationUnit(A.At->getBeginLoc(), B.At->getBeginLoc());
    });
    Result.push_back(std::move(Thing));
  }
  return Result;
}

void noteSuspensions(ClangTidyCheck &By, const Across &Thing, Flow &Paths, const Twine &What) {
  const std::string While = What.str();
  for (const Across::Suspension &S : Thing.Suspensions) {
    if (!S.Always) {
      const Flow::Branch Branch = Paths.decidingBranch(*S.At, [&](const World &W) {
        return llvm::any_of(W.lives(), [&](const World::Life &L) {
          return L.From == Thing.From && L.State == World::Life::Phase::Alive;
        });
      });
      if (Branch.Condition)
        By.diag(Branch.Condition->getBeginLoc(), "on the way where this is %select{false|true}0", DiagnosticIDs::Note)
            << Branch.Value;
    }
    By.diag(S.At->getBeginLoc(), "suspends here while %0", DiagnosticIDs::Note) << While;
  }
}

SmallVector<Spot, 2> spotsBefore(const Across &Thing, const CompoundStmt &Scope, const ParentMap &Parents) {
  SmallVector<Spot, 2> Spots;
  for (const Across::Suspension &S : Thing.Suspensions) {
    Spot At = spotOf(*S.At, Scope, Parents);
    if (!At.Statement)
      return {};
    // Behind a spot that is an element of a block around it, the thing is gone already.
    const bool Covered = llvm::any_of(Spots, [&](const Spot &Earlier) {
      return Earlier.Statement == At.Statement || spotOf(*S.At, *Earlier.Block, Parents).Statement != nullptr;
    });
    if (Covered)
      continue;
    if (!S.Always)
      return {};
    Spots.push_back(std::move(At));
  }
  return Spots;
}

SmallVector<FixItHint, 4> blockAround(const Stmt &Born, const CompoundStmt &Scope, ArrayRef<Spot> Spots,
                                      const ASTContext &Context) {
  if (Spots.size() != 1 || Spots[0].Block != &Scope)
    return {};
  llvm::SmallPtrSet<const VarDecl *, 8> Later = variablesIn(*Spots[0].Statement);
  for (const Stmt *S : Spots[0].After)
    for (const VarDecl *Var : variablesIn(*S))
      Later.insert(Var);
  const Stmt *Last = nullptr;
  for (const Stmt *S : Scope.body()) {
    if (S == Spots[0].Statement)
      break;
    if (S != &Born && !Last)
      continue;
    Last = S;
    if (isa<SwitchCase, LabelStmt>(S))
      return {};
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    const auto UsedLater = [&](const Decl *D) {
      const auto *Var = dyn_cast<VarDecl>(D);
      return !Var || Later.contains(Var->getCanonicalDecl());
    };
    if (Declaration && llvm::any_of(Declaration->decls(), UsedLater))
      return {};
  }
  if (!Last)
    return {};
  Edits Change(Context);
  Change.wrapInBlock(Born, *Last);
  return Change.hints();
}

} // namespace ron
