// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Locks that have the value in them: folly::Synchronized, boost::synchronized_value.
#include "analysis/CriticalSections.h"
#include "analysis/FileUses.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

namespace {

/// Follows every use of a lock with a scalar in it, until one is not understood.
class ValueVisitor : public AncestorVisitor {
public:
  ValueVisitor(const ValueDecl &Lock, const ASTContext &Context) : Lock(Lock), Context(Context) {}

  GuardedScalar Found;
  bool Complete = true;

  bool VisitMemberExpr(MemberExpr *E) override {
    if (E->getMemberDecl() == &Lock)
      Complete = Complete && isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()) && take(*E);
    return Complete;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl()->getCanonicalDecl() == Lock.getCanonicalDecl())
      Complete = Complete && take(*E);
    return Complete;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    return Complete = Complete && E->getMember() != Lock.getDeclName();
  }

private:
  bool take(const Expr &Name);
  bool takeCall(const CXXMemberCallExpr &Call, Path Way, const Expr &Name);
  bool takeAccess(Path Way, const Expr &Name);
  bool takeLambda(const CXXMemberCallExpr &Call);
  bool add(CriticalSection Section, const ValueDecl &Alias);
  bool addFree(ScalarUse Use);

  const ValueDecl &Lock;
  const ASTContext &Context;
};

} // namespace

bool ValueVisitor::addFree(ScalarUse Use) {
  Found.Free.push_back(Use);
  return Use.What != ScalarUse::Kind::Other;
}

bool ValueVisitor::add(CriticalSection Section, const ValueDecl &Alias) {
  std::optional<SectionContent> Content = contentOf(Section.Body, &Alias, Context);
  if (!Content)
    return false;
  Section.Content = std::move(*Content);
  Found.Sections.push_back(std::move(Section));
  return true;
}

/// 'lock.withWLock([](auto &value) { … })'
bool ValueVisitor::takeLambda(const CXXMemberCallExpr &Call) {
  const auto *Lambda = dyn_cast<LambdaExpr>(Call.getArg(0)->IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *Body = Lambda ? Lambda->getCallOperator() : nullptr;
  if (const FunctionTemplateDecl *Template = Body ? Body->getDescribedFunctionTemplate() : nullptr) {
    const auto Made = Template->specializations();
    if (std::distance(Made.begin(), Made.end()) != 1)
      return false; // other types would be other code
    Body = cast<CXXMethodDecl>(*Made.begin());
  }
  if (!Body || Body->getNumParams() != 1 || !Body->getBody())
    return false;
  CriticalSection Section;
  Section.Body.push_back(Body->getBody());
  return add(std::move(Section), *Body->getParamDecl(0));
}

/// The end of \p Way holds the lock: '*lock.wlock()', or 'auto held = lock.wlock();'
bool ValueVisitor::takeAccess(Path Way, const Expr &Name) {
  const Stmt *Operand = Way.back();
  for (Way = Way.drop_back();
       !Way.empty() &&
       isa<ImplicitCastExpr, FullExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Way.back());
       Way = Way.drop_back())
    Operand = Way.back();
  if (Way.size() < 2)
    return false;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Way.back()))
    return Operator->getOperator() == OO_Star && Operator->getArg(0) == Operand && addFree(scalarUse(Way, Name));
  const auto *Declared = dyn_cast<DeclStmt>(Way.back());
  const auto *Block = Declared ? dyn_cast<CompoundStmt>(Way.drop_back().back()) : nullptr;
  const auto *Var = Block && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal() || !Var->getType()->isRecordType())
    return false;
  CriticalSection Section;
  Section.Locks = Declared;
  const auto First = llvm::find(Block->body(), Declared);
  Section.Body.append(std::next(First), Block->body_end());
  return add(std::move(Section), *Var);
}

bool ValueVisitor::takeCall(const CXXMemberCallExpr &Call, Path Way, const Expr &Name) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method)
    return false;
  const StringRef Called = nameOf(*Method);
  const unsigned Arguments = Call.getNumArgs();
  if (Arguments == 0 && isOneOf(Called, {"copy", "get", "value"}))
    return !Method->getReturnType()->isReferenceType() && addFree({&Name, &Call, ScalarUse::Kind::Load, true});
  if (Arguments == 1 && Called == "exchange")
    return addFree({&Name, &Name, ScalarUse::Kind::Exchange, true});
  if (Arguments == 0 && isOneOf(Called, {"wlock", "rlock", "ulock", "lock", "synchronize"}))
    return takeAccess(Way, Name);
  return Arguments == 1 && isOneOf(Called, {"withWLock", "withRLock", "withULock", "withLock"}) && takeLambda(Call);
}

/// Whether \p Lambda captures \p Var by reference.
static bool refersTo(const LambdaExpr &Lambda, const ValueDecl &Var) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Capture) {
    return Capture.capturesVariable() && Capture.getCapturedVar() == &Var && Capture.getCaptureKind() == LCK_ByRef;
  });
}

/// What is done with the lock that \p Name, at the end of the path, names.
bool ValueVisitor::take(const Expr &Name) {
  Path Way = path().drop_back();
  const Stmt *Operand = &Name;
  for (; !Way.empty() && isa<ImplicitCastExpr, ParenExpr>(Way.back()); Way = Way.drop_back())
    Operand = Way.back();
  if (Way.empty())
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Way.back()))
    return refersTo(*Lambda, Lock); // its uses are seen inside
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Way.back())) {
    if (Operator->getArg(0) != Operand)
      return false;
    if (Operator->getOperator() == OO_Star)
      return addFree(scalarUse(Way, Name));
    return Operator->getOperator() == OO_Equal && Operator->getArg(1)->getType()->isScalarType() &&
           addFree({&Name, &Name, ScalarUse::Kind::Store, true});
  }
  const auto *Call = Way.size() < 2 ? nullptr : dyn_cast<CXXMemberCallExpr>(Way.drop_back().back());
  return isa<MemberExpr>(Way.back()) && Call && takeCall(*Call, Way.drop_back(), Name);
}

std::optional<GuardedScalar> scalarInside(const ValueDecl &Lock, const ASTContext &Context) {
  if (!isOfThisFile(Lock, Context.getSourceManager()))
    return std::nullopt;
  ValueVisitor Visitor(Lock, Context);
  Visitor.Found.Lock = Visitor.Found.Scalar = &Lock;
  visitUsers(Lock, Visitor, Context);
  if (!Visitor.Complete || (Visitor.Found.Sections.empty() && Visitor.Found.Free.empty()))
    return std::nullopt;
  return std::move(Visitor.Found);
}

} // namespace ron
