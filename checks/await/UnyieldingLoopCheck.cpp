// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/UnyieldingLoopCheck.h"

#include "analysis/Ancestors.h"
#include "analysis/CoroutineTypes.h"
#include "analysis/Coroutines.h"
#include "analysis/LoopBounds.h"
#include "analysis/Loops.h"
#include "analysis/Rounds.h"
#include "analysis/SleepSites.h"

using namespace clang::ast_matchers;

namespace ron {

UnyieldingLoopCheck::UnyieldingLoopCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables),
      MaxTrips(*this, "MaxTrips", 100), Headers(areDiagsSelfContained()) {}

void UnyieldingLoopCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void UnyieldingLoopCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind("coroutine"), this);
}

/// Whether \p Loop only makes a statement of a macro: 'do ... while (false)' and alike, or what a library's macro
/// expands to.
static bool isMacroIdiom(const Stmt &Loop, const SourceManager &Sources) {
  const SourceLocation Loc = Loop.getBeginLoc();
  return Loc.isMacroID() && (isa<DoStmt>(Loop) || Sources.isInSystemHeader(Sources.getSpellingLoc(Loc)));
}

void UnyieldingLoopCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Coroutine = *Result.Nodes.getNodeAs<FunctionDecl>("coroutine");
  for (const Loop &Found : unsuspendedLoops(Coroutine, SafeAwaitables, *Result.Context))
    if (!isMacroIdiom(*Found.Statement, Result.Context->getSourceManager()) && hasCall(*Found.Statement) &&
        !isBounded(*Found.Statement, MaxTrips, SafeAwaitables, *Result.Context))
      report(Found, Coroutine, *Result.Context);
}

namespace {

/// Whether a loop's body goes on to the next round before its end.
class ContinueFinder : public AstVisitor {
public:
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseWhileStmt(WhileStmt *) override { return true; }
  bool TraverseDoStmt(DoStmt *) override { return true; }
  bool TraverseForStmt(ForStmt *) override { return true; }
  bool TraverseCXXForRangeStmt(CXXForRangeStmt *) override { return true; }
  bool VisitContinueStmt(ContinueStmt *) override { return false; }
};

} // namespace

/// Puts \p Text at the end of each round of the loop whose body is \p Body.
static void atEndOfRound(const Stmt &Body, const std::string &Text, Edits &Change) {
  const auto *Block = dyn_cast<CompoundStmt>(&Body);
  if (Block && !Block->body_empty()) {
    Change.insertLineAfter(*Block->body_back(), Text + ";");
  } else if (Block) {
    Change.insertAfterToken(Block->getLBracLoc(), " " + Text + ";");
  } else if (isa<NullStmt>(Body)) {
    Change.replace(Body.getSourceRange(), "{ " + Text + "; }");
  } else {
    Change.abandon();
  }
}

void UnyieldingLoopCheck::report(const Loop &Found, const FunctionDecl &Coroutine, const ASTContext &Context) {
  const SourceLocation Loc = Found.Statement->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  diag(placeOf(Loc), "this loop can go round without suspending, and keeps its thread from others");
  const Stmt &Body = *loopBody(*Found.Statement);
  const std::optional<AwaitedSleep> Yield = yieldOf(Coroutine, Context);
  if (!Yield || isTemplated(Coroutine) || inCatchHandler(Found.Way) || mayHoldLock(Found.Way, Coroutine) ||
      !ContinueFinder().TraverseStmt(const_cast<Stmt *>(&Body)))
    return;
  Edits Change(Context);
  atEndOfRound(Body, Yield->Text, Change);
  if (Change.usable())
    Headers.add(Yield->Headers, Loc, Change, Context);
  const SmallVector<FixItHint, 4> Hints = Change.hints();
  if (Hints.empty())
    return;
  const auto Note = diag(Body.getEndLoc(), "let others run at the end of each round", DiagnosticIDs::Note);
  for (const FixItHint &Hint : Hints)
    Note << Hint;
}

} // namespace ron
