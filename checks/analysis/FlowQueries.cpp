// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the engine finds out of the function before it runs, and what it tells of its result.
#include "analysis/AstVisitor.h"
#include "analysis/Flow.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"

namespace ron {
namespace {

/// Finds, for each expression that may throw, the innermost 'try' around it.
class ThrowFinder : public AstVisitor {
public:
  llvm::DenseMap<const Stmt *, const CXXTryStmt *> Around;
  llvm::DenseMap<const CXXTryStmt *, llvm::SmallPtrSet<const VarDecl *, 8>> Locals;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // its body throws elsewhere
  bool TraverseCXXTryStmt(CXXTryStmt *Try) override {
    Open.push_back(Try);
    const bool Continue = TraverseStmt(Try->getTryBlock());
    Open.pop_back();
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      TraverseStmt(Try->getHandler(I));
    return Continue;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    for (const CXXTryStmt *Try : Open)
      Locals[Try].insert(Var);
    return true;
  }
  bool VisitExpr(Expr *E) override {
    if (!Open.empty() && isa<CallExpr, CXXConstructExpr, CoroutineSuspendExpr, DependentCoawaitExpr>(E))
      Around[E] = Open.back();
    return true;
  }

private:
  SmallVector<const CXXTryStmt *, 4> Open;
};

/// Finds the temporaries whose life a variable extends, as a reference or the range of a 'for' does.
class ExtensionFinder : public AstVisitor {
public:
  llvm::DenseMap<const CXXBindTemporaryExpr *, const VarDecl *> By;
  bool shouldVisitImplicitCode() const override { return true; } // the range variable of a 'for'
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) override {
    if (const auto *Var = dyn_cast_or_null<VarDecl>(E->getExtendingDecl()))
      if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E->getSubExpr()->IgnoreParenImpCasts()))
        By[Bind] = Var;
    return true;
  }
};

} // namespace

void Flow::findHandlers(const Stmt &Body) {
  if (Graph->try_blocks_begin() == Graph->try_blocks_end())
    return;
  ThrowFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&Body));
  llvm::DenseMap<const Stmt *, unsigned> Index;
  for (const CFGBlock *Dispatch : llvm::make_range(Graph->try_blocks_begin(), Graph->try_blocks_end()))
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Dispatch->getTerminatorStmt())) {
      Index[Try] = Handlers.size();
      Handlers.push_back({Dispatch, Finder.Locals[Try]});
    }
  for (const auto &[Throw, Try] : Finder.Around)
    if (const auto Found = Index.find(Try); Found != Index.end())
      Throwing[Throw] = Found->second;
}

void Flow::findTemporaries(const Stmt &Body) {
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (const auto Destroyed = Element.getAs<CFGTemporaryDtor>())
        Temporaries[Destroyed->getBindTemporaryExpr()] = nullptr;
  ExtensionFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&Body));
  for (const auto &[Temporary, Var] : Finder.By)
    Temporaries[Temporary] = Var;
}

Flow::Branch Flow::decidingBranch(const Stmt &Target, llvm::function_ref<bool(const World &)> Holds) {
  // What each side of a branch can lead to, found by running the analysis from there alone.
  const auto Outcome = [&](const CFGBlock &Start, Worlds Initial) {
    std::pair<bool, bool> Reached; // in a world where it holds, in another
    const std::vector<Worlds> AtEntry = run(Start, std::move(Initial));
    for (const CFGBlock *Block : *Graph)
      if (!AtEntry[Block->getBlockID()].empty())
        atExit(*Block, AtEntry[Block->getBlockID()], [&](const Stmt &S, ArrayRef<World> Now) {
          for (const World &W : Now)
            if (&S == &Target)
              (Holds(W) ? Reached.first : Reached.second) = true;
        });
    return Reached;
  };
  PostOrderCFGView Order(Graph.get());
  SmallVector<const CFGBlock *, 16> Blocks(Order.begin(), Order.end()); // reverse post-order: sources first
  for (const CFGBlock *Block : llvm::reverse(Blocks)) {
    const Expr *Condition = Block->succ_size() == 2 ? dyn_cast_or_null<Expr>(Block->getLastCondition()) : nullptr;
    const Worlds &Entry = Entries[Block->getBlockID()];
    if (!Condition || Entry.empty() || isa_and_nonnull<SwitchStmt, CXXTryStmt>(Block->getTerminatorStmt()))
      continue;
    const Worlds Exit = atExit(*Block, Entry, [](const Stmt &, ArrayRef<World>) {});
    std::pair<bool, bool> Sides[2];
    for (unsigned Side = 0; Side < 2; ++Side)
      if (const CFGBlock *Next = (Block->succ_begin() + Side)->getReachableBlock())
        Sides[Side] = Outcome(*Next, alongEdge(*Block, Side, Exit));
    for (unsigned Side = 0; Side < 2; ++Side)
      if (Sides[Side].first && !Sides[Side].second && Sides[1 - Side].second && !Sides[1 - Side].first)
        return {Condition, Side == 0};
  }
  return {};
}

} // namespace ron
