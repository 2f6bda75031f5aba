// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/MagicSleepCheck.h"

#include "analysis/Atomics.h"
#include "analysis/Calls.h"
#include "analysis/Coroutines.h"
#include "analysis/ReadinessWaits.h"
#include "analysis/Surroundings.h"
#include "analysis/UserCalls.h"

using namespace clang::ast_matchers;

namespace ron {

namespace {

AST_MATCHER(FunctionDecl, isUserDefinition) {
  const SourceManager &Sources = Finder->getASTContext().getSourceManager();
  return Node.doesThisDeclarationHaveABody() && !Sources.isInSystemHeader(Node.getLocation());
}

} // namespace

static constexpr StringRef FunctionId = "function";

/// A coroutine that works in each round is told to suspend for the time; elsewhere the loop's end is what matters.
static bool isPoll(const SleepSite &Site) { return Site.Around && (Site.Around->OnlyWaits || !Site.InCoroutine); }

MagicSleepCheck::MagicSleepCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), SleepFunctions(*this, "SleepFunctions", DefaultSleepFunctions),
      FlagAsyncDelays(*this, "FlagAsyncDelays", false), AllowComments(*this, "AllowComments", ""),
      AllowedIn(*this, "AllowedIn", ""), ReadinessPredicates(*this, "ReadinessPredicates", "ready;is_ready;all_ready"),
      ReadinessWaits(*this, "ReadinessWaits", "wait_ready;wait_until_ready;wait"),
      AsyncReadinessWaits(*this, "AsyncReadinessWaits", "async_wait_ready;co_wait_ready;wait_ready;wait"),
      CoroutineSleeps(*this, "CoroutineSleeps", ""), ReadinessWait(*this, "ReadinessWait", ""), ComponentClass(*this),
      Known(SleepFunctions), Table(CoroutineSleeps.get()), Headers(areDiagsSelfContained()) {
  Comments.addMarker("allow-sleep", /*NeedsReason=*/true);
  SmallVector<StringRef, 4> Markers;
  AllowComments.get().split(Markers, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Marker : Markers)
    Comments.addMarker(Marker.trim().ltrim('+'), /*NeedsReason=*/false);
  if (!Table.error().empty())
    configurationDiag("option 'CoroutineSleeps' %0; the entry is ignored") << Table.error();
}

void MagicSleepCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  if (ComponentClass.isTestOrDemo())
    return; // comments need no reason there either
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void MagicSleepCheck::registerMatchers(MatchFinder *Finder) {
  if (!ComponentClass.isTestOrDemo())
    Finder->addMatcher(functionDecl(isUserDefinition()).bind(FunctionId), this);
}

void MagicSleepCheck::check(const MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>(FunctionId);
  for (SleepSite &Site : sleepsIn(*Function, Known, ReadinessPredicates, *Context))
    if (isReported(Site))
      Sites.push_back(std::move(Site));
}

void MagicSleepCheck::onEndOfTranslationUnit() {
  if (!Sites.empty())
    forEachUserCall(*Context, [&](const CallExpr &Call, const FunctionDecl &In) {
      if (const FunctionDecl *Callee = Call.getDirectCallee(); Callee && coroutineBody(In))
        CalledByCoroutines.try_emplace(canonicalFunction(*Callee), &Call);
    });
  // Polls first: an instantiation may know what its template waits for.
  for (const SleepSite &Site : Sites)
    if (isPoll(Site) && shouldReport(Site.Call->getBeginLoc()))
      reportPoll(Site);
  for (const SleepSite &Site : Sites)
    if (!isPoll(Site) && shouldReport(Site.Call->getBeginLoc()))
      reportDelay(Site);
  Sites.clear();
  CalledByCoroutines.clear();
  Known.reset();
  Check::onEndOfTranslationUnit();
}

bool MagicSleepCheck::isAllowedIn(const FunctionDecl &Function) const {
  for (const DeclContext *Around = &Function; Around; Around = Around->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(Around); F && AllowedIn.matches(*F))
      return true;
  return false;
}

bool MagicSleepCheck::isReported(const SleepSite &Site) const {
  if (isAllowedIn(*Site.Function))
    return false;
  if (!Site.isAsynchronous())
    return true;
  // What is not awaited on the spot is raced against something, or handed on.
  if (!Site.Awaited || (Site.Kind == SleepKind::Timer && !isPlainDelay(*Site.Call, *Site.Function, FlagAsyncDelays)))
    return false;
  return FlagAsyncDelays || (Site.Around && Site.Around->OnlyWaits && Site.Around->LooksOnly);
}

/// Whether a 'co_await' may stand in place of the sleep: in a catch handler the language forbids it, under a lock
/// rule 1.
bool MagicSleepCheck::mayAwait(const SleepSite &Site) const {
  return Site.InCoroutine && !inCatchHandler(Site.Way) && !mayHoldLock(Site.Way, *Site.Function);
}

/// Puts 'notify_all()' behind each of \p Stores.
static void notifyAfter(ArrayRef<AtomicUses::Store> Stores, Edits &Change, const ASTContext &Context) {
  for (const AtomicUses::Store &Store : Stores) {
    const std::string Notify = (Change.textOf(Store.Object->getSourceRange()) + ".notify_all();").str();
    if (Store.Notifies)
      continue;
    if (Store.Where == Standing::InBlock) {
      Change.insertLineAfter(*Store.Statement, Notify);
      continue;
    }
    const auto Semicolon =
        Lexer::findNextToken(Store.Statement->getEndLoc(), Context.getSourceManager(), Context.getLangOpts());
    if (!Semicolon || Semicolon->isNot(tok::semi))
      return Change.abandon();
    Change.insertAt(Store.Statement->getBeginLoc(), "{ ");
    Change.insertAfterToken(Semicolon->getLocation(), " " + Notify + " }");
  }
}

MagicSleepCheck::Wait MagicSleepCheck::waitByAtomic(const Poll &P, Edits &Change) const {
  const AtomicWait Found = atomicWait(*P.Condition, /*Negated=*/P.EndsWhenTrue, *Context);
  if (Found.Code.empty())
    return {};
  const auto PollsToo = [&](const SleepSite &Other) {
    const auto Read = Other.Around ? decidingRead(*Other.Around->Condition) : std::nullopt;
    return Read && Read->Atomic->getCanonicalDecl() == Found.Atomic->getCanonicalDecl();
  };
  const AtomicUses Uses = usesOf(*Found.Atomic, *Context);
  notifyAfter(Uses.Stores, Change, *Context);
  // The changes of two loops would both bring the notifications along.
  return {Found.Call, Found.Code, Uses.Complete, Uses.Complete && llvm::count_if(Sites, PollsToo) == 1};
}

/// The wait for what \p Site polls, and the change that brings it about.
MagicSleepCheck::Wait MagicSleepCheck::waitFor(const SleepSite &Site, Edits &Change) const {
  const Poll &P = *Site.Around;
  if (!P.Replaceable || isTemplated(*Site.Function) || (Site.InCoroutine ? !mayAwait(Site) : Site.isAsynchronous()))
    return {};
  const ReadinessNames Names{ReadinessPredicates, ReadinessWaits, AsyncReadinessWaits};
  const std::string Member = readinessWait(P, *Site.Function, /*Await=*/Site.InCoroutine, Names, *Context);
  Wait Found{Member, Member};
  if (Member.empty() && !Site.InCoroutine)
    Found = waitByAtomic(P, Change);
  if (Found.Code.empty())
    return {};
  const StringRef Loop = Change.textOf(P.Loop->getSourceRange());
  Found.Certain &= !Loop.contains("//") && !Loop.contains("/*") && !Loop.contains('#'); // a comment would be lost
  Change.replace(P.Loop->getSourceRange(), Found.Code + (Loop.ends_with("}") ? ";" : ""));
  return Found;
}

void MagicSleepCheck::reportPoll(const SleepSite &Site) {
  Edits Change(*Context);
  const Wait Found = waitFor(Site, Change);
  if (Found.Code.empty())
    putReadinessWait(Site, Change);
  const SmallVector<FixItHint, 4> Hints = Change.hints();
  {
    const auto Warning = diag(placeOf(Site.Call->getBeginLoc()), "polls %0 by sleeping")
                         << withoutArguments(*Site.Around->Subject) << Site.Call->getSourceRange();
    for (const FixItHint &Hint : Hints)
      if (Found.Certain)
        Warning << Hint;
  }
  noteCaller(Site);
  if (Found.Code.empty() || Hints.empty())
    return;
  const auto Note = diag(Site.Around->Condition->getBeginLoc(),
                         "wait for the change with '%0'%select{ once every store notifies|}1", DiagnosticIDs::Note)
                    << Found.Call << Found.EveryStoreNotifies;
  for (const FixItHint &Hint : Hints)
    if (!Found.Certain)
      Note << Hint;
}

/// A sleep in a plain function that a coroutine calls is one defect, told at the sleep, with the call that makes it
/// worse.
void MagicSleepCheck::noteCaller(const SleepSite &Site) {
  if (Site.InCoroutine || Site.isAsynchronous())
    return;
  const CallExpr *Call = CalledByCoroutines.lookup(canonicalFunction(*Site.Function));
  if (!Call)
    return;
  diag(placeOf(beginOf(*Call)), "called by a coroutine here, whose thread it blocks", DiagnosticIDs::Note);
}

void MagicSleepCheck::putReadinessWait(const SleepSite &Site, Edits &Change) const {
  const StringRef Text = ReadinessWait.get();
  if (!Text.empty() && Site.Where != Standing::Operand && !isTemplated(*Site.Function) &&
      (!Text.contains("co_await") || mayAwait(Site)))
    Change.replace(Site.Whole->getSourceRange(), Text);
}

void MagicSleepCheck::putAwaitedSleep(const SleepSite &Site, Edits &Change) {
  if (FlagAsyncDelays || Site.isAsynchronous() || Site.Where == Standing::Operand || isTemplated(*Site.Function) ||
      !mayAwait(Site))
    return;
  const std::optional<SleepTime> Time = timeOf(*Site.Call, *Context);
  const auto Awaited = Time ? Table.replacement(*Site.Function, *Time, *Context) : std::nullopt;
  if (!Awaited)
    return;
  Change.replace(Site.Whole->getSourceRange(), Awaited->Text);
  if (!Change.usable())
    return;
  Headers.add(Awaited->Headers, Site.Call->getBeginLoc(), Change, *Context);
}

void MagicSleepCheck::reportDelay(const SleepSite &Site) {
  Edits Change(*Context);
  putAwaitedSleep(Site, Change);
  if (!Change.usable())
    putReadinessWait(Site, Change);
  const bool Blocks = Site.InCoroutine && !Site.isAsynchronous();
  {
    const auto Warning =
        diag(placeOf(Site.Call->getBeginLoc()),
             Blocks ? "%0 blocks the thread that runs this coroutine" : "%0 delays instead of waiting for an event")
        << withoutArguments(*cast<NamedDecl>(Site.Call->getCalleeDecl())) << Site.Call->getSourceRange();
    for (const FixItHint &Hint : Change.hints())
      Warning << Hint;
  }
  noteCaller(Site);
}

} // namespace ron
