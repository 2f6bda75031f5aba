// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/EarlyReturns.h"

#include "analysis/Coroutines.h"
#include "analysis/HolderTypes.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

/// What \p Function gives back, out of the coroutine type around it.
static QualType resultType(const FunctionDecl &Function) {
  const QualType Type = Function.getReturnType();
  const CXXRecordDecl *Class = coroutineBody(Function) ? Type->getAsCXXRecordDecl() : nullptr;
  const SmallVector<QualType, 4> Arguments = Class ? typeArguments(*Class) : SmallVector<QualType, 4>();
  return Arguments.empty() ? Type : Arguments[0];
}

/// How to test \p Name, a result of \p Type, and what a function that gives back \p Outer returns in its place; empty
/// where it cannot.
static std::string returnOf(StringRef Name, QualType Type, QualType Outer, StringRef Return) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  const CXXRecordDecl *Around = Outer->getAsCXXRecordDecl();
  if (!Class || !Around)
    return "";
  const std::string Family = qualifiedName(*Class), Given = qualifiedName(*Around);
  if (Family == "absl::StatusOr" && isOneOf(Given, {"absl::StatusOr", "absl::Status"}))
    return ("if (!" + Name + ".ok()) " + Return + " " + Name + ".status();").str();
  if (Family != Given)
    return "";
  if (Family == "std::optional")
    return ("if (!" + Name + ") " + Return + " std::nullopt;").str();
  const SmallVector<QualType, 4> Own = typeArguments(*Class), Theirs = typeArguments(*Around);
  if (!isOneOf(Family, {"std::expected", "tl::expected"}) || Own.size() != 2 || Theirs.size() != 2 ||
      Own[1].getCanonicalType() != Theirs[1].getCanonicalType())
    return "";
  const StringRef Maker = Family == "std::expected" ? "std::unexpected" : "tl::make_unexpected";
  return ("if (!" + Name + ") " + Return + " " + Maker + "(" + Name + ".error());").str();
}

/// The variable or member of the function's own object that \p Result is; or null.
static const ValueDecl *namedResult(const Expr &Result) {
  const Expr *E = Result.IgnoreUnlessSpelledInSource();
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
    E = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return dyn_cast<VarDecl>(Ref->getDecl());
  const auto *Member = dyn_cast<MemberExpr>(E);
  return Member && Member->isImplicitAccess() ? Member->getMemberDecl() : nullptr;
}

void returnEarly(const CallSite &Site, const Unwrap &Taken, const ASTContext &Context, Edits &Change) {
  const FunctionDecl &Function = *Site.Where.Function;
  const ValueDecl *Named = namedResult(*Taken.Result);
  const Stmt *Statement = statementInBlock(Site.Path);
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  // A lambda's type of return follows from its statements; a loop asks again in each round.
  if (!Named || !Statement || isTemplated(Function) || (Method && Method->getParent()->isLambda()) ||
      isa<ForStmt, WhileStmt, DoStmt>(Statement))
    return;
  if (isa<VarDecl>(Named) &&
      !Context.getSourceManager().isBeforeInTranslationUnit(Named->getLocation(), Statement->getBeginLoc()))
    return; // declared in the same statement
  const StringRef Return = coroutineBody(Function) ? "co_return" : "return";
  const std::string Code =
      returnOf(Named->getName(), Named->getType().getNonReferenceType(), resultType(Function), Return);
  if (!Code.empty())
    Change.insertLineBefore(*Statement, Code);
}

} // namespace ron
