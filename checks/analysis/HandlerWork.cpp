// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/HandlerWork.h"

#include "analysis/Ancestors.h"
#include "analysis/Coroutines.h"
#include "analysis/LockTypes.h"
#include "analysis/Names.h"
#include "analysis/Tasks.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

HandlerWork::HandlerWork(const Globs &WorkFunctions, ASTContext &Context)
    : WorkFunctions(WorkFunctions), Context(Context), None("", ""),
      Spawns(DefaultSpawnFunctions, DefaultSpawnFunctions), Guards(DefaultLockGuardTypes, DefaultLockGuardTypes),
      Safe(DefaultSafeAwaitables, DefaultSafeAwaitables), Blocks(None) {}

namespace {

class WorkFinder : public RunCodeVisitor {
public:
  WorkFinder(const HandlerWork &Work, const Stmt &Body, const ASTContext &Context)
      : RunCodeVisitor(Context), Work(Work), Body(Body) {}

  bool Found = false;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitExpr(Expr *E) override {
    Found |= Work.nameOfWork(*E, Body) != nullptr;
    return !Found;
  }

private:
  const HandlerWork &Work;
  const Stmt &Body;
};

} // namespace

/// Whether \p Function belongs to a server's library, whose inner workings are nobody's work.
static bool isOfServer(const FunctionDecl &Function) {
  const std::string Name = qualifiedName(Function);
  const StringRef Outermost = StringRef(Name).split("::").first;
  return isOneOf(Outermost, {"asio", "boost", "crow", "drogon", "httplib", "trantor"});
}

bool HandlerWork::works(const FunctionDecl &Function) const {
  const FunctionDecl *Definition = nullptr;
  if (Depth > 2 || !Function.hasBody(Definition) || isOfServer(*Definition) ||
      Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
    return false;
  const auto [Entry, New] = Known.try_emplace(Definition, false);
  if (!New)
    return Entry->second;
  ++Depth;
  WorkFinder Finder(*this, *Definition->getBody(), Context);
  Finder.TraverseStmt(Definition->getBody());
  --Depth;
  return Known[Definition] = Finder.Found;
}

/// Whether \p Callee only tells something of its object.
static bool isGetter(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && Method->getNumParams() == 0 && Method->isConst();
}

static const NamedDecl *withoutTemplateArguments(const CXXRecordDecl &Class) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  return Instance ? static_cast<const NamedDecl *>(Instance->getSpecializedTemplate()) : &Class;
}

const NamedDecl *HandlerWork::nameOfWork(const Stmt &S, const Stmt &Body) const {
  if (const Expr *Operand =
          isa<CoroutineSuspendExpr>(&S) ? awaitedOperand(S)->IgnoreUnlessSpelledInSource() : nullptr) {
    const FunctionDecl *Awaited = isSuspension(S, Safe) ? calleeOf(*Operand) : nullptr;
    return Awaited && Awaited->getIdentifier() ? Awaited : nullptr;
  }
  const auto *E = dyn_cast<Expr>(&S);
  const FunctionDecl *Callee = E ? calleeOf(*E) : nullptr;
  if (!Callee)
    return nullptr;
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee)) {
    const CXXRecordDecl *Class = Constructor->getParent();
    const bool Locks = Guards.matches(*Class) && !Constructor->isDefaultConstructor();
    return Locks || Spawns.matches(*Callee) ? withoutTemplateArguments(*Class) : nullptr;
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call || !Callee->getIdentifier())
    return nullptr;
  const bool Works = (WorkFunctions.matches(*Callee) && !isGetter(*Callee)) || Spawns.matches(*Callee) ||
                     Blocks.kindOf(*Call, Body, Context) != Blocking::None || works(*Callee);
  return Works ? Callee : nullptr;
}

} // namespace ron
