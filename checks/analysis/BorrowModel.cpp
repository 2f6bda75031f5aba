// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/BorrowModel.h"

#include "analysis/AstVisitor.h"
#include "analysis/Borrows.h"
#include "analysis/Coroutines.h"
#include "analysis/HolderModel.h"
#include "analysis/HolderTypes.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"

namespace ron {

namespace {

/// Finds the mentions of variables that read nothing through them.
class HarmlessFinder : public AstVisitor {
public:
  explicit HarmlessFinder(llvm::DenseSet<const Expr *> &Found) : Found(Found) {}

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    if (Call->getOperator() == OO_Equal)
      note(Call->getArg(0));
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Op) override {
    if (Op->getOpcode() == BO_Assign)
      note(Op->getLHS());
    if (Op->isEqualityOp() && isa<CXXNullPtrLiteralExpr>(Op->getRHS()->IgnoreParenImpCasts()))
      note(Op->getLHS());
    return true;
  }
  bool VisitImplicitCastExpr(ImplicitCastExpr *Cast) override {
    if (Cast->getCastKind() == CK_PointerToBoolean)
      note(Cast->getSubExpr());
    return true;
  }

private:
  void note(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    // What is assigned through a reference goes to the element.
    if (Ref && !Ref->getDecl()->getType()->isReferenceType())
      Found.insert(Ref);
  }
  llvm::DenseSet<const Expr *> &Found;
};

} // namespace

BorrowModel::BorrowModel(const FunctionDecl &Function, const Globs &SafeAwaitables, const Globs *Lenders)
    : Function(Function), SafeAwaitables(SafeAwaitables), Lenders(Lenders) {
  HarmlessFinder(Harmless).TraverseStmt(const_cast<Stmt *>(coroutineBody(Function)));
}

static bool isSmartPointer(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && isOneOf(nameOf(*Class), {"unique_ptr", "shared_ptr", "intrusive_ptr"});
}

/// Behind the pointer \p Pointer that an element may own. A shared one has other owners too.
static std::optional<Borrow> behind(std::optional<Borrow> Element, QualType Pointer) {
  if (!Element || nameOf(*Pointer->getAsCXXRecordDecl()) != "unique_ptr")
    return std::nullopt;
  Element->Kind = BorrowKind::Pointee;
  return Element;
}

static std::optional<Borrow> asElement(std::optional<Borrow> Of) {
  if (Of && Of->Kind == BorrowKind::Iterator)
    Of->Kind = BorrowKind::Element;
  return Of;
}

std::optional<Borrow> BorrowModel::ofVariable(const ValueDecl &Var, const World &W) const {
  for (const World::Life &L : W.lives())
    if (const Place *P = Known.place(L.Thing); P->Decl == Var.getCanonicalDecl()) {
      Borrow Copy = borrow(L.From);
      Copy.From = L.From;
      return Copy;
    }
  return std::nullopt;
}

std::optional<Borrow> BorrowModel::ofContainer(const Expr &Container, const CXXMethodDecl &By) const {
  const std::optional<BorrowKind> Kind = borrowBy(By, containerFamily(By.getParent()));
  const std::optional<Place> Where = Kind ? placeOf(&Container) : std::nullopt;
  if (!Where || !isSharedState(*Where, Function))
    return std::nullopt;
  return Borrow{*Where, By.getParent()->getCanonicalDecl(), *Kind, {}};
}

std::optional<Borrow> BorrowModel::ofLender(const Expr &Lender, const CXXMethodDecl &By) const {
  const bool Lends = isOneOf(nameOf(By), {"key", "value", "timestamp", "columns"}) && Lenders->matches(*By.getParent());
  const std::optional<Place> Where = Lends ? placeOf(&Lender) : std::nullopt;
  if (!Where)
    return std::nullopt;
  return Borrow{*Where, By.getParent()->getCanonicalDecl(), BorrowKind::Element, {}};
}

std::optional<Borrow> BorrowModel::sourceOfCall(const CallExpr &Call, const World &W) const {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member                                     ? Member->getImplicitObjectArgument()
                       : Method && isa<CXXOperatorCallExpr>(Call) ? Call.getArg(0)
                                                                  : nullptr;
  if (Method && Object && Lenders) {
    const std::optional<Borrow> Lent = ofLender(*Object, *Method);
    return Lent || !mayBorrow(Call.getType()) ? Lent : sourceOf(Object, W);
  }
  if (Method && Object) {
    if (containerFamily(Method->getParent()) != ContainerFamily::None) {
      if (std::optional<Borrow> Found = ofContainer(*Object, *Method))
        return Found;
      return borrowBy(*Method, containerFamily(Method->getParent())) ? asElement(sourceOf(Object, W)) : std::nullopt;
    }
    // A pointer's operators may be those of a base of it.
    if (const QualType Pointer = Object->IgnoreParenImpCasts()->getType(); isSmartPointer(Pointer))
      return behind(sourceOf(Object, W), Pointer);
    const OverloadedOperatorKind Operator = Method->getOverloadedOperator();
    if (Operator == OO_Star || Operator == OO_Arrow || Operator == OO_Subscript)
      return asElement(sourceOf(Object, W));
    return isInStd(*Method) && mayBorrow(Call.getType()) ? sourceOf(Object, W) : std::nullopt;
  }
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && isInStd(*Callee) && (Call.isLValue() || mayBorrow(Call.getType())))
    for (const Expr *Argument : Call.arguments())
      if (std::optional<Borrow> Found = sourceOf(Argument, W))
        return Found; // std::find(v.begin(), ...), std::get<0>(...)
  return std::nullopt;
}

std::optional<Borrow> BorrowModel::sourceOf(const Expr *E, const World &W) const {
  E = withoutWrapping(E);
  if (!E || E->isTypeDependent())
    return std::nullopt;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return ofVariable(*Ref->getDecl(), W);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_AddrOf || Unary->getOpcode() == UO_Deref
               ? asElement(sourceOf(Unary->getSubExpr(), W))
               : std::nullopt;
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isa<FieldDecl>(Member->getMemberDecl()) && !isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts())
               ? asElement(sourceOf(Member->getBase(), W))
               : std::nullopt;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    // A copy of an iterator or a view, or a view of a container.
    if (Construct->getNumArgs() == 0 || !mayBorrow(Construct->getType()))
      return std::nullopt;
    const Expr *First = Construct->getArg(0);
    const CXXRecordDecl *Class = First->getType()->getAsCXXRecordDecl();
    if (!Lenders && containerFamily(Class) == ContainerFamily::Contiguous)
      if (const auto Where = placeOf(First);
          Where && isSharedState(*Where, Function) && Construct->getType()->getAsCXXRecordDecl()->isInStdNamespace())
        return Borrow{*Where, Class->getCanonicalDecl(), BorrowKind::Element, {}};
    return sourceOf(First, W);
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E)) {
    std::optional<Borrow> First = sourceOf(Choice->getTrueExpr(), W);
    return First ? First : sourceOf(Choice->getFalseExpr(), W);
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call ? sourceOfCall(*Call, W) : std::nullopt;
}

/// Whether initialising a variable of \p Type by \p Init makes it refer to what \p Init names, not to a copy.
static bool refers(QualType Type, const Expr &Init) {
  if (Type->isReferenceType())
    return Type->isLValueReferenceType();
  if (!Type->isPointerType()) {
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    const bool Pair = Class && nameOf(*Class) == "pair"; // as insert() and equal_range() give
    return mayBorrow(Pair ? typeArguments(*Class)[0] : Type) && !isSmartPointer(Type);
  }
  // A pointer that is read out of an element is a value like any other.
  const auto *Load = dyn_cast<ImplicitCastExpr>(Init.IgnoreParens());
  return !Load || Load->getCastKind() != CK_LValueToRValue || isa<DeclRefExpr>(Load->getSubExpr()->IgnoreParens());
}

void BorrowModel::bear(const ValueDecl &Var, const Expr *Init, Origin From, World &W) {
  const Things::Id Thing = Known.of(ownPlace(Var));
  std::optional<Borrow> Found = Init && refers(Var.getType(), *Init) ? sourceOf(Init, W) : std::nullopt;
  W.died(Thing);
  if (!Found)
    return;
  if (Found->From)
    From = Found->From;
  else
    Made.insert({From.getOpaqueValue(), *Found});
  W.born({Thing, From});
}

void BorrowModel::evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->hasLocalStorage())
        bear(*Var, Var->getInit(), static_cast<const ValueDecl *>(Var), W);
    return;
  }
  if (isSuspension(S, SafeAwaitables)) {
    SmallVector<World::Life, 4> Stale(W.lives());
    for (World::Life &L : Stale) {
      if (L.State == World::Life::Phase::Stale)
        continue;
      L.State = World::Life::Phase::Stale;
      L.Test = cast<Expr>(&S);
      W.born(L);
    }
    return;
  }
  const Expr *Target = nullptr, *Value = nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S); Operator && Operator->getOperator() == OO_Equal) {
    Target = Operator->getArg(0);
    Value = Operator->getArg(1);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(&S); Binary && Binary->getOpcode() == BO_Assign) {
    Target = Binary->getLHS();
    Value = Binary->getRHS();
  }
  const auto *Ref = Target ? dyn_cast<DeclRefExpr>(Target->IgnoreParenImpCasts()) : nullptr;
  // Assigning through a reference changes the element, not what is borrowed.
  if (Ref && !Ref->getDecl()->getType()->isReferenceType() && isa<VarDecl>(Ref->getDecl()))
    bear(*Ref->getDecl(), Value, &S, W);
}

void BorrowModel::endOfScope(const VarDecl &Var, World &W) { W.died(Known.of(ownPlace(Var))); }

const World::Life *BorrowModel::staleUse(const Stmt &S, const World &W) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (!Ref || Harmless.contains(Ref))
    return nullptr;
  const ValueDecl *Var = Ref->getDecl();
  if (const auto *Binding = dyn_cast<BindingDecl>(Var)) {
    if (Binding->getType()->isBooleanType())
      return nullptr; // whether an element was inserted
    Var = Binding->getDecomposedDecl();
  }
  for (const World::Life &L : W.lives())
    if (L.State == World::Life::Phase::Stale && Known.place(L.Thing)->Decl == Var->getCanonicalDecl())
      return &L;
  return nullptr;
}

std::vector<StaleUse> staleUses(Flow &Paths, const BorrowModel &Model, const SourceManager &Sources) {
  llvm::MapVector<void *, StaleUse> Found;
  Paths.visit([&](const Stmt &S, ArrayRef<World> Now) {
    const auto IsStale = [&](const World &W) { return Model.staleUse(S, W) != nullptr; };
    for (const World &W : Now) {
      const World::Life *Life = Model.staleUse(S, W);
      if (!Life || (!Paths.exact() && !llvm::all_of(Now, IsStale)))
        continue;
      const Origin From = Life->From;
      const auto *Var = dyn_cast<const ValueDecl *>(From);
      const bool Loop = Var && Var->isImplicit();
      const SourceLocation Made = Var ? Var->getLocation() : cast<const Stmt *>(From)->getBeginLoc();
      const StaleUse Here{From, Loop ? nullptr : Var, Loop, Made, Life->Test, cast<Expr>(&S)};
      const auto [At, New] = Found.insert({From.getOpaqueValue(), Here});
      if (!New && Sources.isBeforeInTranslationUnit(Here.Use->getBeginLoc(), At->second.Use->getBeginLoc()))
        At->second = Here;
    }
  });
  std::vector<StaleUse> Result;
  for (const auto &[Key, Use] : Found)
    Result.push_back(Use);
  return Result;
}

} // namespace ron
