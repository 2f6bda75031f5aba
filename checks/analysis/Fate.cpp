// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Fate.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

static constexpr unsigned MaxVariables = 4; // that are followed, one from the other

static Fate fateOf(CodePath Path, const ASTContext &Context, unsigned Followed);

namespace {

class VariableUses : public UserCodeVisitor {
public:
  VariableUses(const VarDecl &Var, const ASTContext &Context, unsigned Followed)
      : UserCodeVisitor(Context), Var(Var), Context(Context), Followed(Followed) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl() != &Var)
      return true;
    const bool InLambda =
        llvm::any_of(path(), [](CodeNode Node) { return isa_and_nonnull<LambdaExpr>(Node.dyn_cast<const Stmt *>()); });
    Result = std::max(Result, InLambda ? Fate::Kept : fateOf(path(), Context, Followed));
    return true;
  }

  Fate Result = Fate::Dropped;

private:
  const VarDecl &Var;
  const ASTContext &Context;
  const unsigned Followed;
};

} // namespace

static Fate fateOfVariable(const VarDecl &Var, const ASTContext &Context, unsigned Followed) {
  const auto *Function = dyn_cast<FunctionDecl>(Var.getDeclContext());
  if (Var.hasGlobalStorage() || Var.isInitCapture())
    return Fate::Kept;
  if (!Function || !Function->getBody() || Followed >= MaxVariables)
    return Fate::Dropped;
  VariableUses Uses(Var, Context, Followed + 1);
  Uses.TraverseStmt(Function->getBody());
  return Uses.Result;
}

/// What becomes of something that is put into the object \p Target or a part of it.
static Fate fateIn(const Expr *Target, const ASTContext &Context, unsigned Followed) {
  bool Part = false;
  while (true) {
    Target = Target->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Target))
      Target = Member->getBase();
    else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Target))
      Target = Subscript->getBase();
    else if (const auto *Unary = dyn_cast<UnaryOperator>(Target))
      Target = Unary->getSubExpr();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Target))
      Target = Operator->getArg(0);
    else
      break;
    Part = true;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(Target);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  // Behind 'this', a call or a local's parts may be anything: silent.
  if (!Var || Part || isa<ParmVarDecl>(Var))
    return Fate::Kept;
  return fateOfVariable(*Var, Context, Followed);
}

/// Whether the result of \p Call stands for the handle among its arguments.
static bool passesOn(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->isInStdNamespace() &&
         isOneOf(nameOf(*Callee), {"addressof", "ref", "cref", "move", "forward", "make_pair", "make_tuple",
                                   "make_optional", "make_shared", "make_unique"});
}

/// Whether \p Call puts an argument into the object that it is called on.
static bool stores(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  return Method && isOneOf(nameOf(*Method), {"insert", "emplace", "try_emplace", "insert_or_assign", "push_back",
                                             "emplace_back", "push", "reset", "store", "assign"});
}

/// Whether \p S makes an object of the user's that holds the handle, rather than a copy of the handle.
static bool isBundle(const Stmt &S) {
  const auto *E = dyn_cast<Expr>(&S);
  const CXXRecordDecl *Class = E ? E->getType()->getAsCXXRecordDecl() : nullptr;
  return isa<InitListExpr, CXXConstructExpr>(S) && Class && !Class->isInStdNamespace() &&
         !nameOf(*Class).ends_with("_ptr");
}

static Fate fateOf(CodePath Path, const ASTContext &Context, unsigned Followed) {
  bool Bundled = false; // with other things in an object, whose owner keeps it
  const auto Handed = [&](Fate Result) { return Bundled && Result == Fate::Returned ? Fate::Kept : Result; };
  while (true) {
    const size_t I = parentIndex(Path);
    if (I == 0)
      return Fate::Dropped;
    const CodeNode Child = Path[I + 1];
    Path = Path.take_front(I + 1);
    if (const Decl *D = Path[I].dyn_cast<const Decl *>()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      return Var ? Handed(fateOfVariable(*Var, Context, Followed)) : Fate::Dropped;
    }
    const Stmt *Parent = cast<const Stmt *>(Path[I]);
    if (isa<ReturnStmt, CoreturnStmt>(Parent))
      return Handed(Fate::Returned);
    if (const auto *Assignment = dyn_cast<BinaryOperator>(Parent); Assignment && Assignment->isAssignmentOp())
      return Child == CodeNode(static_cast<const Stmt *>(Assignment->getRHS()))
                 ? fateIn(Assignment->getLHS(), Context, Followed)
                 : Fate::Dropped;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Parent)) {
      if (Operator->getOperator() == OO_Equal && Child == CodeNode(static_cast<const Stmt *>(Operator->getArg(1))))
        return fateIn(Operator->getArg(0), Context, Followed);
      return Fate::Dropped;
    }
    const auto *Call = dyn_cast<CallExpr>(Parent);
    const auto *MemberCall = dyn_cast<CXXMemberCallExpr>(Parent);
    if (MemberCall && Child != CodeNode(static_cast<const Stmt *>(MemberCall->getCallee()))) {
      if (stores(*MemberCall))
        return fateIn(MemberCall->getImplicitObjectArgument(), Context, Followed);
      return Fate::Dropped;
    }
    if (Call && !(MemberCall && MemberCall->isLValue()) && !passesOn(*Call))
      return Fate::Dropped;
    if (!isa<UnaryOperator, MemberExpr, CallExpr, CXXConstructExpr, InitListExpr, ExplicitCastExpr, CXXNewExpr,
             CXXStdInitializerListExpr, AbstractConditionalOperator>(Parent))
      return Fate::Dropped;
    Bundled |= isBundle(*Parent);
  }
}

Fate fateOf(CodePath Path, const ASTContext &Context) { return fateOf(Path, Context, 0); }

} // namespace ron
