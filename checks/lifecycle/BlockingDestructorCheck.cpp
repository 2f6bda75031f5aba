// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/BlockingDestructorCheck.h"

#include "analysis/Calls.h"
#include "analysis/Offloads.h"
#include "analysis/Surroundings.h"

using namespace clang::ast_matchers;

namespace ron {

static constexpr StringRef DestructorId = "destructor";

/// What comes back when others had their turn: a loop around it spins.
static constexpr StringRef Turns = "std::this_thread::yield;boost::this_thread::yield;sched_yield;thrd_yield";

BlockingDestructorCheck::BlockingDestructorCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), BlockingFunctions(*this, "BlockingFunctions", "fsync;fdatasync;msync;sync;syncfs"),
      SleepFunctions(*this, "SleepFunctions", DefaultSleepFunctions), ComponentClass(*this),
      YieldFunctions(Turns, Turns), Known(BlockingFunctions), Delays(SleepFunctions), Yields(YieldFunctions) {}

void BlockingDestructorCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP,
                                                  Preprocessor *Expander) {
  if (!ComponentClass.isTestOrDemo()) // else comments need no reason either
    Check::registerPPCallbacks(Sources, PP, Expander);
}

void BlockingDestructorCheck::registerMatchers(MatchFinder *Finder) {
  if (!ComponentClass.isTestOrDemo())
    Finder->addMatcher(cxxDestructorDecl(isDefinition(), unless(isDefaulted()), unless(isExpansionInSystemHeader()))
                           .bind(DestructorId),
                       this);
}

void BlockingDestructorCheck::check(const MatchFinder::MatchResult &Result) {
  static const Globs Offloads(DefaultOffloadFunctions, DefaultOffloadFunctions);
  static const Globs Predicates("", "");
  Destructor = Result.Nodes.getNodeAs<CXXDestructorDecl>(DestructorId);
  ASTContext &Context = *Result.Context;
  for (const BlockingSite &Site : blockingSites(*Destructor, Known, Offloads, Context))
    report(*Site.Call, Way::Blocks, *cast<NamedDecl>(Site.Call->getCalleeDecl()));
  for (const SleepSite &Site : sleepsIn(*Destructor, Delays, Predicates, Context))
    if (Site.Kind == SleepKind::Blocking && Site.Around)
      report(*Site.Call, Way::Polls, *Site.Around->Subject);
    else if (Site.Kind == SleepKind::Blocking)
      report(*Site.Call, Way::Sleeps, *cast<NamedDecl>(Site.Call->getCalleeDecl()));
  for (const SleepSite &Site : sleepsIn(*Destructor, Yields, Predicates, Context))
    if (Site.Around && Site.Around->OnlyWaits)
      report(*Site.Call, Way::Spins, *Site.Around->Subject);
}

void BlockingDestructorCheck::onEndOfTranslationUnit() {
  Known.reset();
  Delays.reset();
  Yields.reset();
  YieldFunctions.reset();
  Check::onEndOfTranslationUnit();
}

void BlockingDestructorCheck::report(const CallExpr &Call, Way How, const NamedDecl &What) {
  const SourceLocation Loc = beginOf(Call);
  if (!shouldReport(Loc))
    return;
  diag(placeOf(Loc), "destroying %0 %select{blocks in %2|sleeps in %2|polls %2 by sleeping|polls %2 by spinning}1")
      << cast<CXXDestructorDecl>(canonicalFunction(*Destructor))->getParent() << static_cast<unsigned>(How)
      << withoutArguments(What);
  diag(Destructor->getLocation(), "only signal the stop here, and wait in a function that the owner calls before",
       DiagnosticIDs::Note);
}

} // namespace ron
