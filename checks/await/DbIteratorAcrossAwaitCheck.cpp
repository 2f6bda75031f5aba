// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/DbIteratorAcrossAwaitCheck.h"

#include "analysis/BorrowModel.h"
#include "analysis/Borrows.h"
#include "analysis/Coroutines.h"
#include "analysis/CursorModel.h"
#include "analysis/GuardTypes.h"
#include "analysis/Mutations.h"

using namespace clang::ast_matchers;

namespace ron {

DbIteratorAcrossAwaitCheck::DbIteratorAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), IteratorTypes(*this, "IteratorTypes", DefaultIteratorTypes),
      SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables) {}

void DbIteratorAcrossAwaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind("coroutine"), this);
}

void DbIteratorAcrossAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("coroutine");
  CursorModel Model(IteratorTypes, Function);
  Flow Paths(Function, *coroutineBody(Function), *Result.Context, Model);
  if (!Paths.complete())
    return;
  const std::vector<Across> Open = aliveAcross(Paths, Model, SafeAwaitables, *Result.SourceManager);
  for (const Across &Cursor : Open)
    report(Cursor, Paths, Function, *Result.Context);
  reportLent(Function, Open, *Result.Context);
}

/// What an iterator of somebody else lent, or one that is closed by then. Of one that is still open, that is reported.
void DbIteratorAcrossAwaitCheck::reportLent(const FunctionDecl &Function, ArrayRef<Across> Open, ASTContext &Context) {
  BorrowModel Lent(Function, SafeAwaitables, &IteratorTypes);
  Flow Paths(Function, *coroutineBody(Function), Context, Lent);
  if (!Paths.complete())
    return;
  for (const StaleUse &Use : staleUses(Paths, Lent, Context.getSourceManager())) {
    const Place &Lender = Lent.borrow(Use.From).Container;
    const bool Known = llvm::any_of(Open, [&](const Across &A) { return A.Where && A.Where->overlaps(Lender); });
    const ValueDecl *Name = lastNamed(Lender);
    if (Known || !Use.Var || !Name || !shouldReport(Use.Made))
      continue;
    diag(placeOf(Use.Made), "%0 refers into %1 and is used after the coroutine was suspended") << Use.Var << Name;
    diag(Use.Suspension->getBeginLoc(), "suspends here", DiagnosticIDs::Note);
    diag(Use.Use->getBeginLoc(), "used here", DiagnosticIDs::Note);
  }
}

/// Closes \p Cursor before its suspensions where neither it nor what it lent is used from there on.
static SmallVector<FixItHint, 4> closeBefore(const Across &Cursor, const FunctionDecl &Function, ASTContext &Context) {
  const auto *Var = dyn_cast_or_null<VarDecl>(dyn_cast<const ValueDecl *>(Cursor.From));
  if (!Var || isa<ParmVarDecl>(Var) || Var->getLocation().isMacroID() || isTemplated(Function) || !Cursor.Where ||
      !Cursor.Where->Steps.empty() || Cursor.Where->Decl != Var->getCanonicalDecl() || Var->isInitCapture() ||
      isa<DecompositionDecl>(Var))
    return {};
  const ParentMap Parents(const_cast<Stmt *>(coroutineBody(Function)));
  const DeclStmt *Born = declarationOf(*Var, Parents);
  const CompoundStmt *Scope = Born && Born->isSingleDecl() ? blockOf(*Born, Parents) : nullptr;
  if (!Scope)
    return {};
  const SmallVector<Spot, 2> Spots = spotsBefore(Cursor, *Scope, Parents);
  for (const Spot &At : Spots) {
    const auto Uses = [&](const Stmt *S) {
      return llvm::any_of(variablesIn(*S), [&](const VarDecl *Used) {
        return Used == Var->getCanonicalDecl() ||
               (mayBorrow(Used->getType()) &&
                Context.getSourceManager().isBeforeInTranslationUnit(Var->getLocation(), Used->getLocation()));
      });
    };
    if (At.InLoop || Uses(At.Statement) || llvm::any_of(At.After, Uses))
      return {};
  }
  const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
  if (!Class || !Class->isInStdNamespace() || !hasMethod(Class, "reset") || Var->getType().isConstQualified())
    return blockAround(*Born, *Scope, Spots, Context);
  Edits Change(Context);
  for (const Spot &At : Spots)
    Change.insertLineBefore(*At.Statement, Var->getName() + ".reset();");
  return Change.hints();
}

void DbIteratorAcrossAwaitCheck::report(const Across &Cursor, Flow &Paths, const FunctionDecl &Function,
                                        ASTContext &Context) {
  const SourceLocation Loc = Cursor.location();
  if (!shouldReport(Loc))
    return;
  const ValueDecl *Name = Cursor.name();
  const std::string Called = Name ? ("'" + Name->getName() + "'").str() : "the iterator";
  const SmallVector<FixItHint, 4> Fix = closeBefore(Cursor, Function, Context);
  diag(placeOf(Loc), "%0 is still open when the coroutine suspends") << Called << Fix;
  noteSuspensions(*this, Cursor, Paths, Called + " is open");
  if (Fix.empty())
    diag(Cursor.Suspensions.front().At->getBeginLoc(), "copy what is needed into owned values, and close it before",
         DiagnosticIDs::Note);
}

} // namespace ron
