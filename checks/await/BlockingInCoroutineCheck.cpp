// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/BlockingInCoroutineCheck.h"

#include "analysis/Ancestors.h"
#include "analysis/Calls.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Offloads.h"
#include "analysis/Readiness.h"
#include "analysis/UserCalls.h"

using namespace clang::ast_matchers;

namespace ron {

static constexpr StringRef CoroutineId = "coroutine";

BlockingInCoroutineCheck::BlockingInCoroutineCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), BlockingFunctions(*this, "BlockingFunctions", ""),
      OffloadFunctions(*this, "OffloadFunctions", DefaultOffloadFunctions), Known(BlockingFunctions),
      Headers(areDiagsSelfContained()) {}

void BlockingInCoroutineCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP,
                                                   Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void BlockingInCoroutineCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind(CoroutineId), this);
}

void BlockingInCoroutineCheck::check(const MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  const auto &Coroutine = *Result.Nodes.getNodeAs<FunctionDecl>(CoroutineId);
  for (BlockingSite &Site : blockingSites(Coroutine, Known, OffloadFunctions, *Context))
    Sites.push_back(std::move(Site));
}

/// The sockets that somebody puts into non-blocking mode.
static llvm::SmallPtrSet<const ValueDecl *, 4> nonBlockingSockets(ASTContext &Context) {
  llvm::SmallPtrSet<const ValueDecl *, 4> Sockets;
  forEachUserCall(Context, [&](const CallExpr &Call, const FunctionDecl &) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
    if (!Method || !isOneOf(nameOf(*Method), {"non_blocking", "native_non_blocking"}) || Call.getNumArgs() == 0)
      return; // without an argument it only asks
    if (const ValueDecl *Socket = namedBy(objectOf(Call)))
      Sockets.insert(Socket);
  });
  return Sockets;
}

void BlockingInCoroutineCheck::onEndOfTranslationUnit() {
  llvm::SmallPtrSet<const ValueDecl *, 4> NonBlocking;
  if (llvm::any_of(Sites, [](const BlockingSite &Site) { return Site.Kind == Blocking::Operation; }))
    NonBlocking = nonBlockingSockets(*Context);
  for (const BlockingSite &Site : Sites)
    if (Site.Kind != Blocking::Operation || NonBlocking.count(namedBy(objectOf(*Site.Call))) == 0)
      report(Site);
  Sites.clear();
  Known.reset();
  Check::onEndOfTranslationUnit();
}

AwaitedOperation BlockingInCoroutineCheck::awaitInstead(const BlockingSite &Site, Edits &Change) {
  const FullStatement Full = fullStatement(Site.Way);
  const Path Around = Full.Way.drop_back();
  const Stmt *Parent = Full.Where == Standing::Operand && !Around.empty() ? Around.back() : nullptr;
  AwaitedOperation Awaited = ron::awaitInstead(*Site.Call, Parent, *Site.Function, Change, *Context);
  if (!Site.MayAwait)
    Change.abandon();
  if (Change.usable())
    Headers.add(Awaited.Headers, Site.Call->getBeginLoc(), Change, *Context);
  return Awaited;
}

void BlockingInCoroutineCheck::report(const BlockingSite &Site) {
  const SourceLocation Loc = beginOf(*Site.Call);
  if (!shouldReport(Loc))
    return;
  Edits Change(*Context);
  AwaitedOperation Awaited;
  if (Site.Kind == Blocking::Operation)
    Awaited = awaitInstead(Site, Change);
  const SmallVector<FixItHint, 4> Hints = Change.hints();
  {
    const auto Warning = diag(placeOf(Loc), "%0 blocks the thread that runs this coroutine")
                         << withoutArguments(*cast<NamedDecl>(Site.Call->getCalleeDecl()));
    for (const FixItHint &Hint : Hints)
      Warning << Hint;
  }
  if (!Awaited.Name.empty() && Hints.empty())
    diag(placeOf(Loc), "await '%0' instead", DiagnosticIDs::Note) << Awaited.Name;
}

} // namespace ron
