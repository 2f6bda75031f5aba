// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ReadinessProbes.h"

#include "analysis/Ancestors.h"
#include "analysis/Names.h"
#include "analysis/Responses.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

namespace ron {

static StringRef lastPart(StringRef Route) { return Route.split('?').first.rtrim('/').rsplit('/').second; }

static bool isReadinessRoute(StringRef Route) {
  return Route.starts_with("/") && isOneOf(lastPart(Route), {"readyz", "ready", "readiness"});
}

bool isProbe(StringRef Route) {
  return isReadinessRoute(Route) ||
         (Route.starts_with("/") && isOneOf(lastPart(Route), {"livez", "live", "liveness", "healthz", "health",
                                                              "metrics", "ping", "version", "status"}));
}

static bool namesRoute(const Stmt &S, llvm::function_ref<bool(StringRef)> Is) {
  if (const auto *Text = dyn_cast<StringLiteral>(&S))
    return Text->isOrdinary() && Is(Text->getString());
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && namesRoute(*Child, Is); });
}

/// Whether an 'if' on \p Where takes the way there for a route that \p Is.
static bool isUnderRoute(Path Where, llvm::function_ref<bool(StringRef)> Is) {
  for (size_t I = 0; I + 1 < Where.size(); ++I)
    if (const auto *If = dyn_cast<IfStmt>(Where[I]);
        If && Where[I + 1] == If->getThen() && namesRoute(*If->getCond(), Is))
      return true;
  return false;
}

bool isForProbes(Path Where) { return isUnderRoute(Where, isProbe); }

namespace {

/// What the code of a probe says and does.
class AnswerFinder : public RunCodeVisitor {
public:
  AnswerFinder(bool ForProbe, const ReadinessGate &Gate, const ASTContext &Context)
      : RunCodeVisitor(Context), ForProbe(ForProbe), Gate(Gate), Context(Context) {}

  const Stmt *Return = nullptr; // of 200, with nobody asked
  bool Unclear = false;         // says no, or leaves the answer to others

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseStmt(Stmt *S) override {
    if (S && isa<ReturnStmt, CoreturnStmt>(S) && Gate.isBefore(*S)) {
      SmallVector<const Stmt *, 32> Way(path());
      Way.push_back(S);
      const bool Here = ForProbe || isUnderRoute(Way, isReadinessRoute);
      if (Here && !Return && says(*S, 200) && !saysNo(*S))
        Return = S;
    }
    return RunCodeVisitor::TraverseStmt(S);
  }
  bool VisitExpr(Expr *E) override {
    const FunctionDecl *Callee = calleeOf(*E);
    const bool Elsewhere = Callee && !Callee->hasBody() && !Callee->isImplicit() && !Callee->isDefaulted() &&
                           !Context.getSourceManager().isInSystemHeader(Callee->getLocation());
    const auto *Assignment = dyn_cast<BinaryOperator>(E);
    const auto *Field = Assignment && Assignment->isAssignmentOp()
                            ? dyn_cast<MemberExpr>(Assignment->getLHS()->IgnoreParenImpCasts())
                            : nullptr;
    const bool Computed = Field && isOneOf(nameOf(*Field->getMemberDecl()), {"status", "code"}) &&
                          statusOf(*Assignment->getRHS()->IgnoreParenImpCasts(), Context) == 0;
    Unclear |= Elsewhere || Computed || statusOf(*E, Context) >= 300;
    return true;
  }

private:
  bool says(const Stmt &S, unsigned Status) const {
    const auto *E = dyn_cast<Expr>(&S);
    return (E && statusOf(*E, Context) == Status) ||
           llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && says(*Child, Status); });
  }
  bool saysNo(const Stmt &S) const { return says(S, 503) || says(S, 500); }

  const bool ForProbe;
  const ReadinessGate &Gate;
  const ASTContext &Context;
};

} // namespace

const Stmt *unaskedAnswer(const FunctionDecl &Function, StringRef Route, const ReadinessChecks &Checks,
                          const ReadinessGate &Gate, const ASTContext &Context) {
  const bool ForProbe = isReadinessRoute(Route);
  AnswerFinder Finder(ForProbe, Gate, Context);
  Finder.TraverseStmt(Function.getBody());
  if (Finder.Return)
    return Finder.Return;
  return ForProbe && !Finder.Unclear && !Checks.asksIn(Function) ? Function.getBody() : nullptr;
}

} // namespace ron
