// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/TlsContexts.h"

#include "analysis/AstVisitor.h"
#include "analysis/Coroutines.h"
#include "analysis/Globs.h"
#include "analysis/Names.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

/// What leads to the same context: pointers to it, and handles of it.
static const Expr *objectBehind(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource();
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E)) {
      E = Cast->getSubExpr();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
               Operator && isOneOf(getOperatorSpelling(Operator->getOperator()), {"*", "->"})) {
      E = Operator->getArg(0);
    } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
      const auto *Method = Member->getMethodDecl();
      if (!Method || !isOneOf(nameOf(*Method), {"get", "native_handle", "value"}))
        return E;
      E = Member->getImplicitObjectArgument();
    } else {
      return E;
    }
  }
}

/// Whether \p E makes a new object: 'new', a constructor, a function that says so by its name.
static bool makesObject(const Expr &E) {
  const Expr *Maker = E.IgnoreUnlessSpelledInSource();
  if (isa<CXXNewExpr>(Maker))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Maker))
    return Construct->getNumArgs() > 0 && makesObject(*Construct->getArg(0));
  const auto *Call = dyn_cast<CallExpr>(Maker);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  static const Globs Makers("*new*;*make*;*create*;*build*", "", Globs::Case::Ignored);
  return Makers.matches(nameOf(*Callee)) || (nameOf(*Callee) == "move" && makesObject(*Call->getArg(0)));
}

namespace {

/// Looks for a place where a variable or member is given an object that has just been made.
class CreationFinder : public AstVisitor {
public:
  explicit CreationFinder(const ValueDecl &Holder) : Holder(Holder) {}

  bool Found = false;

  bool VisitBinaryOperator(BinaryOperator *Op) override {
    return Op->getOpcode() != BO_Assign || see(*Op->getLHS(), *Op->getRHS());
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    return Call->getOperator() != OO_Equal || see(*Call->getArg(0), *Call->getArg(1));
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !isHolder(*Call->getImplicitObjectArgument()))
      return true;
    Found |= nameOf(*Method) == "emplace" ||
             (nameOf(*Method) == "reset" && Call->getNumArgs() > 0 && makesObject(*Call->getArg(0)));
    return !Found;
  }

private:
  bool isHolder(const Expr &E) const {
    const Expr *Named = E.IgnoreUnlessSpelledInSource();
    const auto *Ref = dyn_cast<DeclRefExpr>(Named);
    const auto *Member = dyn_cast<MemberExpr>(Named);
    return (Ref && Ref->getDecl() == &Holder) || (Member && Member->getMemberDecl() == &Holder);
  }
  bool see(const Expr &Target, const Expr &Value) {
    Found |= isHolder(Target) && makesObject(Value);
    return !Found;
  }

  const ValueDecl &Holder;
};

} // namespace

static bool isGivenNewOne(const ValueDecl &Holder, const FunctionDecl &Function) {
  CreationFinder Finder(Holder);
  if (Function.getBody())
    Finder.TraverseStmt(Function.getBody());
  return Finder.Found;
}

/// Whether \p Type only leads to an object that may be anybody's.
static bool isPointing(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Type->isReferenceType() || Type->isPointerType() || (Class && nameOf(*Class).ends_with("_ptr"));
}

static TlsContext ofVariable(const VarDecl &Var, const FunctionDecl &Function) {
  if (Var.getDeclContext() != &Function || Var.hasGlobalStorage())
    return {isGivenNewOne(Var, Function) ? TlsOwner::Function : TlsOwner::Others, &Var};
  if (!isPointing(Var.getType()) || isGivenNewOne(Var, Function))
    return {TlsOwner::Function, &Var};
  if (isa<ParmVarDecl>(Var))
    return {Var.getType()->isRValueReferenceType() ? TlsOwner::Function : TlsOwner::Caller, &Var};
  const Expr *Init = Var.getInit();
  if (!Init || makesObject(*Init))
    return {Init ? TlsOwner::Function : TlsOwner::Unknown, &Var};
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init->IgnoreUnlessSpelledInSource());
  if (Construct && Construct->getNumArgs() > 0)
    Init = Construct->getArg(0);
  return tlsContext(*Init, Function);
}

static TlsContext ofCall(const CallExpr &Call, const FunctionDecl &Function) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || makesObject(Call))
    return {TlsOwner::Unknown, Callee};
  if (nameOf(*Callee) == "SSL_get_SSL_CTX")
    return {TlsOwner::Others, Callee};
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Callee->getReturnType()->isLValueReferenceType())
    return {TlsOwner::Unknown, Callee};
  if (!Member)
    return {Call.getNumArgs() == 0 ? TlsOwner::Others : TlsOwner::Unknown, Callee};
  return {tlsContext(*Member->getImplicitObjectArgument(), Function).Owner, Callee}; // an accessor
}

TlsContext tlsContext(const Expr &E, const FunctionDecl &Function) {
  const Expr *Object = objectBehind(&E);
  if (isa<CXXThisExpr>(Object)) // a class on top of the context's
    return {TlsOwner::Others, recordOf(Object->getType())};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object)) {
    const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var ? ofVariable(*Var, Function) : TlsContext{TlsOwner::Unknown, Ref->getDecl()};
  }
  if (const auto *Member = dyn_cast<MemberExpr>(Object)) {
    const ValueDecl *Field = Member->getMemberDecl();
    if (isGivenNewOne(*Field, Function))
      return {TlsOwner::Function, Field};
    return {tlsContext(*Member->getBase(), Function).Owner, Field};
  }
  const auto *Call = dyn_cast<CallExpr>(Object);
  return Call ? ofCall(*Call, Function) : TlsContext();
}

const CXXRecordDecl *tlsClass(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  const auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Owner || !nameOf(*Owner).ends_with("_ptr") || Owner->getTemplateArgs().size() == 0 ||
      Owner->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return Class;
  return recordOf(Owner->getTemplateArgs()[0].getAsType());
}

} // namespace ron
