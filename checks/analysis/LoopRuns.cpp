// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LoopRuns.h"

#include "analysis/Calls.h"
#include "analysis/Loops.h"
#include "analysis/Macros.h"
#include "analysis/Names.h"
#include "analysis/Tasks.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

namespace {

/// How deep calls are followed, and how many functions are looked at for one test.
constexpr unsigned MaxDepth = 4, MaxFunctions = 200;

/// On whose account a function runs.
enum class By { Test, Thread, Unknown };

class RunFinder {
public:
  RunFinder(const Globs &LoopFunctions, const Globs &Macros, const ASTContext &Context)
      : LoopFunctions(LoopFunctions), Macros(Macros), Context(Context),
        Spawns(DefaultSpawnFunctions, DefaultSpawnFunctions) {}

  struct Frame {
    By Runner = By::Test;
    bool Repeated = false; // in a loop, or called in one
    unsigned Depth = 0;
  };

  void lookAt(const FunctionDecl &Function, Frame How);
  void lookAt(const CXXConstructorDecl &Constructor, Frame How);
  void lookAtMembers(const CXXRecordDecl &Class, Frame How);
  void lookAtFixture(const CXXRecordDecl &Class);
  void lookAtLostLambdas();
  LoopRuns result() const;

private:
  class BodyVisitor;
  bool isMine(const Decl &D) const { return !Context.getSourceManager().isInSystemHeader(D.getLocation()); }
  void see(const Stmt *Code, Frame How);
  void visit(const Expr &E, Frame How);
  void start(const Task &T, Frame How);
  void count(const Expr &At, Frame How);

  const Globs &LoopFunctions, &Macros;
  const ASTContext &Context;
  const Globs Spawns;
  llvm::SmallPtrSet<const FunctionDecl *, 16> Active;  // being looked at
  llvm::SmallPtrSet<const FunctionDecl *, 8> Followed; // lambdas whose runner is known
  SmallVector<const FunctionDecl *, 8> Lambdas;
  const Expr *First = nullptr;
  unsigned Functions = 0, ByTest = 0, ByThreads = 0;
  bool Many = false; // threads may be several, or are one by design
};

class RunFinder::BodyVisitor : public RunCodeVisitor {
public:
  BodyVisitor(RunFinder &Finder, Frame How) : RunCodeVisitor(Finder.Context), Finder(Finder), How(How) {}

  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    Finder.Lambdas.push_back(Lambda->getCallOperator());
    return true;
  }
  bool VisitExpr(Expr *E) override {
    Frame Here = How;
    Here.Repeated |= innermostLoop(path()) != nullptr;
    Finder.Many |= comesFromMacro(E->getBeginLoc(), Finder.Macros, Finder.Context);
    Finder.visit(*E, Here);
    return !Finder.Many;
  }

private:
  RunFinder &Finder;
  const Frame How;
};

void RunFinder::see(const Stmt *Code, Frame How) {
  if (const auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(Code))
    Code = Default->getExpr();
  BodyVisitor(*this, How).TraverseStmt(const_cast<Stmt *>(Code));
}

void RunFinder::lookAt(const FunctionDecl &Function, Frame How) {
  const FunctionDecl *Definition = nullptr;
  if (Many || How.Depth > MaxDepth || !Function.hasBody(Definition) || !isMine(*Definition) ||
      ++Functions > MaxFunctions || !Active.insert(Definition).second)
    return;
  ++How.Depth;
  see(Definition->getBody(), How);
  Active.erase(Definition);
}

void RunFinder::lookAtMembers(const CXXRecordDecl &Class, Frame How) {
  for (const FieldDecl *Field : Class.fields())
    see(Field->getInClassInitializer(), How);
}

void RunFinder::lookAt(const CXXConstructorDecl &Constructor, Frame How) {
  const FunctionDecl *Definition = nullptr;
  if (!isMine(*Constructor.getParent()) || How.Depth > MaxDepth)
    return;
  Frame Inside = How;
  ++Inside.Depth;
  if (Constructor.hasBody(Definition))
    for (const CXXCtorInitializer *Initialiser : cast<CXXConstructorDecl>(Definition)->inits())
      see(Initialiser->getInit(), Inside);
  else
    lookAtMembers(*Constructor.getParent(), Inside);
  lookAt(static_cast<const FunctionDecl &>(Constructor), How);
}

void RunFinder::lookAtFixture(const CXXRecordDecl &Class) {
  if (!isMine(Class) || !Class.hasDefinition())
    return;
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl())
      lookAtFixture(*Parent);
  bool Constructed = false;
  for (const CXXMethodDecl *Method : Class.methods())
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Method)) {
      if (Constructor->isCopyOrMoveConstructor())
        continue;
      lookAt(*Constructor, {});
      Constructed = true;
    } else if (isa<CXXDestructorDecl>(Method) ||
               isOneOf(nameOf(*Method), {"SetUp", "TearDown", "SetUpTestSuite", "SetUpTestCase", "setup", "teardown"}))
      lookAt(*Method, {});
  if (!Constructed)
    lookAtMembers(Class, {});
}

/// Whether \p D promises threads by its name, and keeps to itself how many.
static bool isNamedAfterThreads(const NamedDecl &D) {
  const std::string Name = nameOf(D).lower();
  return StringRef(Name).contains("thread") || StringRef(Name).contains("worker");
}

static bool isThreadPool(const CXXRecordDecl &Class) {
  return isOneOf(qualifiedName(Class), {"boost::asio::thread_pool", "asio::thread_pool"});
}

/// Whether \p Callee chooses one of several values for this run of a test, or has coroutines that stay on one thread.
static bool settlesThreads(const FunctionDecl &Callee) {
  const std::string Name = qualifiedName(Callee);
  return StringRef(Name).starts_with("Catch::Generators::") || StringRef(Name).starts_with("boost::cobalt::");
}

void RunFinder::visit(const Expr &E, Frame How) {
  const FunctionDecl *Callee = calleeOf(E);
  if (!Callee)
    return;
  for (const Task &T : tasksOf(E, Spawns))
    if (runsOnThread(T))
      start(T, How);
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee);
  if (Constructor && isThreadPool(*Constructor->getParent())) {
    const auto &Pool = cast<CXXConstructExpr>(E);
    Expr::EvalResult Threads;
    const bool One = Pool.getNumArgs() > 0 && !Pool.getArg(0)->isValueDependent() &&
                     Pool.getArg(0)->EvaluateAsInt(Threads, Context) && Threads.Val.getInt() == 1;
    How.Runner = One ? By::Thread : By::Unknown;
    count(E, How);
  } else if (!Constructor && LoopFunctions.matches(*Callee)) {
    count(E, How);
  } else if (settlesThreads(*Callee)) {
    Many = true;
  } else if (Constructor) {
    Many |= isMine(*Callee) && isNamedAfterThreads(*Constructor->getParent()) && !Callee->hasBody();
    lookAt(*Constructor, How);
  } else {
    Many |= isMine(*Callee) && isNamedAfterThreads(*Callee) && !Callee->hasBody();
    Followed.insert(Callee);
    lookAt(*Callee, How);
  }
}

void RunFinder::start(const Task &T, Frame How) {
  if (!T.Body)
    return;
  How.Runner = How.Runner == By::Unknown ? By::Unknown : By::Thread;
  Followed.insert(T.Body);
  if (LoopFunctions.matches(*T.Body))
    count(*T.Start, How);
  else
    lookAt(*T.Body, How);
}

void RunFinder::count(const Expr &At, Frame How) {
  if (!First)
    First = &At;
  if (How.Runner == By::Unknown || (How.Runner == By::Thread && How.Repeated))
    Many = true;
  else
    ++(How.Runner == By::Thread ? ByThreads : ByTest);
}

void RunFinder::lookAtLostLambdas() {
  for (size_t I = 0; I < Lambdas.size() && !Many; ++I)
    if (Followed.insert(Lambdas[I]).second)
      lookAt(*Lambdas[I], {By::Unknown, false, 0});
}

LoopRuns RunFinder::result() const { return {First, !Many && ByThreads <= 1 && (ByThreads == 0 || ByTest == 0)}; }

} // namespace

LoopRuns loopRuns(const TestCase &Test, const Globs &LoopFunctions, const Globs &BothRuntimesMacros,
                  const ASTContext &Context) {
  RunFinder Finder(LoopFunctions, BothRuntimesMacros, Context);
  Finder.lookAt(*Test.Body, {});
  if (Test.Class)
    Finder.lookAtFixture(*Test.Class);
  Finder.lookAtLostLambdas();
  return Finder.result();
}

} // namespace ron
