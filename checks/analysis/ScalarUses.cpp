// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ScalarUses.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

bool fitsAtomic(QualType Type, const ASTContext &Context) {
  if (Type->isDependentType() || Type.isConstQualified() || Type.isVolatileQualified())
    return false;
  const bool Number = Type->isIntegerType() && !Type->isEnumeralType() && Context.getTypeSize(Type) <= 64;
  return Number ||
         (Type->isPointerType() && !Type->getPointeeType()->isFunctionType() && !Type->getPointeeType()->isArrayType());
}

/// Whether \p S, around access to a value, still gives access to the same value.
static bool passesOn(const Stmt &S) {
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&S))
    return Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_UserDefinedConversion;
  if (const auto *Member = dyn_cast<MemberExpr>(&S))
    return isa<CXXConversionDecl>(Member->getMemberDecl());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
    return isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl());
  return isa<ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(&S);
}

/// Whether nobody can tell that the operation at the end of \p Way gives a value in place of the object.
static bool wantsValueOnly(Path Way) {
  if (!cast<Expr>(Way.back())->isGLValue())
    return true;
  Way = Way.drop_back();
  while (!Way.empty() && isa<ParenExpr, FullExpr>(Way.back()))
    Way = Way.drop_back();
  if (Way.empty())
    return true;
  if (const auto *Cast = dyn_cast<CastExpr>(Way.back()))
    return Cast->getCastKind() == CK_LValueToRValue || Cast->getCastKind() == CK_ToVoid;
  return !isa<Expr, ReturnStmt, DeclStmt>(Way.back());
}

static bool isStdExchange(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Call.getNumArgs() == 2 && nameOf(*Callee) == "exchange" && Callee->isInStdNamespace();
}

/// Whether an atomic of the type of \p Operator's left side has the same operator.
static bool hasAtomicForm(const CompoundAssignOperator &Operator) {
  const QualType Type = Operator.getLHS()->getType();
  if (!Operator.getRHS()->getType()->isIntegralOrEnumerationType() || Type->isBooleanType())
    return false;
  const BinaryOperatorKind Kind = Operator.getOpcode();
  return Kind == BO_AddAssign || Kind == BO_SubAssign ||
         (!Type->isPointerType() && (Kind == BO_AndAssign || Kind == BO_OrAssign || Kind == BO_XorAssign));
}

static void classify(Path Way, const Stmt *Operand, ScalarUse &Use) {
  const Stmt *User = Way.back();
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(User)) {
    if (Cast->getCastKind() != CK_LValueToRValue)
      return;
    Use.What = ScalarUse::Kind::Load;
    Use.InOneStep = true;
    return;
  }
  Use.Whole = dyn_cast<Expr>(User);
  if (const auto *Unary = dyn_cast<UnaryOperator>(User)) {
    if (!Unary->isIncrementDecrementOp() || !wantsValueOnly(Way))
      return;
    Use.What = ScalarUse::Kind::Update;
    Use.InOneStep = !Unary->getSubExpr()->getType()->isBooleanType();
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(User)) {
    if (!Binary->isAssignmentOp() || Binary->getLHS() != Operand || !wantsValueOnly(Way))
      return;
    const auto *Compound = dyn_cast<CompoundAssignOperator>(Binary);
    Use.What = Compound ? ScalarUse::Kind::Update : ScalarUse::Kind::Store;
    Use.InOneStep = Compound ? hasAtomicForm(*Compound) : !isa<InitListExpr>(Binary->getRHS());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(User)) {
    // The assignment of a proxy that holds the lock.
    if (Operator->getOperator() != OO_Equal || Operator->getArg(0) != Operand)
      return;
    Use.What = ScalarUse::Kind::Store;
    Use.InOneStep = !isa<InitListExpr>(Operator->getArg(1)->IgnoreImplicit()) && wantsValueOnly(Way);
  } else if (const auto *Call = dyn_cast<CallExpr>(User); Call && isStdExchange(*Call) && Call->getArg(0) == Operand) {
    Use.What = ScalarUse::Kind::Exchange;
    Use.InOneStep = !isa<InitListExpr>(Call->getArg(1)->IgnoreImplicit());
  }
}

ScalarUse scalarUse(Path Way, const Expr &Name) {
  ScalarUse Use{&Name, cast<Expr>(Way.back())};
  const Stmt *Operand = Way.back();
  for (Way = Way.drop_back(); !Way.empty() && passesOn(*Way.back()); Way = Way.drop_back())
    Operand = Way.back();
  if (!Way.empty())
    classify(Way, Operand, Use);
  return Use;
}

namespace {

class SectionVisitor : public AncestorVisitor {
public:
  SectionVisitor(const ValueDecl *Alias, const ASTContext &Context) : Alias(Alias), Context(Context) {}

  SectionContent Found;
  bool Simple = true;

  bool TraverseStmt(Stmt *S) override {
    if (!S)
      return true;
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (const ValueDecl *Scalar = scalarNamed(*E))
        return take(*E, *Scalar);
      Simple = Simple && isHarmless(*E);
    } else {
      Simple = Simple && isHarmless(*S);
    }
    return Simple && AncestorVisitor::TraverseStmt(S);
  }

private:
  const ValueDecl *scalarNamed(const Expr &E) const;
  bool take(const Expr &E, const ValueDecl &Scalar);
  bool isHarmless(const Expr &E) const;
  static bool isHarmless(const Stmt &S);
  bool isHarmlessName(const DeclRefExpr &Ref) const;

  const ValueDecl *Alias;
  const ASTContext &Context;
};

} // namespace

static bool isConstant(const ValueDecl &D) {
  return D.getType().isConstQualified() && D.getType()->isScalarType() &&
         !(isa<FieldDecl>(D) && cast<FieldDecl>(D).isMutable());
}

const ValueDecl *SectionVisitor::scalarNamed(const Expr &E) const {
  if (!Alias) {
    const auto *Member = dyn_cast<MemberExpr>(&E);
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    return Field && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) && !isConstant(*Field) ? Field : nullptr;
  }
  const Expr *Named = &E;
  if (!Alias->getType()->isReferenceType() && Alias->getType()->isRecordType()) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&E);
    if (!Operator || Operator->getOperator() != OO_Star || Operator->getNumArgs() != 1)
      return nullptr;
    Named = Operator->getArg(0)->IgnoreParenImpCasts();
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Named);
  return Ref && Ref->getDecl() == Alias ? Alias : nullptr;
}

bool SectionVisitor::take(const Expr &E, const ValueDecl &Scalar) {
  SmallVector<const Stmt *, 16> Way(path());
  Way.push_back(&E);
  const ScalarUse Use = scalarUse(Way, E);
  const bool Known = Use.What != ScalarUse::Kind::Other && (!Found.Scalar || Found.Scalar == &Scalar);
  Simple = Simple && Known && (Alias || fitsAtomic(Scalar.getType(), Context));
  Found.Scalar = &Scalar;
  Found.Uses.push_back(Use);
  Found.InLoop |= llvm::any_of(Way, [](const Stmt *S) { return isa<WhileStmt, DoStmt, ForStmt>(S); });
  return Simple;
}

/// A variable of this function that nobody else can reach, or a constant.
bool SectionVisitor::isHarmlessName(const DeclRefExpr &Ref) const {
  const ValueDecl &D = *Ref.getDecl();
  if (isa<EnumConstantDecl>(D) || isConstant(D))
    return true;
  if (const auto *Function = dyn_cast<FunctionDecl>(&D))
    return nameOf(*Function) == "exchange" && Function->isInStdNamespace(); // the call itself is looked at
  const auto *Var = dyn_cast<VarDecl>(&D);
  const QualType Type = D.getType();
  if (!Var || !Var->hasLocalStorage() || Ref.refersToEnclosingVariableOrCapture())
    return false;
  return Type->isReferenceType() ? Type->getPointeeType().isConstQualified() && Type->getPointeeType()->isScalarType()
                                 : Type->isScalarType();
}

bool SectionVisitor::isHarmless(const Expr &E) const {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
    return isHarmlessName(*Ref);
  if (const auto *Member = dyn_cast<MemberExpr>(&E))
    return isConstant(*Member->getMemberDecl()) && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  if (const auto *Unary = dyn_cast<UnaryOperator>(&E))
    return Unary->getOpcode() != UO_Deref && Unary->getOpcode() != UO_AddrOf;
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return isStdExchange(*Call);
  if (const auto *Cast = dyn_cast<CastExpr>(&E))
    return Cast->getCastKind() != CK_UserDefinedConversion && Cast->getCastKind() != CK_ConstructorConversion;
  return isa<ParenExpr, FullExpr, IntegerLiteral, FloatingLiteral, CharacterLiteral, CXXBoolLiteralExpr,
             CXXNullPtrLiteralExpr, BinaryOperator, ConditionalOperator, CXXThisExpr, MaterializeTemporaryExpr,
             SubstNonTypeTemplateParmExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr, InitListExpr>(E);
}

bool SectionVisitor::isHarmless(const Stmt &S) {
  return isa<CompoundStmt, IfStmt, ReturnStmt, DeclStmt, WhileStmt, DoStmt, ForStmt, NullStmt, BreakStmt, ContinueStmt,
             SwitchStmt, SwitchCase>(S);
}

std::optional<SectionContent> contentOf(ArrayRef<const Stmt *> Statements, const ValueDecl *Alias,
                                        const ASTContext &Context) {
  SectionVisitor Visitor(Alias, Context);
  for (const Stmt *S : Statements)
    Visitor.TraverseStmt(const_cast<Stmt *>(S));
  if (!Visitor.Simple || !Visitor.Found.Scalar)
    return std::nullopt;
  return std::move(Visitor.Found);
}

} // namespace ron
