// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/GlobalUses.h"

#include "analysis/Names.h"
#include "analysis/SleepSites.h"
#include "analysis/Surroundings.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// What becomes of the object that an expression designates.
enum class Use { Read, Handed /*out of the function*/, Unknown };

class UseCollector : public UserCodeVisitor {
public:
  UseCollector(ASTContext &Context, GlobalUseMap &Uses) : UserCodeVisitor(Context), Uses(Uses) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override { return see(*E, *E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) override { return see(*E, *E->getMemberDecl()); }

private:
  struct Alias {
    const VarDecl *Of;
    bool IsIterator;
  };
  bool see(const Expr &E, const ValueDecl &Decl);
  Use useAt(size_t I);
  Use useOfCall(const CallExpr &Call, size_t I);
  Use useOfLoop(const CXXForRangeStmt &Loop);
  Use useOfVariable(const VarDecl &Var);
  Use useOfIterator(const CallExpr &Call, size_t I);
  const Stmt *at(size_t I) const { return path()[I].dyn_cast<const Stmt *>(); }
  bool isUnderLock() const;
  void follow(const VarDecl &Var, bool IsIterator);

  GlobalUseMap &Uses;
  llvm::DenseMap<const ValueDecl *, Alias> Aliases; // references to the variables, and iterators into them
  const VarDecl *Subject = nullptr;                 // of the use at hand
  bool ByIterator = false;
};

} // namespace

/// Whether the class of \p Method has the same function for const objects.
static bool hasConstSibling(const CXXMethodDecl &Method) {
  return llvm::any_of(Method.getParent()->methods(), [&](const CXXMethodDecl *Other) {
    return Other->isConst() && Other->getDeclName() == Method.getDeclName() &&
           Other->getNumParams() == Method.getNumParams() &&
           std::equal(Other->param_begin(), Other->param_end(), Method.param_begin(),
                      [](const ParmVarDecl *A, const ParmVarDecl *B) {
                        return A->getType().getCanonicalType() == B->getType().getCanonicalType();
                      });
  });
}

static bool isConstTarget(QualType Type) {
  return Type->isPointerType() ? Type->getPointeeType().isConstQualified() : Type.isConstQualified();
}

/// Whether the type of \p Var is left to its initialiser, and may change with it.
static bool isDeduced(const VarDecl &Var) {
  return Var.getTypeSourceInfo() && Var.getTypeSourceInfo()->getType()->getContainedAutoType();
}

void UseCollector::follow(const VarDecl &Var, bool IsIterator) {
  Uses[Subject].WouldCompile &= isDeduced(Var);
  Aliases[&Var] = {Subject, IsIterator};
  if (const auto *Decomposition = dyn_cast<DecompositionDecl>(&Var))
    for (const BindingDecl *Binding : Decomposition->bindings())
      Aliases[Binding] = {Subject, false};
}

/// The object initialises \p Var.
Use UseCollector::useOfVariable(const VarDecl &Var) {
  const bool Refers = Var.getType()->isReferenceType();
  if (!Var.isLocalVarDecl() || Var.isStaticLocal() || Refers == ByIterator)
    return Use::Unknown;
  follow(Var, ByIterator);
  return Use::Read; // its own uses are seen later
}

Use UseCollector::useOfLoop(const CXXForRangeStmt &Loop) {
  const VarDecl *Var = Loop.getLoopVariable();
  const QualType Type = Var->getType();
  if (!ByIterator && Type->isReferenceType() && !Type.getNonReferenceType().isConstQualified())
    follow(*Var, false);
  return ByIterator ? Use::Unknown : Use::Read;
}

/// An operator of an iterator.
Use UseCollector::useOfIterator(const CallExpr &Call, size_t I) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator)
    return Use::Unknown;
  const StringRef Spelling = getOperatorSpelling(Operator->getOperator());
  if (isOneOf(Spelling, {"==", "!=", "<", ">", "-", "++", "--"}))
    return Use::Read;
  if (!isOneOf(Spelling, {"*", "->", "[]"}))
    return Use::Unknown;
  ByIterator = false; // the element
  return useAt(I);
}

/// The object is the callee's own, or an argument.
Use UseCollector::useOfCall(const CallExpr &Call, size_t I) {
  if (ByIterator)
    return useOfIterator(Call, I);
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getCalleeDecl());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const bool IsObject = Method && !Method->isStatic() &&
                        (Member ? path()[I + 1] == CodeNode(static_cast<const Stmt *>(Member->getCallee()))
                                : path()[I + 1] == CodeNode(static_cast<const Stmt *>(Call.getArg(0))));
  if (!IsObject || !hasConstSibling(*Method))
    return Use::Unknown;
  const QualType Result = Method->getReturnType();
  if (Result->isReferenceType() || Result->isPointerType())
    return useAt(I);
  if (!Result->isRecordType())
    return Use::Read;
  ByIterator = true;
  return useAt(I);
}

/// \p I is the index of the expression in the path: what is around it decides.
Use UseCollector::useAt(size_t I) {
  while (I > 0) {
    const Stmt *Parent = at(--I);
    if (!Parent) {
      const auto *Var = dyn_cast<VarDecl>(cast<const Decl *>(path()[I]));
      return Var ? useOfVariable(*Var) : Use::Unknown;
    }
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Parent)) {
      const bool Const = Cast->getCastKind() == CK_NoOp && isConstTarget(Cast->getType());
      if (Cast->getCastKind() == CK_LValueToRValue || (Const && !ByIterator))
        return Use::Read;
    } else if (const auto *Call = dyn_cast<CallExpr>(Parent)) {
      return useOfCall(*Call, I);
    } else if (const auto *Loop = dyn_cast<CXXForRangeStmt>(Parent)) {
      return useOfLoop(*Loop);
    } else if (isa<ReturnStmt>(Parent)) {
      return ByIterator ? Use::Unknown : Use::Handed;
    } else if (const auto *Member = dyn_cast<MemberExpr>(Parent)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
      if (!ByIterator && (Method ? Method->isConst() || Method->isStatic() : !isa<FieldDecl>(Member->getMemberDecl())))
        return Use::Read;
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Parent)) {
      if (Unary->getOpcode() != UO_AddrOf || ByIterator)
        return Use::Unknown;
    } else if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(Parent)) {
      return Use::Read;
    } else if (!isa<ParenExpr, ArraySubscriptExpr, ConditionalOperator, MaterializeTemporaryExpr, FullExpr,
                    CXXBindTemporaryExpr>(Parent)) {
      return isa<CompoundStmt>(Parent) ? Use::Read : Use::Unknown; // read and forgotten
    }
  }
  return Use::Unknown;
}

bool UseCollector::isUnderLock() const {
  const Frame Where = frameOf(path());
  if (!Where.Function)
    return Where.What == Frame::Kind::StaticInitialiser; // before there are threads
  SmallVector<const Stmt *, 32> Way;
  for (size_t I = Where.Depth + 1; I < path().size(); ++I)
    if (const Stmt *S = at(I))
      Way.push_back(S);
  return mayHoldLock(Way, *Where.Function);
}

bool UseCollector::see(const Expr &E, const ValueDecl &Decl) {
  const auto Found = Aliases.find(&Decl);
  const auto *Var = dyn_cast<VarDecl>(&Decl);
  Subject = Found != Aliases.end() ? Found->second.Of : Var ? Var->getCanonicalDecl() : nullptr;
  if (!Subject || Uses.find(Subject) == Uses.end())
    return true;
  ByIterator = Found != Aliases.end() && Found->second.IsIterator;
  const Use How = useAt(path().size() - 1);
  GlobalUses &Known = Uses[Subject];
  Known.Mentioned = true;
  Known.InFunctions |= frameOf(path()).Function != nullptr;
  Known.OnlyRead &= How == Use::Read;
  Known.UnderLock = Known.UnderLock && isUnderLock();
  if (How == Use::Handed && !Known.HandedOutBy)
    Known.HandedOutBy = frameOf(path()).Function;
  return true;
}

void collectUses(GlobalUseMap &Uses, ASTContext &Context) { UseCollector(Context, Uses).visitAll(Context); }

} // namespace ron
