// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Offloads.h"

#include "analysis/AstVisitor.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Tasks.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

/// Whether \p Type is a pool of threads, its executor, or something around one (a strand).
static bool isPool(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  for (const DeclContext *Scope = Class; Scope; Scope = Scope->getParent())
    if (const auto *Named = dyn_cast<CXXRecordDecl>(Scope);
        Named && isOneOf(nameOf(*Named), {"thread_pool", "static_thread_pool", "system_context",
                                          "basic_system_executor", "system_executor"}))
      return true;
  const auto *Wrapper = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Wrapper && llvm::any_of(Wrapper->getTemplateArgs().asArray(), [](const TemplateArgument &Argument) {
           return Argument.getKind() == TemplateArgument::Type && isPool(Argument.getAsType());
         });
}

static bool isAsios(const FunctionDecl &Callee) {
  const std::string Name = qualifiedName(Callee);
  return StringRef(Name).starts_with("boost::asio::") || StringRef(Name).starts_with("asio::");
}

static bool takesPool(const Expr &E) {
  const auto IsPool = [](const Expr *Argument) { return isPool(Argument->IgnoreImplicit()->getType()); };
  if (const auto *Call = dyn_cast<CallExpr>(&E))
    return llvm::any_of(Call->arguments(), IsPool);
  return llvm::any_of(cast<CXXConstructExpr>(E).arguments(), IsPool);
}

bool isOffload(const Expr &Call, const Globs &Functions) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Functions.matches(*Callee) && (!isAsios(*Callee) || takesPool(Call));
}

namespace {

/// Finds the call that takes a lambda to other threads.
class HandOffFinder : public AstVisitor {
public:
  HandOffFinder(const FunctionDecl &Lambda, const Globs &Functions) : Lambda(Lambda), Functions(Functions) {}

  bool Found = false;

  bool VisitExpr(Expr *E) override {
    if (isa<CallExpr, CXXConstructExpr>(E) && isOffload(*E, Functions))
      Found = llvm::any_of(tasksOf(*E, Functions), [&](const Task &T) { return T.Body == &Lambda; });
    return !Found;
  }

private:
  const FunctionDecl &Lambda;
  const Globs &Functions;
};

} // namespace

bool isHandedOff(const FunctionDecl &Coroutine, const Globs &Functions) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Coroutine);
  if (!Method || !Method->getParent()->isLambda())
    return false;
  const auto *Around = dyn_cast<FunctionDecl>(Method->getParent()->getDeclContext());
  if (!Around || !Around->hasBody())
    return false;
  HandOffFinder Finder(Coroutine, Functions);
  Finder.TraverseStmt(Around->getBody());
  return Finder.Found;
}

namespace {

/// Finds the last awaited change of threads before a place.
class SwitchFinder : public AstVisitor {
public:
  SwitchFinder(SourceLocation Where, const Globs &Functions, const SourceManager &Sources)
      : Where(Where), Functions(Functions), Sources(Sources) {}

  bool Elsewhere = false;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) override { return see(*E, *E->getOperand()); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) override { return see(*E, *E->getOperand()); }

private:
  bool see(const Expr &Await, const Expr &Operand) {
    if (!Sources.isBeforeInTranslationUnit(Await.getEndLoc(), Where))
      return true;
    const Expr *Awaited = Operand.IgnoreUnlessSpelledInSource();
    const FunctionDecl *Callee = calleeOf(*Awaited);
    if (Callee && Functions.matches(*Callee) && nameOf(*Callee) != "co_spawn")
      Elsewhere = isOffload(*Awaited, Functions);
    return true;
  }

  const SourceLocation Where;
  const Globs &Functions;
  const SourceManager &Sources;
};

} // namespace

bool runsElsewhere(const Expr &Where, const Stmt &Body, const Globs &Functions, const ASTContext &Context) {
  SwitchFinder Finder(Where.getBeginLoc(), Functions, Context.getSourceManager());
  Finder.TraverseStmt(const_cast<Stmt *>(&Body));
  return Finder.Elsewhere;
}

} // namespace ron
