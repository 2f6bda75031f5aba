// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Coroutines.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

const Stmt *coroutineBody(const FunctionDecl &Function) {
  if (!Function.doesThisDeclarationHaveABody())
    return nullptr;
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  return Body ? Body->getBody() : nullptr;
}

const Expr *awaitedOperand(const Stmt &S) {
  if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&S))
    return Dependent->getOperand();
  return cast<CoroutineSuspendExpr>(S).getOperand();
}

bool isSuspension(const Stmt &S, const Globs &SafeAwaitables) {
  if (isa<CoyieldExpr>(S))
    return true;
  if (const auto *Await = dyn_cast<CoawaitExpr>(&S)) {
    if (Await->isImplicit())
      return false;
    return !SafeAwaitables.matchesType(Await->getOperand()->getType()) &&
           !SafeAwaitables.matchesType(Await->getCommonExpr()->getType());
  }
  const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&S);
  return Dependent && !SafeAwaitables.matchesType(Dependent->getOperand()->getType());
}

/// Whether \p Record or a base of it has a member called \p Name. It is looked up: a walk over the members would load
/// all of them from a precompiled header.
static bool hasMember(const CXXRecordDecl &Record, DeclarationName Name) {
  const CXXRecordDecl *Definition = Record.getDefinition();
  // A return type that nobody has needed yet is not instantiated: what it is a specialization of tells as much.
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record); Specialization && !Definition)
    Definition = Specialization->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  if (!Definition)
    return false;
  return !Definition->lookup(Name).empty() || llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Class = recordOf(Base.getType());
    return Class && hasMember(*Class, Name);
  });
}

bool isAwaitable(QualType Type) {
  const CXXRecordDecl *Record = recordOf(Type);
  return Record && !Type.getNonReferenceType()->isPointerType() && isAwaitable(*Record);
}

bool isAwaitable(const CXXRecordDecl &Record) {
  const ASTContext &Context = Record.getASTContext();
  const DeclarationName Operator = Context.DeclarationNames.getCXXOperatorName(OO_Coawait);
  if (hasMember(Record, Operator) || hasMember(Record, &Context.Idents.get("await_ready")))
    return true;
  return !Record.getDeclContext()->getRedeclContext()->lookup(Operator).empty();
}

bool isTemplated(const FunctionDecl &Function) {
  for (const DeclContext *Context = &Function; Context; Context = Context->getParent()) {
    if (Context->isDependentContext())
      return true;
    if (const auto *F = dyn_cast<FunctionDecl>(Context); F && F->isTemplateInstantiation())
      return true;
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Context);
        Class && isTemplateInstantiation(Class->getTemplateSpecializationKind()))
      return true;
  }
  return false;
}

} // namespace ron
