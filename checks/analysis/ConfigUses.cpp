// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ConfigUses.h"

#include "analysis/Names.h"
#include "analysis/SleepSites.h"
#include "analysis/Synchronized.h"

#include "clang/AST/ASTContext.h"

namespace ron {

static bool isSharedPtr(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && nameOf(*Class) == "shared_ptr" &&
         isOneOf(qualifiedName(*Class), {"std::shared_ptr", "boost::shared_ptr"});
}

ConfigHolding configHolding(const ValueDecl &Holder, const Globs &Types) {
  const QualType Type = Holder.getType();
  const auto *Var = dyn_cast<VarDecl>(&Holder);
  if (Type->isDependentType() || Type.isConstQualified() || Type->isReferenceType() || isa<ParmVarDecl>(Holder) ||
      !(isa<FieldDecl>(Holder) || (Var && Var->hasGlobalStorage() && Var->getTSCSpec() == TSCS_unspecified)))
    return ConfigHolding::None;
  const bool Shared = isSharedPtr(Type);
  const QualType Held = Shared || Type->isPointerType() ? pointeeOf(Type) : Type;
  const CXXRecordDecl *Class = Held.isNull() ? nullptr : Held->getAsCXXRecordDecl();
  if (!Class || !Types.matches(*Class) || Class->isLambda())
    return ConfigHolding::None;
  if (Shared)
    return Held.isConstQualified() ? ConfigHolding::SharedConst : ConfigHolding::Shared;
  return Type->isPointerType() ? ConfigHolding::Pointer : ConfigHolding::Value;
}

/// The variable, or the member of the object at hand, of which \p E is a part, on this or the other side of a pointer.
static const Expr *rootOf(const Expr *E, bool &IsWhole) {
  IsWhole = true;
  while (true) {
    E = E->IgnoreParenImpCasts();
    if (isa<DeclRefExpr>(E))
      return E;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        return E;
      if (!isa<FieldDecl>(Member->getMemberDecl()))
        return isa<VarDecl>(Member->getMemberDecl()) ? E : nullptr;
      E = Member->getBase();
    } else if (Operator && isOneOf(getOperatorSpelling(Operator->getOperator()), {"*", "->"}) &&
               Operator->getNumArgs() == 1) {
      E = Operator->getArg(0);
    } else if (Unary && Unary->getOpcode() == UO_Deref) {
      E = Unary->getSubExpr();
    } else {
      return nullptr;
    }
    IsWhole = false;
  }
}

static const ValueDecl *declOf(const Expr &Name) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&Name);
  const ValueDecl *D = Ref ? Ref->getDecl() : cast<MemberExpr>(Name).getMemberDecl();
  return cast<ValueDecl>(D->getCanonicalDecl());
}

namespace {

struct Change {
  ConfigUse::Kind What = ConfigUse::Kind::Read;
  const Expr *Target = nullptr; // what is changed
  const Expr *Value = nullptr;
};

} // namespace

/// 'std::atomic_store(&config, value)' and its kin, and 'std::exchange(config, value)'.
static Change changeByFunction(const CallExpr &Call) {
  using Kind = ConfigUse::Kind;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || isa<CXXMethodDecl>(Callee) || Call.getNumArgs() == 0 || !isInStd(*Callee))
    return {};
  const StringRef Name = nameOf(*Callee);
  if (isOneOf(Name, {"swap", "exchange"}))
    return {Kind::Replace, Call.getArg(0)};
  const bool Loads = isOneOf(Name, {"atomic_load", "atomic_load_explicit"});
  const bool Stores =
      isOneOf(Name, {"atomic_store", "atomic_store_explicit", "atomic_exchange", "atomic_exchange_explicit"});
  const auto *Address = dyn_cast<UnaryOperator>(Call.getArg(0)->IgnoreParenImpCasts());
  if ((!Loads && !Stores) || !Address || Address->getOpcode() != UO_AddrOf)
    return {};
  return {Loads ? Kind::AtomicLoad : Kind::AtomicStore, Address->getSubExpr(),
          Name == "atomic_store" && Call.getNumArgs() == 2 ? Call.getArg(1) : nullptr};
}

static Change changeBy(const Expr &Operation) {
  using Kind = ConfigUse::Kind;
  if (const auto *Binary = dyn_cast<BinaryOperator>(&Operation))
    return Binary->isAssignmentOp() ? Change{Kind::Replace, Binary->getLHS(), Binary->getRHS()} : Change();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Operation))
    return Operator->isAssignmentOp() ? Change{Kind::Replace, Operator->getArg(0), Operator->getArg(1)} : Change();
  if (const auto *Unary = dyn_cast<UnaryOperator>(&Operation))
    return Unary->isIncrementDecrementOp() ? Change{Kind::Replace, Unary->getSubExpr()} : Change();
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&Operation)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Method ? Call->getImplicitObjectArgument() : nullptr;
    const bool Replaces = Object && isOneOf(nameOf(*Method), {"reset", "swap"}) &&
                          isSharedPtr(Object->IgnoreParenImpCasts()->getType()); // not the base of the library
    return Replaces ? Change{Kind::Replace, Object} : Change();
  }
  const auto *Call = dyn_cast<CallExpr>(&Operation);
  return Call ? changeByFunction(*Call) : Change();
}

/// The configuration that \p Operation replaces or mutates, by \p Types; null for any other expression.
static const ValueDecl *changedConfig(const Expr &Operation, const Globs &Types) {
  const Change Made = changeBy(Operation);
  bool IsWhole = false;
  const Expr *Root = Made.Target && Made.What != ConfigUse::Kind::AtomicLoad ? rootOf(Made.Target, IsWhole) : nullptr;
  const ValueDecl *Holder = Root ? declOf(*Root) : nullptr;
  return Holder && configHolding(*Holder, Types) != ConfigHolding::None ? Holder : nullptr;
}

namespace {

using UsesByHolder = llvm::MapVector<const ValueDecl *, std::vector<ConfigUse>>;

class ChangeVisitor : public UserCodeVisitor {
public:
  ChangeVisitor(const Globs &Types, const ASTContext &Context) : UserCodeVisitor(Context), Types(Types) {}

  UsesByHolder Found; // with no uses yet

  bool VisitExpr(Expr *E) override {
    if (const ValueDecl *Holder = changedConfig(*E, Types))
      Found[Holder];
    return true;
  }

private:
  const Globs &Types;
};

class ConfigVisitor : public UserCodeVisitor {
public:
  ConfigVisitor(UsesByHolder Holders, ASTContext &Context)
      : UserCodeVisitor(Context), Found(std::move(Holders)), Context(Context) {}

  UsesByHolder Found;

  bool VisitDeclRefExpr(DeclRefExpr *E) override { return see(*E, true); }
  bool VisitMemberExpr(MemberExpr *E) override {
    return see(*E, isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()));
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    for (auto &[Holder, Uses] : Found) // whose it is depends on the instantiation
      if (Holder->getDeclName() == E->getMember()) {
        ConfigUse Use;
        Use.Holder = Holder;
        Use.Name = E;
        Use.What = ConfigUse::Kind::Other;
        Uses.push_back(std::move(Use));
      }
    return true;
  }

private:
  bool see(const Expr &E, bool OnThis);
  void classify(ConfigUse &Use) const;
  bool isLocked(const Frame &Where) const;

  ASTContext &Context;
};

} // namespace

bool ConfigVisitor::isLocked(const Frame &Where) const {
  if (!Where.Function)
    return true; // before there are threads
  SmallVector<const Stmt *, 32> Way;
  for (size_t I = Where.Depth + 1; I < path().size(); ++I)
    if (const Stmt *S = path()[I].dyn_cast<const Stmt *>())
      Way.push_back(S);
  return mayHoldLock(Way, *Where.Function);
}

/// What the operations around the name do to what it holds.
void ConfigVisitor::classify(ConfigUse &Use) const {
  for (CodePath Way = path().drop_back(); !Way.empty(); Way = Way.drop_back()) {
    const auto *E = dyn_cast_or_null<Expr>(Way.back().dyn_cast<const Stmt *>());
    if (!E || isa<LambdaExpr>(E))
      return;
    const Change Made = changeBy(*E);
    bool IsWhole = false;
    if (Made.Target && rootOf(Made.Target, IsWhole) == Use.Name) {
      Use.What = Made.What == ConfigUse::Kind::Replace && !IsWhole ? ConfigUse::Kind::Mutate : Made.What;
      Use.Whole = E;
      Use.Value = Made.Value;
      return;
    }
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    if (Unary && Unary->getOpcode() == UO_AddrOf && Unary->getSubExpr()->IgnoreParens() == Use.Name)
      Use.What = ConfigUse::Kind::Other; // unless the call around it is known
  }
}

bool ConfigVisitor::see(const Expr &E, bool OnThis) {
  const ValueDecl *D = declOf(E);
  const auto Of = Found.find(D);
  if (Of == Found.end() || isUnevaluated(path(), Context))
    return true;
  ConfigUse Use;
  Use.Holder = D;
  Use.Name = &E;
  Use.Where = frameOf(path());
  Use.Path.assign(path().begin(), path().end());
  Use.OnThis = OnThis;
  Use.Locked = isLocked(Use.Where);
  classify(Use);
  Of->second.push_back(std::move(Use));
  return true;
}

llvm::MapVector<const ValueDecl *, std::vector<ConfigUse>> usesOfChangedConfigs(const Globs &Types,
                                                                                ASTContext &Context) {
  ChangeVisitor Changes(Types, Context);
  Changes.visitAll(Context);
  if (Changes.Found.empty())
    return {};
  ConfigVisitor Visitor(std::move(Changes.Found), Context);
  Visitor.visitAll(Context);
  const SourceManager &Sources = Context.getSourceManager();
  for (auto &[Holder, Uses] : Visitor.Found)
    llvm::sort(Uses, [&](const ConfigUse &A, const ConfigUse &B) {
      return Sources.isBeforeInTranslationUnit(A.Name->getBeginLoc(), B.Name->getBeginLoc());
    });
  return std::move(Visitor.Found);
}

} // namespace ron
