// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ReadinessFlags.h"

#include "analysis/AstVisitor.h"
#include "analysis/Names.h"
#include "analysis/Surroundings.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// A load or a store of an 'std::atomic<bool>' or alike that a variable or member is.
struct FlagAccess {
  const ValueDecl *Flag = nullptr;
  const Expr *Object = nullptr; // of a member
  const Expr *Stored = nullptr; // null for a load
  const Expr *Order = nullptr;  // as written; or null
};

} // namespace

static bool isAtomic(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  return Class && isOneOf(nameOf(*Class), {"atomic", "atomic_bool", "__atomic_base"});
}

static FlagAccess accessOf(const CallExpr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method)
    return {};
  FlagAccess Found;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const bool Assigns = Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2;
  const bool Stores = Assigns || nameOf(*Method) == "store";
  if (!Stores && nameOf(*Method) != "load")
    return {};
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Assigns && !Member)
    return {};
  const Expr *Atomic = (Assigns ? Operator->getArg(0) : Member->getImplicitObjectArgument())->IgnoreParenImpCasts();
  if (!isAtomic(Atomic->getType()))
    return {};
  if (const auto *Field = dyn_cast<MemberExpr>(Atomic)) {
    Found.Flag = Field->getMemberDecl();
    Found.Object = Field->getBase();
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Atomic)) {
    Found.Flag = Ref->getDecl();
  }
  if (Stores)
    Found.Stored = Operator ? Operator->getArg(1) : Member->getArg(0);
  const unsigned Order = Stores ? 1 : 0;
  if (Member && Member->getNumArgs() > Order && !isa<CXXDefaultArgExpr>(Member->getArg(Order)))
    Found.Order = Member->getArg(Order);
  return Found;
}

bool touchesAtomicFlag(const CallExpr &Call) { return accessOf(Call).Flag != nullptr; }

static bool isTrue(const Expr *E, const ASTContext &Context) {
  bool Value = false;
  return E && !E->isValueDependent() && E->EvaluateAsBooleanCondition(Value, Context) && Value;
}

static bool isRelaxed(const Expr *Order, const ASTContext &Context) {
  Expr::EvalResult Result;
  return Order && !Order->isValueDependent() && Order->EvaluateAsInt(Result, Context) && Result.Val.getInt().isZero();
}

static bool isBool(const FlagAccess &Access) {
  return Access.Stored && Access.Stored->IgnoreParenImpCasts()->getType()->isBooleanType();
}

/// Whether both are members of one object, as far as its names tell.
static bool haveSameObject(const FlagAccess &A, const FlagAccess &B) {
  const std::optional<Place> One = A.Object ? placeOf(A.Object) : std::nullopt;
  const std::optional<Place> Other = B.Object ? placeOf(B.Object) : std::nullopt;
  return One && Other && *One == *Other;
}

namespace {

class FlagFinder : public UserCodeVisitor {
public:
  FlagFinder(const ASTContext &Context, const ReadinessChecks &Checks)
      : UserCodeVisitor(Context), Context(Context), Checks(Checks) {}

  std::vector<EarlySign> Found;

  bool VisitCallExpr(CallExpr *Call) override {
    const FlagAccess Access = accessOf(*Call);
    const FunctionDecl *In = frameOf(path()).Function;
    if (!Access.Flag || !In || !Checks.tells(*Access.Flag))
      return true;
    if (!Access.Stored) {
      if (isRelaxed(Access.Order, Context) && Checks.tells(*In))
        Found.push_back({EarlySign::Kind::RelaxedLoad, Call, Access.Flag, Access.Order});
    } else if (isTrue(Access.Stored, Context) && isBool(Access)) {
      if (isRelaxed(Access.Order, Context))
        Found.push_back({EarlySign::Kind::RelaxedStore, Call, Access.Flag, Access.Order});
      findLater(*Call, Access);
    }
    return true;
  }

private:
  /// Looks for a flag of the same object that a later statement of the same block sets.
  void findLater(const CallExpr &Store, const FlagAccess &Access) {
    const CodePath Way = path();
    for (size_t I = Way.size(); I-- > 1;) {
      const auto *Block = dyn_cast_or_null<CompoundStmt>(Way[I - 1].dyn_cast<const Stmt *>());
      if (!Block)
        continue;
      bool Behind = false;
      for (const Stmt *S : Block->body()) {
        const auto *E = Behind ? dyn_cast<Expr>(S) : nullptr;
        const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
        const FlagAccess Later = Call ? accessOf(*Call) : FlagAccess();
        if (Later.Flag && Later.Flag != Access.Flag && isBool(Later) && isTrue(Later.Stored, Context) &&
            haveSameObject(Access, Later)) {
          Found.push_back({EarlySign::Kind::OutOfOrder, &Store, Access.Flag, nullptr, Later.Flag, Call});
          return;
        }
        Behind |= S == Way[I].dyn_cast<const Stmt *>();
      }
      return;
    }
  }

  const ASTContext &Context;
  const ReadinessChecks &Checks;
};

} // namespace

std::vector<EarlySign> earlySigns(ASTContext &Context, const ReadinessChecks &Checks) {
  FlagFinder Finder(Context, Checks);
  Finder.visitAll(Context);
  return std::move(Finder.Found);
}

} // namespace ron
