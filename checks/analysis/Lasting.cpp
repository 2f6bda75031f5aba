// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Lasting.h"
#include "analysis/AstVisitor.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

static bool isStatic(const VarDecl &Var) { return Var.hasGlobalStorage() && Var.getTLSKind() == VarDecl::TLS_None; }

static bool isStaticConstant(const ValueDecl &Decl) {
  if (isa<EnumConstantDecl, FunctionDecl>(Decl))
    return true;
  const auto *Var = dyn_cast<VarDecl>(&Decl);
  return Var && isStatic(*Var) && Var->getType().getNonReferenceType().isConstQualified();
}

/// \p E without the nodes that only convert, and without constructors that turn one text into another.
static const Expr *stripConversions(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource();
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Inner);
             Made && Made->getNumArgs() >= 1 && (Made->getNumArgs() == 1 || Made->getArg(1)->isDefaultArgument()))
      Inner = Made->getArg(0);
    else if (const auto *List = dyn_cast<InitListExpr>(Inner); List && List->getNumInits() == 1)
      Inner = List->getInit(0);
    else if (const auto *Literal = dyn_cast<UserDefinedLiteral>(Inner); Literal && Literal->getNumArgs() >= 1)
      Inner = Literal->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

std::optional<std::string> constantText(const Expr *E) {
  if (!E)
    return std::nullopt;
  E = stripConversions(E);
  if (const auto *Literal = dyn_cast<StringLiteral>(E); Literal && Literal->getCharByteWidth() == 1)
    return Literal->getString().str();
  const ValueDecl *Decl = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Decl = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Decl = Member->getMemberDecl();
  const auto *Var = dyn_cast_or_null<VarDecl>(Decl);
  if (!Var || !isStaticConstant(*Var))
    return std::nullopt;
  const Expr *Init = Var->getAnyInitializer();
  return Init && Init != E ? constantText(Init) : std::nullopt;
}

namespace {

class ConstantVisitor : public AstVisitor {
public:
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return isStaticConstant(*E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) override {
    return isa<FieldDecl, CXXConversionDecl>(E->getMemberDecl()) || isStaticConstant(*E->getMemberDecl());
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (isa<UserDefinedLiteral>(E))
      return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    return Member && isa_and_nonnull<CXXConversionDecl>(Member->getMethodDecl());
  }
  bool VisitCXXThisExpr(CXXThisExpr *) override { return false; }
  bool VisitLambdaExpr(LambdaExpr *) override { return false; }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return false; }
  bool VisitStmtExpr(StmtExpr *) override { return false; }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) override { return false; }
  bool VisitBinaryOperator(BinaryOperator *E) override { return !E->isAssignmentOp(); }
  bool VisitUnaryOperator(UnaryOperator *E) override { return !E->isIncrementDecrementOp(); }
};

class LastingVisitor : public AstVisitor {
public:
  LastingVisitor(const Expr &Whole, SourceLocation Before, Locals Allowed, const SourceManager &Sources)
      : Whole(Whole.getSourceRange()), Before(Before), Allowed(Allowed), Sources(Sources) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    const ValueDecl *Decl = E->getDecl();
    if (isa<EnumConstantDecl, FunctionDecl>(Decl))
      return true;
    const auto *Var = dyn_cast<VarDecl>(Decl);
    if (!Var)
      return false;
    if (!isStatic(*Var)) // a lambda's own
      return Sources.isBeforeInTranslationUnit(Whole.getBegin(), Var->getLocation()) &&
             Sources.isBeforeInTranslationUnit(Var->getLocation(), Whole.getEnd());
    return !Var->isStaticLocal() || Sources.isBeforeInTranslationUnit(Var->getLocation(), Before);
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    const auto *Var = dyn_cast<VarDecl>(E->getMemberDecl());
    return !Var || isStatic(*Var);
  }
  bool VisitCXXThisExpr(CXXThisExpr *) override { return Allowed == Locals::This; }
  bool VisitStmtExpr(StmtExpr *) override { return false; }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) override { return false; }

private:
  const SourceRange Whole;
  const SourceLocation Before;
  const Locals Allowed;
  const SourceManager &Sources;
};

class VisibilityVisitor : public AstVisitor {
public:
  explicit VisibilityVisitor(const CXXRecordDecl &Class) : Class(Class) {}
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    const ValueDecl *Decl = E->getDecl();
    const SourceManager &Sources = Decl->getASTContext().getSourceManager();
    if (Class.Encloses(Decl->getDeclContext()) || isa<CXXMethodDecl>(Decl) ||
        Decl->getDeclName().getCXXOverloadedOperator() != OO_None)
      return true;
    return Sources.isBeforeInTranslationUnit(E->getFoundDecl()->getLocation(), Class.getBeginLoc()) &&
           (E->hasQualifier() || Decl->getDeclContext()->Encloses(&Class));
  }

private:
  const CXXRecordDecl &Class;
};

class ThisVisitor : public AstVisitor {
public:
  bool VisitCXXThisExpr(CXXThisExpr *E) override {
    Class = E->getType()->getPointeeCXXRecordDecl();
    return false;
  }
  const CXXRecordDecl *Class = nullptr;
};

class ParameterVisitor : public AstVisitor {
public:
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return !isa<ParmVarDecl>(E->getDecl()); }
};

} // namespace

bool mentionsParameter(const Stmt &S) { return !ParameterVisitor().TraverseStmt(const_cast<Stmt *>(&S)); }

bool isVisibleIn(const CXXRecordDecl &Class, const Expr &E) {
  return VisibilityVisitor(Class).TraverseStmt(const_cast<Expr *>(&E));
}

const CXXRecordDecl *classOfThis(const Expr &E) {
  ThisVisitor Visitor;
  Visitor.TraverseStmt(const_cast<Expr *>(&E));
  return Visitor.Class ? Visitor.Class->getDefinition() : nullptr;
}

bool isConstant(const Expr &E) {
  return !E.isInstantiationDependent() && ConstantVisitor().TraverseStmt(const_cast<Expr *>(&E));
}

bool mentionsOnlyLasting(const Expr &E, const SourceManager &Sources, SourceLocation Before, Locals Allowed) {
  return !E.isInstantiationDependent() &&
         LastingVisitor(E, Before, Allowed, Sources).TraverseStmt(const_cast<Expr *>(&E));
}

bool outlivesFunction(const Expr &Whole, Locals Allowed) {
  const Expr *E = Whole.IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && isStatic(*Var);
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Member->getMemberDecl());
    return Var ? isStatic(*Var) : outlivesFunction(*Member->getBase(), Allowed);
  }
  if (isa<CXXThisExpr>(E))
    return Allowed == Locals::This;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf) &&
           outlivesFunction(*Unary->getSubExpr(), Allowed);
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !Call->getDirectCallee())
    return false;
  const QualType Given = Call->getDirectCallee()->getReturnType();
  if (!Given->isLValueReferenceType() && !Given->isPointerType())
    return false;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow) &&
           outlivesFunction(*Operator->getArg(0), Allowed);
  if (!llvm::all_of(Call->arguments(), [](const Expr *Argument) { return isConstant(*Argument); }))
    return false;
  const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Call);
  return !MemberCall || outlivesFunction(*MemberCall->getImplicitObjectArgument(), Allowed);
}

/// Whether \p Init makes a new object and owns it: 'new', make_shared, make_unique.
static bool makesObject(const Expr *Init) {
  Init = stripConversions(Init);
  if (isa<CXXNewExpr>(Init))
    return true;
  const auto *Call = dyn_cast<CallExpr>(Init);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && isOneOf(nameOf(*Callee), {"make_shared", "make_unique", "allocate_shared", "make_lw_shared"});
}

bool isMadeBy(const Expr &Whole, const FunctionDecl &Function) {
  const Expr *E = Whole.IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal() || isa<ParmVarDecl>(Var) ||
        Var->getDeclContext() != &Function)
      return false;
    const CXXRecordDecl *Class = Var->getType()->getAsCXXRecordDecl();
    if (Var->getType()->isReferenceType())
      return Var->getInit() && isMadeBy(*Var->getInit(), Function);
    if (!Var->getType()->isPointerType() && !(Class && nameOf(*Class).ends_with("_ptr")))
      return true;
    return Var->getInit() && makesObject(Var->getInit());
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl>(Member->getMemberDecl()) && isMadeBy(*Member->getBase(), Function);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return isMadeBy(*Unary->getSubExpr(), Function);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return isMadeBy(*Operator->getArg(0), Function);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return isMadeBy(*Call->getImplicitObjectArgument(), Function);
  return false;
}

} // namespace ron
