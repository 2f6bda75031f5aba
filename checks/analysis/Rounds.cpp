// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Rounds.h"

#include "analysis/Conditions.h"
#include "analysis/Coroutines.h"
#include "analysis/Flow.h"
#include "analysis/LoopBounds.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// Finds the loops of a function and what is evaluated for its suspension points.
class LoopFinder : public AncestorVisitor {
public:
  explicit LoopFinder(const Globs &Safe) : Safe(Safe) {}

  SmallVector<Loop, 4> Loops;
  llvm::DenseMap<const Stmt *, const Stmt *> InLoop; // the innermost loop around, or null
  llvm::DenseSet<const Stmt *> Awaited;              // suspension points and all parts of what they wait for
  bool Awaits = false, Yields = false;
  bool Undecided = false; // a template, whose instantiations tell which branches there are

  bool TraverseStmt(Stmt *S) override {
    if (!S)
      return true;
    const bool Outermost = !Inside && isa<CoroutineSuspendExpr, DependentCoawaitExpr>(S) && isSuspension(*S, Safe);
    Inside |= Outermost;
    if (Inside)
      Awaited.insert(S);
    Awaits |= isa<CoawaitExpr, DependentCoawaitExpr>(S);
    Yields |= isa<CoyieldExpr>(S);
    const auto *If = dyn_cast<IfStmt>(S);
    Undecided |= If && If->isConstexpr() && If->getCond()->isValueDependent();
    const bool IsLoop = isa<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S);
    InLoop[S] = Open.empty() ? nullptr : Open.back();
    if (IsLoop) {
      Loops.push_back({S, SmallVector<const Stmt *, 16>(path().begin(), path().end())});
      Open.push_back(S);
    }
    const bool GoOn = AncestorVisitor::TraverseStmt(S);
    if (IsLoop)
      Open.pop_back();
    Inside &= !Outermost;
    return GoOn;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }

private:
  const Globs &Safe;
  SmallVector<const Stmt *, 4> Open;
  bool Inside = false;
};

/// Follows, for each loop, whether its present round has suspended. What is alive is "has not", from the second round
/// on.
class RoundModel : public LifeModel {
public:
  RoundModel(const LoopFinder &Code, const ASTContext &Context) : Code(Code) {
    for (const Loop &L : Code.Loops)
      if (runsOnce(*L.Statement, Context))
        noteFirstRound(*L.Statement);
  }

  llvm::DenseSet<const Stmt *> Found;

  void enter(World &) override {}
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &) override {
    if (Code.Awaited.count(&S) != 0)
      caught(W);
    if (!W.lives().empty())
      forgetLoopsBehind(S, W);
    // The loop begins anew.
    if (Starts.count(&S) != 0)
      W.died(Names.of(S));
  }
  void endOfRound(const Stmt &Loop, World &W) override {
    const Things::Id Unsuspended = Names.of(Loop);
    if (W.find(Unsuspended))
      Found.insert(&Loop);
    W.born({Unsuspended, &Loop});
    if (const Stmt *Went = WentRound.lookup(&Loop))
      W.born({Names.of(*Went), &Loop});
  }
  void caught(World &W) override {
    W.eraseIf([&](const World::Life &L) {
      return isa_and_nonnull<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Names.temporary(L.Thing));
    });
  }
  std::optional<bool> truth(const Expr &Condition, World &W, bool) override {
    const auto Decides = ByCondition.find(&Condition);
    if (Decides == ByCondition.end() || W.find(Names.of(*Decides->second)))
      return std::nullopt;
    return true; // of the first round
  }
  void endOfScope(const VarDecl &, World &) override {}
  void makeTemporary(const CXXBindTemporaryExpr &, World &, SmallVectorImpl<World> &) override {}
  void endOfTemporary(const CXXBindTemporaryExpr &, World &) override {}
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &, const World &) override { return std::nullopt; }

private:
  /// Of the loops that \p S is not in, nothing need be known any more.
  void forgetLoopsBehind(const Stmt &S, World &W) const {
    const auto Innermost = Code.InLoop.find(&S);
    if (Innermost == Code.InLoop.end())
      return;
    W.eraseIf([&](const World::Life &L) {
      const Stmt *Around = Innermost->second;
      while (Around && Around != dyn_cast<const Stmt *>(L.From))
        Around = Code.InLoop.lookup(Around);
      return !Around;
    });
  }
  void noteFirstRound(const Stmt &Loop) {
    const auto *For = dyn_cast<ForStmt>(&Loop);
    const auto *Range = dyn_cast<CXXForRangeStmt>(&Loop);
    const Stmt *Start = For ? For->getInit() : Range->getRangeStmt();
    bool Negated = false;
    const Expr *Condition = stripNegations(For ? For->getCond() : Range->getCond(), Negated);
    if (Negated)
      return;
    ByCondition[Condition] = Start;
    WentRound[&Loop] = Start;
    Starts.insert(Start);
  }

  const LoopFinder &Code;
  Things Names;
  // Of loops that go round once at least; what starts them stands for "has gone round".
  llvm::DenseMap<const Stmt *, const Stmt *> ByCondition, WentRound;
  llvm::DenseSet<const Stmt *> Starts;
};

} // namespace

SmallVector<Loop, 4> unsuspendedLoops(const FunctionDecl &Coroutine, const Globs &SafeAwaitables, ASTContext &Context) {
  const Stmt &Body = *coroutineBody(Coroutine);
  LoopFinder Code(SafeAwaitables);
  Code.TraverseStmt(const_cast<Stmt *>(&Body));
  // A generator runs when it is asked for the next value, not on an executor that others wait for.
  if (Code.Loops.empty() || Code.Undecided || (Code.Yields && !Code.Awaits))
    return {};
  RoundModel Model(Code, Context);
  if (!Flow(Coroutine, Body, Context, Model).complete())
    return {};
  llvm::erase_if(Code.Loops, [&](const Loop &L) { return Model.Found.count(L.Statement) == 0; });
  return std::move(Code.Loops);
}

} // namespace ron
