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
    if (!Open.empty() && isa<CallExpr, CXXConstructExpr, CXXThrowExpr, CoroutineSuspendExpr, DependentCoawaitExpr>(E))
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

/// Explaining a report is worth this many visits of blocks to a function, not more.
static constexpr unsigned MaxExplainingVisits = 20000;

const std::vector<Flow::Worlds> *Flow::beyond(const CFGBlock &Branch, unsigned Side) {
  const auto [Found, New] = Beyond.try_emplace({&Branch, Side});
  const CFGBlock *Next = (Branch.succ_begin() + Side)->getReachableBlock();
  if (New && Next) {
    if (Visited > MaxExplainingVisits)
      return nullptr;
    const Worlds Exit = atExit(Branch, Entries[Branch.getBlockID()], [](const Stmt &, ArrayRef<World>) {});
    Found->second = run(*Next, alongEdge(Branch, Side, Exit));
  }
  return Found->second.empty() ? nullptr : &Found->second;
}

Flow::Branch Flow::decidingBranch(const Stmt &Target, llvm::function_ref<bool(const World &)> Holds) {
  const auto HasTarget = [&](const CFGBlock *Block) {
    return llvm::any_of(*Block, [&](const CFGElement &Element) {
      const auto Statement = Element.getAs<CFGStmt>();
      return Statement && Statement->getStmt() == &Target;
    });
  };
  const auto Found = llvm::find_if(*Graph, HasTarget);
  if (Found == Graph->end())
    return {};
  // Whether the target is reached from one side of a branch in a world where it holds, and in another.
  const auto Outcome = [&](const CFGBlock &Branch, unsigned Side) {
    std::pair<bool, bool> Reached;
    if (const std::vector<Worlds> *Behind = beyond(Branch, Side))
      atExit(**Found, (*Behind)[(*Found)->getBlockID()], [&](const Stmt &S, ArrayRef<World> Now) {
        for (const World &W : Now)
          if (&S == &Target)
            (Holds(W) ? Reached.first : Reached.second) = true;
      });
    return Reached;
  };
  PostOrderCFGView Order(Graph.get());
  SmallVector<const CFGBlock *, 16> Blocks(Order.begin(), Order.end()); // reverse post-order: sources first
  for (const CFGBlock *Block : llvm::reverse(Blocks)) {
    if (Block->succ_size() != 2 || !isa_and_nonnull<Expr>(Block->getLastCondition()) ||
        Entries[Block->getBlockID()].empty() || isa_and_nonnull<SwitchStmt, CXXTryStmt>(Block->getTerminatorStmt()))
      continue;
    const std::pair<bool, bool> Sides[2] = {Outcome(*Block, 0), Outcome(*Block, 1)};
    for (unsigned Side = 0; Side < 2; ++Side)
      if (Sides[Side].first && !Sides[Side].second && Sides[1 - Side].second && !Sides[1 - Side].first)
        return {cast<Expr>(Block->getLastCondition()), Side == 0};
  }
  return {};
}

} // namespace ron
