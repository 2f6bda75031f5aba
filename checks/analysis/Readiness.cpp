// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Readiness.h"

#include "analysis/AstVisitor.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Places.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace ron {

/// Functions that give a part or another name of what they are given.
static bool handsOut(const FunctionDecl &Callee) {
  return isOneOf(nameOf(Callee), {"move", "forward", "get", "begin", "front", "back", "at", "value"}) ||
         isOneOf(
             getOperatorSpelling(Callee.getOverloadedOperator() == OO_None ? OO_Comma : Callee.getOverloadedOperator()),
             {"*", "->", "[]"});
}

static const Expr *withoutMove(const Expr *E) {
  while (E) {
    E = E->IgnoreUnlessSpelledInSource();
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || !isInStd(*Callee) || Call->getNumArgs() != 1 || !isOneOf(nameOf(*Callee), {"move", "forward"}))
      return E;
    E = Call->getArg(0);
  }
  return E;
}

const Expr *objectOf(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return withoutMove(Member->getImplicitObjectArgument());
  return Call.getNumArgs() > 0 ? withoutMove(Call.getArg(0)) : nullptr;
}

const ValueDecl *namedBy(const Expr *Object) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Object))
    return Ref->getDecl();
  const auto *Member = dyn_cast_or_null<MemberExpr>(Object);
  return Member ? Member->getMemberDecl() : nullptr;
}

/// Whether \p E is the result of a 'co_await', or a part of it.
static bool comesFromAwait(const Expr *E, unsigned Depth = 0) {
  E = E ? withoutMove(E) : nullptr;
  if (!E || Depth > 8)
    return false;
  if (isa<CoawaitExpr, DependentCoawaitExpr>(E))
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return comesFromAwait(Member->getBase(), Depth + 1);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return comesFromAwait(Unary->getSubExpr(), Depth + 1);
  if (const auto *Index = dyn_cast<ArraySubscriptExpr>(E))
    return comesFromAwait(Index->getBase(), Depth + 1);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
    const auto *Var = dyn_cast_or_null<VarDecl>(Binding ? Binding->getDecomposedDecl() : Ref->getDecl());
    return Var && !isa<ParmVarDecl>(Var) && comesFromAwait(Var->getInit(), Depth + 1);
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  const auto *Callee = Call ? dyn_cast_or_null<FunctionDecl>(Call->getCalleeDecl()) : nullptr;
  return Callee && handsOut(*Callee) && comesFromAwait(objectOf(*Call), Depth + 1);
}

namespace {

/// Looks, before a call, for what makes its object ready.
class ReadyFinder : public AstVisitor {
public:
  ReadyFinder(const CallExpr &Call, Blocking Kind, const Place &Object, const ASTContext &Context)
      : Call(Call), Kind(Kind), Object(Object), Context(Context) {}

  bool Found = false;

  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override { return see(*E, *E->getOperand()); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) override { return see(*E, *E->getOperand()); }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Other) override {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Other->getCalleeDecl());
    if (!Method || Other == &Call || !isBefore(*Other) || !isObject(*Other->getImplicitObjectArgument()))
      return true;
    const StringRef Name = nameOf(*Method);
    if (Kind == Blocking::Operation)
      Found |= Name == "available";
    else
      Found |=
          isOneOf(Name, {"wait", "is_ready", "isReady", "ready", "available", "poll"}) || hasNoTime(*Other, Context);
    return !Found;
  }

private:
  bool isBefore(const Expr &E) const {
    return Context.getSourceManager().isBeforeInTranslationUnit(E.getEndLoc(), Call.getEndLoc());
  }
  bool isObject(const Expr &E) const {
    const std::optional<Place> Where = placeOf(&E);
    return Where && *Where == Object;
  }
  bool see(const Expr &Await, const Expr &Operand) {
    if (!isBefore(Await) || mentions(Operand, Object) == 0)
      return true;
    // Of Asio's objects only the wait for readiness makes the next operation ready.
    const auto *Awaited = dyn_cast<CallExpr>(Operand.IgnoreUnlessSpelledInSource());
    const auto *Callee = Awaited ? dyn_cast_or_null<NamedDecl>(Awaited->getCalleeDecl()) : nullptr;
    Found |= Kind != Blocking::Operation || (Callee && nameOf(*Callee) == "async_wait");
    return !Found;
  }

  const CallExpr &Call;
  const Blocking Kind;
  const Place &Object;
  const ASTContext &Context;
};

} // namespace

namespace {

/// Collects the local variables that some code names, in lambdas too.
class VariableFinder : public AstVisitor {
public:
  llvm::SmallPtrSet<const VarDecl *, 8> Named;

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (const auto *Var = dyn_cast<VarDecl>(E->getDecl()); Var && Var->isLocalVarDeclOrParm())
      Named.insert(Var);
    return true;
  }
};

/// Looks for an await of one of \p Wanted before a call.
class SignalFinder : public AstVisitor {
public:
  SignalFinder(const CallExpr &Call, const llvm::SmallPtrSetImpl<const VarDecl *> &Wanted, const SourceManager &Sources)
      : Call(Call), Wanted(Wanted), Sources(Sources) {}

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override {
    if (!Sources.isBeforeInTranslationUnit(E->getEndLoc(), Call.getBeginLoc()))
      return true;
    VariableFinder Awaited;
    Awaited.TraverseStmt(E->getOperand());
    return llvm::none_of(Awaited.Named, [&](const VarDecl *Var) { return Wanted.count(Var) != 0; });
  }

private:
  const CallExpr &Call;
  const llvm::SmallPtrSetImpl<const VarDecl *> &Wanted;
  const SourceManager &Sources;
};

} // namespace

/// Whether \p Call joins a local thread whose code names something that was awaited before: it has told of its end.
static bool joinsAfterSignal(const CallExpr &Call, const Stmt &Body, const ASTContext &Context) {
  const auto *Callee = dyn_cast_or_null<NamedDecl>(Call.getCalleeDecl());
  const auto *Thread = dyn_cast_or_null<VarDecl>(namedBy(objectOf(Call)));
  if (!Callee || nameOf(*Callee) != "join" || !Thread || !Thread->getInit())
    return false;
  VariableFinder Code;
  Code.TraverseStmt(const_cast<Expr *>(Thread->getInit()));
  return !SignalFinder(Call, Code.Named, Context.getSourceManager()).TraverseStmt(const_cast<Stmt *>(&Body));
}

bool isKnownReady(const CallExpr &Call, Blocking Kind, const Stmt &Body, const ASTContext &Context) {
  if (Kind != Blocking::Future && Kind != Blocking::Operation)
    return joinsAfterSignal(Call, Body, Context);
  const Expr *Object = objectOf(Call);
  if (!Object || (Kind == Blocking::Future && comesFromAwait(Object)))
    return Object != nullptr;
  const std::optional<Place> Where = placeOf(Object);
  if (!Where)
    return false;
  ReadyFinder Finder(Call, Kind, *Where, Context);
  Finder.TraverseStmt(const_cast<Stmt *>(&Body));
  return Finder.Found;
}

} // namespace ron
