// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/World.h"

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <optional>
#include <vector>

namespace ron {

/// What a check that asks "is it alive here?" says of the things it tracks: what makes and ends them, and what tells
/// whether they live. Everything else (paths, scopes, conditions, exceptions, joins) is the engine's.
class LifeModel {
public:
  virtual ~LifeModel() = default;

  /// What is alive when the function starts.
  virtual void enter(World &W) = 0;

  /// The effect of evaluating \p S alone; its parts were evaluated before. Outcomes that differ from \p W, as of a
  /// function that may succeed or fail, are added to \p Others.
  virtual void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) = 0;

  /// The variable \p Var leaves its scope.
  virtual void endOfScope(const VarDecl &Var, World &W) = 0;

  /// The temporary \p Temporary has been made: an object of its own, not one that initialises another in place.
  virtual void makeTemporary(const CXXBindTemporaryExpr &Temporary, World &W, SmallVectorImpl<World> &Others) = 0;

  /// The temporary \p Temporary is destroyed, at the end of its full-expression or of the variable that extends its
  /// life.
  virtual void endOfTemporary(const CXXBindTemporaryExpr &Temporary, World &W) = 0;

  /// Whether \p Temporary is alive in \p W; nullopt when the model does not track it.
  virtual std::optional<bool> isAlive(const CXXBindTemporaryExpr &Temporary, const World &W) = 0;

  /// The truth of \p Condition in \p W, when the model can tell, for example of 'guard.owns_lock()'. With \p Tested, a
  /// branch has asked for it, and what was untested for want of that is decided in \p W.
  virtual std::optional<bool> truth(const Expr &Condition, World &W, bool Tested) = 0;
};

/// A forward data-flow analysis over clang's CFG of one function body. The state of a point is the set of worlds that
/// reach it: a powerset domain with a bound, past which what is known of conditions is dropped.
class Flow {
public:
  /// Analyses \p Body of \p Function (what was written, of a coroutine). Ask complete() before anything else.
  Flow(const FunctionDecl &Function, const Stmt &Body, ASTContext &Context, LifeModel &Model);

  /// Whether the analysis came to an end: clang could build the graph and the worlds stayed within bounds.
  bool complete() const { return Complete; }

  /// Whether every world that is found can be: past the bound, conditions are forgotten, and only what holds in all
  /// worlds of a point is certain there.
  bool exact() const { return Exact; }

  /// Calls \p See with each statement that can be reached and the worlds that reach it, before its own effect.
  void visit(llvm::function_ref<void(const Stmt &, ArrayRef<World>)> See);

  /// A branch on a way to \p Target and the value of its condition there.
  struct Branch {
    const Expr *Condition = nullptr;
    bool Value = false;
  };
  /// The last branch that decides whether \p Target is reached in a world where \p Holds: on one side it can be, on the
  /// other it is reached in others only. Its condition is null where there is no such branch.
  Branch decidingBranch(const Stmt &Target, llvm::function_ref<bool(const World &)> Holds);

private:
  using Worlds = std::vector<World>;
  /// Worlds that leave a statement by an exception, by the block that hands it to the handlers.
  struct Handler {
    const CFGBlock *Dispatch;
    llvm::SmallPtrSet<const VarDecl *, 8> Locals; // destroyed on the way there
  };

  std::vector<Worlds> run(const CFGBlock &Start, Worlds Initial);
  Worlds atExit(const CFGBlock &Block, Worlds Now, llvm::function_ref<void(const Stmt &, ArrayRef<World>)> See);
  void step(const CFGElement &Element, Worlds &Now);
  Worlds alongEdge(const CFGBlock &From, unsigned Successor, const Worlds &AtExit);
  void endScope(const VarDecl &Var, World &W);
  bool throwsToHandler(const CFGBlock &Block) const;
  Worlds unwound(const Handler &To, const Worlds &Now);
  bool assume(const Expr &Condition, bool Value, World &W);
  std::optional<World::Truth> truth(const Expr &Condition, World &W);
  void assign(const VarDecl &Var, const Expr *Value, World &W);
  bool merge(Worlds &Into, Worlds From);
  /// By block, the worlds that come from the side \p Side of \p Branch alone; null where nothing does, or when finding
  /// out has become too long.
  const std::vector<Worlds> *beyond(const CFGBlock &Branch, unsigned Side);
  void findHandlers(const Stmt &Body);
  void findTemporaries(const Stmt &Body);

  LifeModel &Model;
  std::unique_ptr<CFG> Graph;
  llvm::DenseMap<const VarDecl *, unsigned> Tested;
  std::vector<Handler> Handlers;
  llvm::DenseMap<const Stmt *, unsigned> Throwing;                           // may throw, to the handler of this index
  llvm::DenseMap<const CXXBindTemporaryExpr *, const VarDecl *> Temporaries; // and what extends their lives, or null
  std::vector<Worlds> Entries;                                               // by block
  llvm::DenseMap<std::pair<const CFGBlock *, unsigned>, std::vector<Worlds>> Beyond;
  unsigned Visited = 0; // blocks, in all runs
  bool Complete = false, Exact = true;
};

} // namespace ron
