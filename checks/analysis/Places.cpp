// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Places.h"
#include "analysis/AstVisitor.h"

#include "analysis/Globs.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

static bool isPrefix(ArrayRef<Place::Step> Short, ArrayRef<Place::Step> Long) {
  return Short.size() <= Long.size() && Long.take_front(Short.size()) == Short;
}

bool Place::overlaps(const Place &Other) const {
  return Kind == Other.Kind && Decl == Other.Decl && (isPrefix(Steps, Other.Steps) || isPrefix(Other.Steps, Steps));
}

bool Place::isWithin(const Place &Outer) const {
  return Kind == Outer.Kind && Decl == Outer.Decl && isPrefix(Outer.Steps, Steps);
}

/// Tells equal index expressions apart from others: the variable or the constant, else the expression itself.
static const void *indexId(const Expr *Index) {
  Index = Index->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Index))
    return Ref->getDecl()->getCanonicalDecl();
  if (const auto *Literal = dyn_cast<IntegerLiteral>(Index))
    return reinterpret_cast<const void *>(Literal->getValue().getLimitedValue() * 2 + 1);
  return Index;
}

static std::optional<Place> withStep(std::optional<Place> P, Place::Step::Kind What, const void *Id) {
  if (P)
    P->Steps.push_back({What, Id});
  return P;
}

/// What a pointer-like object leads to. Only a unique_ptr or optional owns its pointee alone.
static std::optional<Place> pointee(const Expr *Pointer) {
  std::optional<Place> P = withStep(placeOf(Pointer), Place::Step::Kind::Deref, nullptr);
  const CXXRecordDecl *Class = Pointer->getType()->getAsCXXRecordDecl();
  const StringRef Name = Class ? nameOf(*Class) : StringRef();
  if (P && Name != "unique_ptr" && Name != "optional")
    P->SharedPointee = true;
  return P;
}

Place placeOf(const ValueDecl &Var) {
  if (const auto *Binding = dyn_cast<BindingDecl>(&Var)) {
    Place P = placeOf(*Binding->getDecomposedDecl());
    P.Steps.push_back({Place::Step::Kind::Member, Binding});
    return P;
  }
  const auto *Variable = dyn_cast<VarDecl>(&Var);
  if (Variable && Variable->getType()->isReferenceType() && !isa<ParmVarDecl>(Variable) && Variable->getInit())
    if (std::optional<Place> Bound = placeOf(Variable->getInit()))
      return *Bound;
  Place P;
  P.Kind = Place::Root::Variable;
  P.Decl = cast<ValueDecl>(Var.getCanonicalDecl());
  return P;
}

static std::optional<Place> placeOfCall(const CallExpr *Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    switch (Operator->getOperator()) {
    case OO_Star:
    case OO_Arrow:
      return Operator->getNumArgs() == 1 ? pointee(Operator->getArg(0)) : std::nullopt;
    case OO_Subscript:
      return withStep(placeOf(Operator->getArg(0)), Place::Step::Kind::Index, indexId(Operator->getArg(1)));
    default:
      return std::nullopt;
    }
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return std::nullopt;
  if (Callee->isInStdNamespace() && Call->getNumArgs() == 1 &&
      isOneOf(nameOf(*Callee), {"move", "forward", "as_const", "ref"}))
    return placeOf(Call->getArg(0));
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (nameOf(*Callee) == "get" && Call->getNumArgs() == 0)
      return placeOf(Object); // of a smart pointer: the pointer itself
    auto P = Object->getType()->isPointerType() && !isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) ? pointee(Object)
                                                                                                    : placeOf(Object);
    return Call->getNumArgs() == 0 ? withStep(std::move(P), Place::Step::Kind::Accessor, Callee->getCanonicalDecl())
                                   : std::nullopt;
  }
  if (Call->getNumArgs() != 0)
    return std::nullopt;
  Place P;
  P.Kind = Place::Root::Function;
  P.Decl = Callee->getCanonicalDecl();
  return P;
}

std::optional<Place> placeOf(const Expr *E) {
  if (!E)
    return std::nullopt;
  E = E->IgnoreParenImpCasts();
  if (const auto *Cleanups = dyn_cast<FullExpr>(E))
    return placeOf(Cleanups->getSubExpr());
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return E->isGLValue() || E->getType()->isPointerType() ? placeOf(Cast->getSubExpr()) : std::nullopt;
  if (isa<CXXThisExpr>(E))
    return Place();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return isa<VarDecl, BindingDecl>(Ref->getDecl()) ? std::optional(placeOf(*Ref->getDecl())) : std::nullopt;
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const ValueDecl *Decl = Member->getMemberDecl();
    if (isa<VarDecl>(Decl))
      return placeOf(*Decl); // a static data member
    const Expr *Base = Member->getBase();
    const bool Follows = Member->isArrow() && !isa<CXXThisExpr>(Base->IgnoreParenImpCasts()) &&
                         Base->getType()->isPointerType() && !isa<CXXOperatorCallExpr>(Base->IgnoreParenImpCasts());
    return withStep(Follows ? pointee(Base) : placeOf(Base), Place::Step::Kind::Member, Decl->getCanonicalDecl());
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return placeOf(Unary->getSubExpr());
    if (Unary->getOpcode() == UO_Deref)
      return isa<CXXThisExpr>(Unary->getSubExpr()->IgnoreParenImpCasts()) ? Place() : pointee(Unary->getSubExpr());
    return std::nullopt;
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = Subscript->getBase()->IgnoreParenImpCasts();
    return withStep(Base->getType()->isPointerType() ? pointee(Base) : placeOf(Base), Place::Step::Kind::Index,
                    indexId(Subscript->getIdx()));
  }
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return placeOfCall(Call);
  return std::nullopt;
}

namespace {

class MentionFinder : public AstVisitor {
public:
  explicit MentionFinder(const Place &Where) : Where(Where) {}
  unsigned Mentions = 0;
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return count(E); }
  bool VisitMemberExpr(MemberExpr *E) override { return isa<FieldDecl>(E->getMemberDecl()) ? count(E) : true; }

private:
  bool count(const Expr *E) {
    const auto P = placeOf(E);
    Mentions += P && *P == Where;
    return true;
  }
  const Place &Where;
};

} // namespace

unsigned mentions(const Stmt &S, const Place &Where) {
  MentionFinder Finder(Where);
  Finder.TraverseStmt(const_cast<Stmt *>(&S));
  return Finder.Mentions;
}

static bool isImmutable(const ValueDecl &Decl) {
  const QualType Type = Decl.getType();
  if (!Type.isConstQualified())
    return false;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return !Class || !Class->hasDefinition() || !Class->hasMutableFields();
}

/// Whether the lambda \p Function holds \p Var by value.
static bool capturesByCopy(const FunctionDecl &Function, const ValueDecl &Var) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->getParent()->isLambda())
    return false;
  for (const LambdaCapture &Capture : Method->getParent()->captures())
    if (Capture.capturesVariable() && Capture.getCapturedVar()->getCanonicalDecl() == Var.getCanonicalDecl())
      return Capture.getCaptureKind() == LCK_ByCopy;
  return false;
}

bool isSharedState(const Place &P, const FunctionDecl &Function) {
  for (const Place::Step &Step : P.Steps)
    if (Step.What == Place::Step::Kind::Member)
      if (const auto *Field = dyn_cast<FieldDecl>(static_cast<const Decl *>(Step.Id)); Field && isImmutable(*Field))
        return false;
  if (P.SharedPointee)
    return true;
  if (P.Kind != Place::Root::Variable)
    return P.Kind == Place::Root::Function || !P.Steps.empty();
  const auto *Var = dyn_cast<VarDecl>(P.Decl);
  if (!Var)
    return false;
  if (Var->hasGlobalStorage())
    return !isImmutable(*Var) && !Var->isConstexpr();
  if (Var->getType()->isReferenceType())
    return !isImmutable(*Var) && !Var->getType()->isRValueReferenceType();
  return Var->getDeclContext() != &Function && !Var->isInitCapture() && !capturesByCopy(Function, *Var);
}

bool SharedAccesses::touches(const SharedAccesses &Other) const {
  return llvm::any_of(Places, [&](const Place &A) {
    return llvm::any_of(Other.Places, [&](const Place &B) { return A.overlaps(B); });
  });
}

namespace {

class AccessCollector : public AstVisitor {
public:
  AccessCollector(const FunctionDecl &Function, SharedAccesses &Found, bool FollowCalls)
      : Function(Function), Found(Found), FollowCalls(FollowCalls) {}

  bool shouldVisitImplicitCode() const override { return true; }

  bool VisitMemberExpr(MemberExpr *E) override {
    if (isa<FieldDecl, VarDecl>(E->getMemberDecl()))
      note(E);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (isa<VarDecl, BindingDecl>(E->getDecl()))
      note(E);
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const CXXMethodDecl *Callee = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    if (!Callee || !Object || !isa<CXXThisExpr>(Object->IgnoreParenImpCasts()))
      return true;
    Calls.insert(Object->IgnoreParenImpCasts());
    const FunctionDecl *Definition = nullptr;
    if (!FollowCalls || !Callee->hasBody(Definition) || Callee->isVirtual() || Callee->isDependentContext())
      Found.Opaque = true;
    else
      AccessCollector(*Definition, Found, /*FollowCalls=*/false).TraverseStmt(Definition->getBody());
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *This) override {
    Seen.push_back(This);
    return true;
  }
  bool TraverseMemberExpr(MemberExpr *E) override {
    if (isa<FieldDecl>(E->getMemberDecl()))
      Calls.insert(E->getBase()->IgnoreParenImpCasts());
    return AstVisitor::TraverseMemberExpr(E);
  }
  /// 'this' in any other part than a member's base is handed to somebody.
  void finish() {
    for (const CXXThisExpr *This : Seen)
      if (!Calls.contains(This))
        Found.Opaque = true;
  }

private:
  void note(const Expr *E) {
    if (std::optional<Place> P = placeOf(E); P && isSharedState(*P, Function))
      Found.Places.push_back(std::move(*P));
  }

  const FunctionDecl &Function;
  SharedAccesses &Found;
  const bool FollowCalls;
  SmallVector<const CXXThisExpr *, 8> Seen;
  llvm::SmallPtrSet<const Expr *, 8> Calls;
};

} // namespace

SharedAccesses sharedAccesses(const Stmt &S, const FunctionDecl &Function) {
  SharedAccesses Found;
  AccessCollector Collector(Function, Found, /*FollowCalls=*/true);
  Collector.TraverseStmt(const_cast<Stmt *>(&S));
  Collector.finish();
  return Found;
}

} // namespace ron
