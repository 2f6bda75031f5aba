// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ReadinessWaits.h"

#include "analysis/Conditions.h"
#include "analysis/Coroutines.h"
#include "analysis/Members.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace ron {

/// Whether code of \p Function may name \p Member of \p Class.
static bool isAccessible(const CXXMethodDecl &Member, const CXXRecordDecl &Class, const FunctionDecl &Function) {
  if (Member.getAccess() == AS_public)
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->getCanonicalDecl() == Class.getCanonicalDecl() &&
         Member.getParent()->getCanonicalDecl() == Class.getCanonicalDecl();
}

std::string readinessWait(const Poll &P, const FunctionDecl &Function, bool Await, const ReadinessNames &Names,
                          const ASTContext &Context) {
  bool WhileFalse = P.EndsWhenTrue;
  const auto *Call =
      dyn_cast<CXXMemberCallExpr>(stripNegations(P.Condition, WhileFalse)->IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *Predicate = Call ? Call->getMethodDecl() : nullptr;
  const auto *Callee = Call ? dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens()) : nullptr;
  if (!WhileFalse || !Predicate || !Callee || Call->getNumArgs() != 0 || !namesFunction(Names.Predicates, *Predicate))
    return "";
  // Without the conversion to const that calling the predicate may take.
  QualType Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType();
  if (Object->isPointerType())
    Object = Object->getPointeeType();
  const CXXRecordDecl *Class = Object->getAsCXXRecordDecl();
  if (!Class || Callee->getMemberLoc().isMacroID() || Call->getBeginLoc().isMacroID())
    return "";
  const CXXMethodDecl *Wait = findMethod(*Class, [&](const CXXMethodDecl &Method) {
    const QualType Result = Method.getReturnType();
    return Method.param_empty() && !Method.isStatic() && !Method.isDeleted() && Method.getIdentifier() &&
           namesFunction(Await ? Names.AsyncWaits : Names.Waits, Method) &&
           (Await ? isAwaitable(Result) : Result->isVoidType()) && (Method.isConst() || !Object.isConstQualified()) &&
           isAccessible(Method, *Class, Function);
  });
  if (!Wait)
    return "";
  const auto Prefix = CharSourceRange::getCharRange(Call->getBeginLoc(), Callee->getMemberLoc());
  const StringRef Text = Lexer::getSourceText(Prefix, Context.getSourceManager(), Context.getLangOpts());
  return ((Await ? "co_await " : "") + Text + Wait->getName() + "()").str();
}

} // namespace ron
