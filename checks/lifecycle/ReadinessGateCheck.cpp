// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/ReadinessGateCheck.h"

#include "analysis/Ancestors.h"
#include "analysis/Edits.h"
#include "analysis/HandlerWork.h"
#include "analysis/Names.h"
#include "analysis/ReadinessProbes.h"
#include "analysis/Responses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"

namespace ron {

/// What is known of one translation unit.
struct ReadinessGateCheck::Unit {
  Unit(ASTContext &Context, const Globs &Names, const Globs &Registrations, const Globs &WorkFunctions)
      : Context(Context), Asking(Names, Context), Found(Context, Registrations), Work(WorkFunctions, Context) {}

  const ReadinessGate &gateOf(const FunctionDecl &Function) {
    std::unique_ptr<ReadinessGate> &Gate = Gates[&Function];
    if (!Gate)
      Gate = std::make_unique<ReadinessGate>(Function, Asking, Context);
    return *Gate;
  }
  bool mayStartUnasked(const Handler &H);
  bool mayBePassedUnasked(const FunctionDecl &Function);

  ASTContext &Context;
  const ReadinessChecks Asking;
  const Handlers Found;
  const HandlerWork Work;
  llvm::DenseMap<const FunctionDecl *, std::unique_ptr<ReadinessGate>> Gates;
  llvm::DenseSet<const FunctionDecl *> Visited;
};

ReadinessGateCheck::ReadinessGateCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), Checks(*this, "ReadinessChecks", "all_ready;is_ready;ready"),
      HandlerRegistrations(*this, "HandlerRegistrations", DefaultHandlerRegistrations),
      WorkFunctions(*this, "WorkFunctions", DefaultWorkFunctions) {}

void ReadinessGateCheck::examine(ASTContext &Context) {
  if (!ReadinessChecks::inSight(Context, Checks))
    return;
  Unit Program(Context, Checks, HandlerRegistrations, WorkFunctions);
  examineHandlers(Program);
  for (const Expr *Refusal : refusalsForGood(Context))
    if (shouldReport(Refusal->getBeginLoc()))
      diag(placeOf(Refusal->getBeginLoc()), "this 503 has no 'Retry-After': nobody knows when to come back");
  for (const EarlySign &Sign : earlySigns(Context, Program.Asking))
    reportFlag(Sign, Context);
}

/// Whether \p Function takes requests off a connection.
static bool readsRequests(const FunctionDecl &Function) {
  class ReadFinder : public AstVisitor {
  public:
    bool Found = false;
    bool VisitCallExpr(CallExpr *Call) override {
      const FunctionDecl *Callee = Call->getDirectCallee();
      Found |=
          Callee && isOneOf(qualifiedName(*Callee), {"boost::beast::http::read", "boost::beast::http::async_read"});
      return !Found;
    }
  } Finder;
  Finder.TraverseStmt(Function.getBody());
  return Finder.Found;
}

bool ReadinessGateCheck::Unit::mayStartUnasked(const Handler &H) {
  if (H.What == Handler::Kind::Passed) {
    Visited.clear();
    return mayBePassedUnasked(*H.Body);
  }
  // silent: the server starts when the service is ready
  return !Found.Screened && !(H.Server && gateOf(*H.Server).asks());
}

/// Whether \p Function, which is passed its requests, is the one that asks, or some caller in sight has not asked.
bool ReadinessGateCheck::Unit::mayBePassedUnasked(const FunctionDecl &Function) {
  if (!Visited.insert(&Function).second)
    return false;
  if (gateOf(Function).asks())
    return true;
  return llvm::any_of(Found.Calls.lookup(&Function), [&](const HandlerCall &Use) {
    if (Use.In->isDependentContext() || !gateOf(*Use.In).isBefore(*Use.Call))
      return false;
    return Found.isPassed(*Use.In) ? mayBePassedUnasked(*Use.In) : readsRequests(*Use.In);
  });
}

namespace {

/// Finds the first work of a handler that may come before the answer is known.
class EarlyWorkFinder : public RunCodeVisitor {
public:
  EarlyWorkFinder(const FunctionDecl &Function, const HandlerWork &Work, const ReadinessChecks &Asking,
                  const ReadinessGate &Gate, const ASTContext &Context)
      : RunCodeVisitor(Context), Function(Function), Work(Work), Asking(Asking), Gate(Gate) {}

  const Expr *At = nullptr;
  const NamedDecl *What = nullptr;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitExpr(Expr *E) override {
    const NamedDecl *Name = Gate.isBefore(*E) ? Work.nameOfWork(*E, *Function.getBody()) : nullptr;
    const auto *Callee = dyn_cast_or_null<FunctionDecl>(Name);
    // Who is passed the request may ask.
    if (!Name || isForProbes(path()) || (Callee && (answersBeast(*Callee) || Asking.asksBy(*Callee))))
      return true;
    At = E;
    What = Name;
    return false;
  }

private:
  const FunctionDecl &Function;
  const HandlerWork &Work;
  const ReadinessChecks &Asking;
  const ReadinessGate &Gate;
};

} // namespace

void ReadinessGateCheck::examineHandlers(Unit &Program) {
  for (const Handler &H : Program.Found.All) {
    examineProbe(H, Program);
    if (!isProbe(H.Route) && Program.mayStartUnasked(H))
      reportEarlyWork(H, Program);
  }
}

static SourceLocation beginOfHandler(const FunctionDecl &Function) {
  return isLambdaCallOperator(&Function) ? Function.getBody()->getBeginLoc() : Function.getLocation();
}

void ReadinessGateCheck::examineProbe(const Handler &H, Unit &Program) {
  const Stmt *Answer = unaskedAnswer(*H.Body, H.Route, Program.Asking, Program.gateOf(*H.Body), Program.Context);
  if (!Answer)
    return;
  const SourceLocation Loc = isa<CompoundStmt>(Answer) ? beginOfHandler(*H.Body) : Answer->getBeginLoc();
  if (shouldReport(Loc))
    diag(placeOf(Loc), "the readiness probe answers 200 here, and has asked nothing");
}

void ReadinessGateCheck::reportEarlyWork(const Handler &H, Unit &Program) {
  EarlyWorkFinder Finder(*H.Body, Program.Work, Program.Asking, Program.gateOf(*H.Body), Program.Context);
  Finder.TraverseStmt(H.Body->getBody());
  if (!Finder.At || !shouldReport(Finder.At->getBeginLoc()))
    return;
  diag(placeOf(Finder.At->getBeginLoc()), "the handler gets to %0 before it asks whether the service is ready")
      << Finder.What;
  diag(placeOf(beginOfHandler(*H.Body)), "refuse here, with 503 and 'Retry-After', until the service is ready",
       DiagnosticIDs::Note);
}

void ReadinessGateCheck::reportFlag(const EarlySign &Sign, const ASTContext &Context) {
  const SourceLocation Loc = Sign.At->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  if (Sign.What == EarlySign::Kind::OutOfOrder) {
    diag(placeOf(Loc), "%0 is set before %1 of the same object") << Sign.Flag << Sign.Later;
    diag(placeOf(Sign.LaterStore->getBeginLoc()), "who sees %0 may not see this yet", DiagnosticIDs::Note) << Sign.Flag;
    return;
  }
  const bool Stores = Sign.What == EarlySign::Kind::RelaxedStore;
  Edits Change(Context);
  StringRef Order = Change.textOf(Sign.Order->getSourceRange());
  if (Order.consume_back("relaxed"))
    Change.replace(Sign.Order->getSourceRange(), Order + (Stores ? "release" : "acquire"));
  diag(placeOf(Loc), "%0 is %select{read|set}1 with 'memory_order_relaxed': what is ready may not be seen yet")
      << Sign.Flag << Stores << Change.hints();
}

} // namespace ron
