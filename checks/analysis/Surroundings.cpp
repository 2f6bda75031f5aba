// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Surroundings.h"
#include "analysis/AstVisitor.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

static const Stmt *stmtAt(CodePath Path, size_t I) {
  return I < Path.size() ? Path[I].dyn_cast<const Stmt *>() : nullptr;
}
static const Decl *declAt(CodePath Path, size_t I) {
  return I < Path.size() ? Path[I].dyn_cast<const Decl *>() : nullptr;
}

Frame frameOf(CodePath Path) {
  for (size_t I = Path.size(); I-- > 0;) {
    if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(stmtAt(Path, I))) {
      if (isa_and_nonnull<CompoundStmt, CoroutineBodyStmt>(stmtAt(Path, I + 1)))
        return {Frame::Kind::Function, Lambda->getCallOperator(), I};
      continue;
    }
    const Decl *D = declAt(Path, I);
    if (const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(D))
      return {Frame::Kind::DefaultArgument, dyn_cast<FunctionDecl>(Parameter->getDeclContext()), I};
    if (const auto *Var = dyn_cast_or_null<VarDecl>(D); Var && Var->hasGlobalStorage())
      return {Frame::Kind::StaticInitialiser, nullptr, I};
    if (isa_and_nonnull<FieldDecl>(D))
      return {Frame::Kind::MemberInitialiser, nullptr, I};
    if (const auto *Function = dyn_cast_or_null<FunctionDecl>(D))
      return {Frame::Kind::Function, Function, I};
  }
  return {};
}

const FunctionDecl *canonicalFunction(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  return (Pattern ? Pattern : &Function)->getCanonicalDecl();
}

size_t parentIndex(CodePath Path) {
  size_t I = Path.size() - 1;
  while (I > 0) {
    const Stmt *S = stmtAt(Path, --I);
    if (!isa_and_nonnull<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(S))
      break;
  }
  return I;
}

bool isUnevaluated(CodePath Path, const ASTContext &Context) {
  for (size_t I = 0; I + 1 < Path.size(); ++I) {
    const Stmt *S = stmtAt(Path, I);
    if (isa_and_nonnull<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr>(S))
      return true;
    const auto *If = dyn_cast_or_null<IfStmt>(S);
    if (!If || !If->isConstexpr() || If->getCond()->isValueDependent())
      continue;
    const Stmt *Child = stmtAt(Path, I + 1);
    if (Child != If->getThen() && Child != If->getElse())
      continue;
    if (const auto Taken = If->getNondiscardedCase(Context); Taken && *Taken != Child)
      return true;
  }
  return false;
}

const Stmt *loopAround(CodePath Path) {
  const Frame Around = frameOf(Path);
  for (size_t I = Path.size() - 1; I-- > Around.Depth;) {
    const Stmt *S = stmtAt(Path, I);
    const Stmt *Child = stmtAt(Path, I + 1);
    if (isa_and_nonnull<WhileStmt, DoStmt>(S))
      return S;
    if (const auto *For = dyn_cast_or_null<ForStmt>(S); For && Child && Child != For->getInit())
      return S;
    if (const auto *Range = dyn_cast_or_null<CXXForRangeStmt>(S); Range && Child == Range->getBody())
      return S;
  }
  return nullptr;
}

namespace {

class SuspensionFinder : public AstVisitor {
public:
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override {
    const auto *Await = dyn_cast<CoawaitExpr>(E);
    return Await && Await->isImplicit();
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) override { return false; }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
};

} // namespace

bool isInSuspendingLoop(CodePath Path) {
  const Frame Around = frameOf(Path);
  for (size_t I = Path.size() - 1; I-- > Around.Depth;) {
    const Stmt *S = stmtAt(Path, I);
    if (isa_and_nonnull<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S) &&
        !SuspensionFinder().TraverseStmt(const_cast<Stmt *>(S)))
      return true;
  }
  return false;
}

const Stmt *statementInBlock(CodePath Path) {
  const Frame Around = frameOf(Path);
  for (size_t I = Path.size() - 1; I-- > Around.Depth;)
    if (isa_and_nonnull<CompoundStmt>(stmtAt(Path, I))) {
      const Stmt *Statement = stmtAt(Path, I + 1);
      return isa_and_nonnull<SwitchCase, LabelStmt>(Statement) ? nullptr : Statement;
    }
  return nullptr;
}

/// Whether execution never comes out behind \p S.
static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    return !Block->body_empty() && leaves(Block->body_back());
  if (const auto *Case = dyn_cast_or_null<SwitchCase>(S))
    return leaves(Case->getSubStmt());
  if (const auto *E = dyn_cast_or_null<Expr>(S)) {
    const auto *Call = dyn_cast<CallExpr>(E->IgnoreImplicit());
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return isa<CXXThrowExpr>(E->IgnoreImplicit()) || (Callee && Callee->isNoReturn());
  }
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(S);
}

/// Whether a branch on \p Path below \p From leaves, so that nothing behind it runs after the last node.
static bool leavesBranch(CodePath Path, size_t From) {
  for (size_t I = From; I + 1 < Path.size(); ++I) {
    const auto *If = dyn_cast_or_null<IfStmt>(stmtAt(Path, I));
    const Stmt *Branch = stmtAt(Path, I + 1);
    if (If && Branch && (Branch == If->getThen() || Branch == If->getElse()) && leaves(Branch))
      return true;
  }
  return false;
}

/// Whether control leaves the block \p Block on the way from its statement \p From to \p To.
static bool leavesBetween(const CompoundStmt &Block, const Stmt *From, const Stmt *To) {
  bool Between = false;
  for (const Stmt *Statement : Block.body()) {
    if (Statement == To)
      return false;
    Between |= Statement == From;
    if (Between && leaves(Statement))
      return true;
  }
  return false;
}

bool areExclusive(CodePath First, CodePath Second) {
  const Frame A = frameOf(First);
  const Frame B = frameOf(Second);
  const auto *FirstMaker = dyn_cast_or_null<CXXConstructorDecl>(A.Function);
  const auto *SecondMaker = dyn_cast_or_null<CXXConstructorDecl>(B.Function);
  if (FirstMaker && SecondMaker && FirstMaker != SecondMaker && FirstMaker->getParent() == SecondMaker->getParent())
    return true;
  size_t Common = 0;
  while (Common < First.size() && Common < Second.size() && First[Common] == Second[Common])
    ++Common;
  const Stmt *Around = Common == 0 ? nullptr : stmtAt(First, Common - 1);
  const Stmt *FromFirst = stmtAt(First, Common);
  const Stmt *FromSecond = stmtAt(Second, Common);
  if (!Around || !FromFirst || !FromSecond)
    return false;
  if (const auto *If = dyn_cast<IfStmt>(Around))
    return FromFirst == If->getThen() && FromSecond == If->getElse();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Around))
    return FromFirst == Choice->getTrueExpr() && FromSecond == Choice->getFalseExpr();
  if (leavesBranch(First, Common))
    return true;
  const auto *Block = dyn_cast<CompoundStmt>(Around);
  return Block && leavesBetween(*Block, FromFirst, FromSecond);
}

} // namespace ron
