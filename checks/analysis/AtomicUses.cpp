// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Atomics.h"
#include "analysis/FileUses.h"
#include "analysis/Members.h"
#include "analysis/Places.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

namespace {

class UseVisitor : public AncestorVisitor {
public:
  UseVisitor(const ValueDecl &Atomic, const SourceManager &Sources)
      : Atomic(*cast<ValueDecl>(Atomic.getCanonicalDecl())), Sources(Sources) {}

  bool TraverseDecl(Decl *D) override {
    const auto *F = dyn_cast_or_null<FunctionDecl>(D);
    const FunctionDecl *Outer = Function;
    Function = F ? F : Outer;
    const bool GoOn = AncestorVisitor::TraverseDecl(D);
    Function = Outer;
    return GoOn;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) override {
    const FunctionDecl *Outer = Function;
    Function = Lambda->getCallOperator();
    const bool GoOn = AncestorVisitor::TraverseLambdaExpr(Lambda);
    Function = Outer;
    return GoOn;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return see(*E, *E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) override { return see(*E, *E->getMemberDecl()); }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    Found.Complete &= E->getMember() != Atomic.getDeclName(); // whose it is depends on the instantiation
    return true;
  }
  bool VisitBindingDecl(BindingDecl *D) override {
    if (const Expr *Bound = D->getBinding())
      if (const auto *Member = dyn_cast<MemberExpr>(Bound->IgnoreParenImpCasts()))
        Found.Complete &= Member->getMemberDecl()->getCanonicalDecl() != &Atomic;
    return true;
  }

  AtomicUses Found;

private:
  bool see(const Expr &E, const ValueDecl &Decl);
  void seeStore(const Expr &Object, Path Call);
  bool inSignalHandler() const;
  bool isNotification(const Stmt *S) const;

  const ValueDecl &Atomic;
  const SourceManager &Sources;
  const FunctionDecl *Function = nullptr;
};

} // namespace

enum class UseKind { Look, Change, Unknown };

static UseKind kindOf(const CXXMethodDecl &Method) {
  static constexpr StringRef Looks[] = {"load", "test", "wait", "is_lock_free", "notify_one", "notify_all"};
  static constexpr StringRef Changes[] = {
      "store",     "exchange",  "clear",     "test_and_set", "compare_exchange_weak",
      "fetch_add", "fetch_sub", "fetch_and", "fetch_or",     "compare_exchange_strong",
      "fetch_xor"};
  if (isa<CXXConversionDecl>(Method))
    return UseKind::Look;
  if (!Method.getIdentifier())
    return UseKind::Change; // an operator: assigns or counts
  if (llvm::is_contained(Looks, Method.getName()))
    return UseKind::Look;
  return llvm::is_contained(Changes, Method.getName()) ? UseKind::Change : UseKind::Unknown;
}

bool UseVisitor::see(const Expr &E, const ValueDecl &Decl) {
  if (Decl.getCanonicalDecl() != &Atomic)
    return true;
  Path Way = path().drop_back();
  while (!Way.empty() && isa<ImplicitCastExpr, ParenExpr>(Way.back()))
    Way = Way.drop_back();
  const Stmt *User = Way.empty() ? nullptr : Way.back();
  if (isa_and_nonnull<LambdaExpr>(User))
    return true; // a capture by reference, as atomics cannot be copied; its uses are seen inside
  if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(User)) {
    if (Call->getArg(0)->IgnoreParenImpCasts() == &E)
      seeStore(E, Way);
    else
      Found.Complete = false;
    return true;
  }
  const auto *Member = dyn_cast_or_null<MemberExpr>(User);
  const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  const UseKind Kind = Method ? kindOf(*Method) : UseKind::Unknown;
  if (Kind == UseKind::Change)
    seeStore(E, Way.drop_back());
  else if (Kind == UseKind::Unknown)
    Found.Complete = false;
  return true;
}

/// A signal handler may not notify.
bool UseVisitor::inSignalHandler() const {
  if (!Function || Function->getNumParams() != 1 ||
      !Function->getParamDecl(0)->getType()->isSpecificBuiltinType(BuiltinType::Int))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return !Method || Method->isStatic() || (Method->getParent()->isLambda() && Method->getParent()->captures().empty());
}

bool UseVisitor::isNotification(const Stmt *S) const {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier() || Method->getName() != "notify_all")
    return false;
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *Member = dyn_cast<MemberExpr>(Object);
  return (Ref && Ref->getDecl()->getCanonicalDecl() == &Atomic) ||
         (Member && Member->getMemberDecl()->getCanonicalDecl() == &Atomic);
}

void UseVisitor::seeStore(const Expr &Object, Path Call) {
  const FullStatement Full = Call.empty() ? FullStatement{&Object, Standing::Operand, {}} : fullStatement(Call);
  if (Full.Where == Standing::Operand || !placeOf(&Object) || inSignalHandler() ||
      !Sources.isInMainFile(Full.Whole->getBeginLoc()) || Full.Whole->getBeginLoc().isMacroID()) {
    Found.Complete = false;
    return;
  }
  Found.Stores.push_back({Full.Whole, &Object, Full.Where, isNotification(statementAfter(Full.Way))});
}

AtomicUses usesOf(const ValueDecl &Atomic, const ASTContext &Context) {
  UseVisitor Visitor(Atomic, Context.getSourceManager());
  Visitor.Found.Complete = isOfThisFile(Atomic, Context.getSourceManager());
  visitUsers(Atomic, Visitor, Context);
  return Visitor.Found;
}

} // namespace ron
