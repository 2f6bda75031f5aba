// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Flow.h"

#include "analysis/Conditions.h"

#include "clang/AST/ASTContext.h"
#include "clang/Analysis/Analyses/PostOrderCFGView.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

namespace ron {

/// Past this many worlds at one point, conditions are forgotten; past it again, the function is given up.
static constexpr size_t MaxWorlds = 256;

Flow::Flow(const FunctionDecl &Function, const Stmt &Body, ASTContext &Context, LifeModel &Model) : Model(Model) {
  CFG::BuildOptions Options;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddLifetime = true;
  Options.AddInitializers = true;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(&Function, const_cast<Stmt *>(&Body), &Context, Options);
  if (!Graph)
    return;
  Tested = testedVariables(Body);
  findHandlers(Body);
  findTemporaries(Body);
  World Start;
  Model.enter(Start);
  Complete = true;
  Entries = run(Graph->getEntry(), {Start});
}

void Flow::endScope(const VarDecl &Var, World &W) {
  Model.endOfScope(Var, W);
  for (const auto &[Temporary, Extender] : Temporaries)
    if (Extender == &Var)
      Model.endOfTemporary(*Temporary, W);
}

bool Flow::merge(Worlds &Into, Worlds From) {
  const size_t Before = Into.size();
  Worlds Union;
  llvm::sort(From);
  std::set_union(Into.begin(), Into.end(), From.begin(), From.end(), std::back_inserter(Union));
  Union.erase(std::unique(Union.begin(), Union.end()), Union.end());
  if (Union.size() > MaxWorlds) {
    Exact = false;
    for (World &W : Union)
      W.forgetConditions();
    llvm::sort(Union);
    Union.erase(std::unique(Union.begin(), Union.end()), Union.end());
    if (Union.size() > MaxWorlds)
      Complete = false;
    // What comes again with its conditions would otherwise never be found to be there already.
    const bool Changed = Union != Into;
    Into = std::move(Union);
    return Changed;
  }
  Into = std::move(Union);
  return Into.size() != Before;
}

std::vector<Flow::Worlds> Flow::run(const CFGBlock &Start, Worlds Initial) {
  std::vector<Worlds> AtEntry(Graph->getNumBlockIDs());
  std::vector<unsigned> Visits(Graph->getNumBlockIDs());
  PostOrderCFGView Order(Graph.get());
  ForwardDataflowWorklist Work(*Graph, &Order);
  AtEntry[Start.getBlockID()] = std::move(Initial);
  Work.enqueueBlock(&Start);
  while (const CFGBlock *Block = Work.dequeue()) {
    ++Visited;
    // Each visit adds a world, so this is a bound on a state that forgets and learns in turn.
    if (++Visits[Block->getBlockID()] > 4 * MaxWorlds)
      Complete = false;
    if (!Complete)
      break;
    const auto Raise = [&](const Stmt &S, ArrayRef<World> Now) {
      const auto Found = Throwing.find(&S);
      if (Found == Throwing.end())
        return;
      const Handler &To = Handlers[Found->second];
      if (merge(AtEntry[To.Dispatch->getBlockID()], unwound(To, Now.vec())))
        Work.enqueueBlock(To.Dispatch);
    };
    const Worlds Exit = atExit(*Block, AtEntry[Block->getBlockID()], Raise);
    if (throwsToHandler(*Block))
      continue; // clang's edge leaves out what is destroyed on the way
    unsigned Successor = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
      if (const CFGBlock *To = Next.getReachableBlock())
        if (merge(AtEntry[To->getBlockID()], alongEdge(*Block, Successor, Exit)))
          Work.enqueueBlock(To);
      ++Successor;
    }
  }
  return AtEntry;
}

/// Whether \p Block ends in a 'throw' that a handler in this function catches.
bool Flow::throwsToHandler(const CFGBlock &Block) const {
  const auto Last = Block.empty() ? std::nullopt : Block.back().getAs<CFGStmt>();
  return Last && isa<CXXThrowExpr>(Last->getStmt()) && Throwing.count(Last->getStmt()) != 0;
}

Flow::Worlds Flow::unwound(const Handler &To, const Worlds &Now) {
  Worlds Result = Now;
  for (World &W : Result)
    for (const VarDecl *Local : To.Locals)
      endScope(*Local, W);
  return Result;
}

Flow::Worlds Flow::atExit(const CFGBlock &Block, Worlds Now,
                          llvm::function_ref<void(const Stmt &, ArrayRef<World>)> See) {
  for (const CFGElement &Element : Block) {
    if (Now.empty())
      break;
    if (const auto Statement = Element.getAs<CFGStmt>())
      See(*Statement->getStmt(), Now);
    step(Element, Now);
  }
  return Now;
}

void Flow::step(const CFGElement &Element, Worlds &Now) {
  SmallVector<World, 4> Others;
  for (World &W : Now) {
    if (const auto Statement = Element.getAs<CFGStmt>()) {
      const Stmt &S = *Statement->getStmt();
      if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(&S); Temporary && Temporaries.count(Temporary) != 0)
        Model.makeTemporary(*Temporary, W, Others);
      Model.evaluate(S, W, Others);
      if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
        for (const Decl *D : Declaration->decls())
          if (const auto *Var = dyn_cast<VarDecl>(D))
            assign(*Var, Var->getInit(), W);
      if (const auto *Binary = dyn_cast<BinaryOperator>(&S); Binary && Binary->isAssignmentOp())
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Binary->getLHS()->IgnoreParenImpCasts()))
          if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
            assign(*Var, Binary->getOpcode() == BO_Assign ? Binary->getRHS() : nullptr, W);
      if (const auto *Unary = dyn_cast<UnaryOperator>(&S); Unary && Unary->isIncrementDecrementOp())
        if (const auto *Ref = dyn_cast<DeclRefExpr>(Unary->getSubExpr()->IgnoreParenImpCasts()))
          W.forget(Ref->getDecl());
    } else if (const auto Ends = Element.getAs<CFGLifetimeEnds>()) {
      endScope(*Ends->getVarDecl(), W);
      W.forget(Ends->getVarDecl());
    } else if (const auto Destroyed = Element.getAs<CFGAutomaticObjDtor>()) {
      endScope(*Destroyed->getVarDecl(), W);
    } else if (const auto Temporary = Element.getAs<CFGTemporaryDtor>()) {
      if (!Temporaries.lookup(Temporary->getBindTemporaryExpr()))
        Model.endOfTemporary(*Temporary->getBindTemporaryExpr(), W);
    }
  }
  if (!Others.empty() || Now.size() > 1) {
    Now.insert(Now.end(), Others.begin(), Others.end());
    llvm::sort(Now);
    Now.erase(std::unique(Now.begin(), Now.end()), Now.end());
  }
}

void Flow::assign(const VarDecl &Var, const Expr *Value, World &W) {
  if (Tested.count(&Var) == 0)
    return;
  const std::optional<World::Truth> Known = Value ? truth(*Value, W) : std::nullopt;
  W.forget(&Var);
  if (Known)
    W.learn({&Var, Known->Value, Known->Test});
}

/// The truth of \p Condition as far as \p W tells, and the test that decided it.
std::optional<World::Truth> Flow::truth(const Expr &Condition, World &W) {
  bool Negated = false;
  const Expr *E = stripNegations(&Condition, Negated);
  std::optional<World::Truth> Known;
  if (const auto *Bool = dyn_cast<CXXBoolLiteralExpr>(E))
    Known = World::Truth{E, Bool->getValue(), nullptr};
  else if (const std::optional<bool> Value = Model.truth(*E, W, /*Tested=*/false))
    Known = World::Truth{E, *Value, E};
  else if (const World::Truth *Evaluated = W.truthOf(E))
    Known = *Evaluated;
  else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    if (const World::Truth *Variable = W.truthOf(Ref->getDecl()))
      Known = *Variable;
  if (Known && Negated)
    Known->Value = !Known->Value;
  return Known;
}

/// Takes \p Condition to be \p Value in \p W; false when that cannot be.
bool Flow::assume(const Expr &Condition, bool Value, World &W) {
  if (const std::optional<World::Truth> Known = truth(Condition, W)) {
    if (Known->Value != Value)
      return false;
    if (Known->Test) {
      Model.truth(*Known->Test, W, /*Tested=*/true);
      W.confirm(Known->Test);
    }
    return true;
  }
  bool Negated = false;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripNegations(&Condition, Negated));
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // Remembering a condition that is asked for once would only double the worlds.
  if (Var && Tested.lookup(Var) > 1)
    W.learn({Var, Value != Negated, nullptr});
  return true;
}

Flow::Worlds Flow::alongEdge(const CFGBlock &From, unsigned Successor, const Worlds &AtExit) {
  const CFGTerminator Terminator = From.getTerminator();
  if (From.succ_size() != 2 || !Terminator.getStmt())
    return AtExit;
  Worlds Result;
  if (Terminator.isTemporaryDtorsBranch()) {
    const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Terminator.getStmt());
    for (const World &W : AtExit) {
      const std::optional<bool> Alive = Temporary ? Model.isAlive(*Temporary, W) : std::nullopt;
      if (!Alive || *Alive == (Successor == 0))
        Result.push_back(W);
    }
    return Result;
  }
  const Expr *Condition = isa<SwitchStmt, CXXTryStmt>(Terminator.getStmt()) ? nullptr : From.getLastCondition();
  if (!Condition)
    return AtExit;
  for (World W : AtExit)
    if (assume(*Condition, Successor == 0, W))
      Result.push_back(std::move(W));
  return Result;
}

void Flow::visit(llvm::function_ref<void(const Stmt &, ArrayRef<World>)> See) {
  for (const CFGBlock *Block : *Graph)
    if (!Entries[Block->getBlockID()].empty())
      atExit(*Block, Entries[Block->getBlockID()], See);
}

} // namespace ron
