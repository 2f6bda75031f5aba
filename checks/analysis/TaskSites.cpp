// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/TaskSites.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// Whether \p S may wait until a task has ended: it suspends, joins, waits for a future, runs an event loop.
bool mayWait(const Stmt &S) {
  if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S)) {
    const CXXRecordDecl *Awaited = recordOf(awaitedOperand(S)->getType());
    return !Awaited || !StringRef(qualifiedName(*Awaited)).contains("this_coro::");
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  const auto *Callee = Call ? dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl()) : nullptr;
  if (!Callee)
    return false;
  const StringRef Name = nameOf(*Callee);
  return isOneOf(Name, {"join", "join_all", "get", "wait", "sync_wait", "blockingWait", "syncAwait"}) ||
         Name.starts_with("run") || Name.starts_with("poll") || Name.starts_with("wait_");
}

/// Finds what may wait between two places.
class WaitFinder : public AstVisitor {
public:
  WaitFinder(SourceLocation After, SourceLocation Before, const SourceManager &Sources)
      : After(After), Before(Before), Sources(Sources) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitExpr(Expr *E) override {
    const SourceLocation Loc = Sources.getExpansionLoc(E->getEndLoc());
    return !mayWait(*E) || !Sources.isBeforeInTranslationUnit(After, Loc) ||
           !Sources.isBeforeInTranslationUnit(Sources.getExpansionLoc(E->getBeginLoc()), Before);
  }

private:
  const SourceLocation After, Before;
  const SourceManager &Sources;
};

bool waitsBetween(const Stmt &In, SourceLocation After, SourceLocation Before, const SourceManager &Sources) {
  return !WaitFinder(Sources.getExpansionLoc(After), Sources.getExpansionLoc(Before), Sources)
              .TraverseStmt(const_cast<Stmt *>(&In));
}

class SiteCollector : public UserCodeVisitor {
public:
  SiteCollector(const ASTContext &Context, const Globs &SpawnFunctions)
      : UserCodeVisitor(Context), Sources(Context.getSourceManager()), SpawnFunctions(SpawnFunctions) {}

  std::vector<TaskSite> Found;

  bool VisitExpr(Expr *E) override {
    if (!isa<CallExpr, CXXConstructExpr>(E))
      return true;
    for (Task &T : tasksOf(*E, SpawnFunctions)) {
      TaskSite Site{std::move(T), {path().begin(), path().end()}, frameOf(path())};
      Site.Loop = repeatingLoop(path());
      if (Site.Loop && waitsAfter(*E, *Site.Loop))
        Site.Loop = nullptr;
      Found.push_back(std::move(Site));
    }
    return true;
  }

private:
  /// Whether what follows the start in the same round waits, or the start is awaited itself.
  bool waitsAfter(const Expr &Start, const Stmt &Loop) const {
    return isAwaitedHere() || waitsBetween(Loop, Start.getEndLoc(), Loop.getEndLoc(), Sources);
  }
  bool isAwaitedHere() const {
    for (const CodeNode &Node : llvm::reverse(path().drop_back())) {
      const Stmt *S = Node.dyn_cast<const Stmt *>();
      if (!S || isa<CompoundStmt, DeclStmt>(S))
        return false;
      if (mayWait(*S))
        return true;
    }
    return false;
  }

  const SourceManager &Sources;
  const Globs &SpawnFunctions;
};

} // namespace

std::vector<TaskSite> taskSites(ASTContext &Context, const Globs &SpawnFunctions) {
  SiteCollector Collector(Context, SpawnFunctions);
  Collector.visitAll(Context);
  return std::move(Collector.Found);
}

bool mayOverlap(const TaskSite &First, const TaskSite &Second, const ASTContext &Context) {
  if (First.What.Start == Second.What.Start)
    return true;
  if (isJoined(First.What) || !First.Where.Function || First.Where.Function != Second.Where.Function ||
      areExclusive(First.Path, Second.Path))
    return false;
  return runsOn(*First.Where.Function->getBody(), First.What.Start->getEndLoc(), Second.What.Start->getBeginLoc(),
                Context);
}

bool runsOn(const Stmt &In, SourceLocation First, SourceLocation Second, const ASTContext &Context) {
  return !waitsBetween(In, First, Second, Context.getSourceManager());
}

/// Whether \p Block leaves the function or the loop behind its statement \p Child.
static bool leavesBehind(const CompoundStmt &Block, const Stmt *Child) {
  const auto *At = llvm::find(Block.body(), Child);
  return At != Block.body_end() && std::any_of(At + 1, Block.body_end(), [](const Stmt *S) {
           return isa<ReturnStmt, CoreturnStmt, GotoStmt, BreakStmt>(S);
         });
}

const Stmt *repeatingLoop(CodePath Path) {
  const Stmt *Loop = loopAround(Path);
  bool Within = false;
  for (size_t I = 0; Loop && I + 1 < Path.size(); ++I) {
    const Stmt *S = Path[I].dyn_cast<const Stmt *>();
    Within |= S == Loop;
    if (!S || !Within)
      continue;
    const bool IsMade = isa<ForStmt, WhileStmt, DoStmt, SwitchStmt>(S) && S->getBeginLoc().isMacroID();
    const auto *Block = dyn_cast<CompoundStmt>(S);
    if (IsMade || (Block && leavesBehind(*Block, Path[I + 1].dyn_cast<const Stmt *>())))
      return nullptr;
  }
  return Loop;
}

bool isDeclaredIn(const ValueDecl &Var, const Stmt &S, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const SourceLocation Loc = Sources.getExpansionLoc(Var.getLocation());
  return !Sources.isBeforeInTranslationUnit(Loc, Sources.getExpansionLoc(S.getBeginLoc())) &&
         !Sources.isBeforeInTranslationUnit(Sources.getExpansionLoc(S.getEndLoc()), Loc);
}

} // namespace ron
