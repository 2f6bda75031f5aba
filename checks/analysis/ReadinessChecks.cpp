// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ReadinessChecks.h"

#include "analysis/Ancestors.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

namespace ron {

/// 'ready_', 'm_ready' and 'mReady' are called 'ready'.
static StringRef plainName(StringRef Name) {
  Name.consume_front("m_");
  return Name.trim('_');
}

static bool isNamedAfterReadiness(const NamedDecl &D) {
  const std::string Name = nameOf(D).lower();
  return (StringRef(Name).contains("ready") || StringRef(Name).contains("readiness")) &&
         !StringRef(Name).contains("already");
}

/// Whether \p Function, which is named after readiness, brings it about: it asks nothing.
static bool isSetter(const FunctionDecl &Function) {
  const std::string Name = nameOf(Function).lower();
  const auto Has = [&](StringRef Word) { return StringRef(Name).contains(Word); };
  if (Function.getReturnType()->isVoidType())
    return !(Has("wait") || Has("require") || Has("ensure") || Has("check") || Has("assert"));
  return Name.find("set") == 0 || Name.find("mark") == 0 || Name.find("make") == 0;
}

bool ReadinessChecks::tells(const NamedDecl &D) const {
  return Names.matches(plainName(nameOf(D))) || Names.matches(D);
}

bool ReadinessChecks::isMine(const Decl &D) const {
  return !Context.getSourceManager().isInSystemHeader(D.getLocation());
}

namespace {

class SightFinder : public UserCodeVisitor {
public:
  SightFinder(const ASTContext &Context, const Globs &Names) : UserCodeVisitor(Context), Checks(Names, Context) {}

  bool Found = false;

  bool TraverseDecl(Decl *D) override {
    if (const auto *Function = dyn_cast_or_null<FunctionDecl>(D))
      Found |= Checks.tells(*Function) && !isInStd(*Function);
    return !Found && UserCodeVisitor::TraverseDecl(D);
  }
  bool TraverseStmt(Stmt *) override { return true; }

private:
  const ReadinessChecks Checks;
};

class AskFinder : public RunCodeVisitor {
public:
  AskFinder(const ReadinessChecks &Checks, const ASTContext &Context) : RunCodeVisitor(Context), Checks(Checks) {}

  bool Found = false;

  bool VisitExpr(Expr *E) override {
    Found |= Checks.asks(*E);
    return !Found;
  }

private:
  const ReadinessChecks &Checks;
};

} // namespace

bool ReadinessChecks::inSight(ASTContext &Context, const Globs &Names) {
  SightFinder Finder(Context, Names);
  Finder.visitAll(Context);
  return Finder.Found;
}

bool ReadinessChecks::asks(const Expr &E) const {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
    return !isa<FunctionDecl>(Ref->getDecl()) && !isInStd(*Ref->getDecl()) && isNamedAfterReadiness(*Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(&E))
    return isa<FieldDecl>(Member->getMemberDecl()) && isNamedAfterReadiness(*Member->getMemberDecl());
  const FunctionDecl *Callee = calleeOf(E);
  return Callee && asksBy(*Callee);
}

bool ReadinessChecks::asksBy(const FunctionDecl &Function) const {
  return isMine(Function) &&
         (tells(Function) || (isNamedAfterReadiness(Function) && !isSetter(Function)) || asksIn(Function));
}

bool ReadinessChecks::asksIn(const FunctionDecl &Function) const {
  const FunctionDecl *Definition = nullptr;
  if (!Function.hasBody(Definition) || !isMine(*Definition) || Depth > 3)
    return false;
  const auto [Entry, New] = Known.try_emplace(Definition, false);
  if (!New)
    return Entry->second;
  ++Depth;
  AskFinder Finder(*this, Context);
  Finder.TraverseStmt(Definition->getBody());
  --Depth;
  return Known[Definition] = Finder.Found;
}

namespace {

/// Finds the expressions that decide on the answer of a check, with all their parts. The answer may be kept in a
/// variable: who names that decides.
class DecisionFinder : public RunCodeVisitor {
public:
  DecisionFinder(const ReadinessChecks &Checks, const ASTContext &Context) : RunCodeVisitor(Context), Checks(Checks) {}

  llvm::DenseSet<const Stmt *> Decisions;
  bool Asks = false;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // runs at another time
  bool VisitExpr(Expr *E) override {
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    if (!(Ref && Answers.contains(Ref->getDecl())) && !Checks.asks(*E))
      return true;
    Asks |= isa<CallExpr>(E);
    size_t Outermost = path().size() - 1;
    while (Outermost > 0 && isa<Expr>(path()[Outermost - 1]))
      --Outermost;
    if (!isKept(*path()[Outermost], Outermost > 0 ? path()[Outermost - 1] : nullptr))
      Roots.push_back(path()[Outermost]);
    return true;
  }
  void collect() {
    SmallVector<const Stmt *, 16> Left(Roots.begin(), Roots.end());
    while (!Left.empty())
      if (const Stmt *S = Left.pop_back_val(); S && Decisions.insert(S).second)
        Left.append(S->child_begin(), S->child_end());
  }

private:
  /// Whether \p Whole only keeps the answer; makes its variable known.
  bool isKept(const Stmt &Whole, const Stmt *Parent) {
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit() == &Whole)
          Answers.insert(Var);
      return true;
    }
    const auto *Assignment = dyn_cast<BinaryOperator>(&Whole);
    const auto *Left = Assignment && Assignment->getOpcode() == BO_Assign
                           ? dyn_cast<DeclRefExpr>(Assignment->getLHS()->IgnoreParens())
                           : nullptr;
    return Left && Answers.insert(Left->getDecl()).second;
  }

  const ReadinessChecks &Checks;
  llvm::DenseSet<const ValueDecl *> Answers;
  SmallVector<const Stmt *, 8> Roots;
};

/// What lives is the possibility that nobody has asked yet.
class GateModel : public LifeModel {
public:
  GateModel(const FunctionDecl &Function, const llvm::DenseSet<const Stmt *> &Decisions)
      : Function(Function), Decisions(Decisions) {}

  void enter(World &W) override { W.born({Unasked, &Function}); }
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &) override {
    if (Decisions.contains(&S))
      W.died(Unasked);
  }
  void endOfScope(const VarDecl &, World &) override {}
  void makeTemporary(const CXXBindTemporaryExpr &, World &, SmallVectorImpl<World> &) override {}
  void endOfTemporary(const CXXBindTemporaryExpr &, World &) override {}
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &, const World &) override { return std::nullopt; }
  std::optional<bool> truth(const Expr &, World &, bool) override { return std::nullopt; }

  static constexpr Things::Id Unasked = 0;

private:
  const FunctionDecl &Function;
  const llvm::DenseSet<const Stmt *> &Decisions;
};

} // namespace

ReadinessGate::ReadinessGate(const FunctionDecl &Function, const ReadinessChecks &Checks, ASTContext &Context) {
  const Stmt *Coroutine = coroutineBody(Function);
  const Stmt *Body = Coroutine ? Coroutine : Function.getBody();
  if (!Body)
    return;
  DecisionFinder Finder(Checks, Context);
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  Finder.collect();
  Asks = Finder.Asks;
  GateModel Model(Function, Finder.Decisions);
  Flow Paths(Function, *Body, Context, Model);
  if (!Paths.complete())
    return;
  Paths.visit([&](const Stmt &S, ArrayRef<World> Now) {
    if (llvm::any_of(Now, [](const World &W) { return W.find(GateModel::Unasked) != nullptr; }))
      Before.insert(&S);
  });
}

} // namespace ron
