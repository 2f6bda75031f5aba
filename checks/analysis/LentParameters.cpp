// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LentParameters.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/TaskLives.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

/// Whether \p Type is that of a byte, or of anything.
static bool isByteLike(QualType Type) {
  return Type->isVoidType() || Type->isAnyCharacterType() || Type->isStdByteType();
}

bool LentParameterModel::borrows(const ParmVarDecl &Parameter) const {
  const QualType Type = Parameter.getType();
  if (Type->isPointerType())
    return Type->getPointeeType().isConstQualified() && isByteLike(Type->getPointeeType());
  if (Type->isLValueReferenceType())
    return Type->getPointeeType().isConstQualified() && Type->getPointeeType()->isObjectType();
  return Type->isRValueReferenceType() || Lenders.isView(Type);
}

/// Whether the body of \p Coroutine starts only when its task is awaited or started, as far as is known.
static bool isLazy(const FunctionDecl &Coroutine) {
  const auto *Body = cast<CoroutineBodyStmt>(Coroutine.getBody());
  const auto *Await = dyn_cast_or_null<Expr>(Body->getInitSuspendStmt());
  const auto *Suspend = Await ? dyn_cast<CoawaitExpr>(Await->IgnoreImplicit()) : nullptr;
  const CXXRecordDecl *Awaiter = Suspend ? recordOf(Suspend->getCommonExpr()->getType()) : nullptr;
  return Awaiter && nameOf(*Awaiter) == "suspend_always";
}

namespace {

/// Finds a use of a parameter that may come after a suspension, or, of a lazy coroutine, any.
class UseFinder : public UserCodeVisitor {
public:
  UseFinder(const FunctionDecl &Coroutine, const ParmVarDecl &Parameter, const Globs &SafeAwaitables,
            const ASTContext &Context)
      : UserCodeVisitor(Context), Coroutine(Coroutine), Parameter(Parameter), SafeAwaitables(SafeAwaitables),
        Sources(Context.getSourceManager()) {}

  const Expr *find() {
    TraverseDecl(const_cast<FunctionDecl *>(&Coroutine));
    const bool Lazy = isLazy(Coroutine);
    for (const Point &Use : Uses)
      if (Lazy || llvm::any_of(Suspensions, [&](const Point &Suspension) { return mayFollow(Use, Suspension); }))
        return cast<Expr>(Use.At);
    return nullptr;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl() == &Parameter)
      note(Uses, *E);
    return true;
  }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override { return noteSuspension(*E); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) override { return noteSuspension(*E); }

private:
  struct Point {
    const Stmt *At;
    SmallVector<CodeNode, 16> Path;
  };
  void note(std::vector<Point> &Into, const Stmt &At) { Into.push_back({&At, SmallVector<CodeNode, 16>(path())}); }
  bool noteSuspension(const Expr &E) {
    if (isSuspension(E, SafeAwaitables) && frameOf(path()).Function == &Coroutine)
      note(Suspensions, E);
    return true;
  }
  bool mayFollow(const Point &Use, const Point &Suspension) const {
    const auto IsCommonLoop = [&](const CodeNode &Node) {
      const Stmt *S = Node.dyn_cast<const Stmt *>();
      return isa_and_nonnull<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S) && llvm::is_contained(Use.Path, Node);
    };
    if (llvm::any_of(Suspension.Path, IsCommonLoop))
      return true;
    return Sources.isBeforeInTranslationUnit(Suspension.At->getEndLoc(), Use.At->getBeginLoc()) &&
           !areExclusive(Suspension.Path, Use.Path);
  }

  const FunctionDecl &Coroutine;
  const ParmVarDecl &Parameter;
  const Globs &SafeAwaitables;
  const SourceManager &Sources;
  std::vector<Point> Uses, Suspensions;
};

} // namespace

/// Whether \p From has ended when the task of \p Site, of the life \p Life, goes on.
static bool mayEndFirst(const Lender &From, TaskLife Life, const CallSite &Site, const ASTContext &Context) {
  if (!From || Life == TaskLife::Over)
    return false;
  if (From.What == Lender::Kind::Temporary || Life == TaskLife::Returned)
    return true;
  return Life == TaskLife::Loose && endsUnawaited(*From.Var, Site.Path, *Site.Where.Function, Context);
}

std::vector<LentParameter>
LentParameterModel::lentParameters(ASTContext &Context, const llvm::DenseSet<const FunctionDecl *> &Coroutines) const {
  std::vector<LentParameter> Found;
  llvm::DenseSet<SourceLocation> Known;
  const auto IsWanted = [&](const CallExpr &Call) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    return Callee && Coroutines.count(canonicalFunction(*Callee)) != 0;
  };
  for (const CallSite &Site : callSites(Context, IsWanted)) {
    const FunctionDecl *Coroutine = nullptr;
    if (!Site.Where.Function || !Site.Call->getDirectCallee()->hasBody(Coroutine) || !coroutineBody(*Coroutine))
      continue;
    const TaskLife Life = lifeOf(Site.Path, !isLazy(*Coroutine), SpawnFunctions);
    const unsigned Offset = isa<CXXOperatorCallExpr>(Site.Call) ? 1 : 0; // the object is its first argument
    for (unsigned I = 0; Life != TaskLife::Over && I < Coroutine->getNumParams(); ++I) {
      const ParmVarDecl &Parameter = *Coroutine->getParamDecl(I);
      if (I + Offset >= Site.Call->getNumArgs() || !borrows(Parameter) || Known.count(Parameter.getLocation()) != 0)
        continue;
      const Expr *Argument = Site.Call->getArg(I + Offset);
      const Lender From = Parameter.getType()->isReferenceType() ? Lenders.boundTo(Argument, *Site.Where.Function)
                                                                 : Lenders.viewedBy(Argument, *Site.Where.Function);
      if (!mayEndFirst(From, Life, Site, Context))
        continue;
      if (const Expr *Use = UseFinder(*Coroutine, Parameter, SafeAwaitables, Context).find()) {
        Known.insert(Parameter.getLocation());
        Found.push_back({Coroutine, I, Argument, From, Use});
      }
    }
  }
  return Found;
}

} // namespace ron
