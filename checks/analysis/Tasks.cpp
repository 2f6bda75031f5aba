// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Tasks.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

const Expr *withoutMoves(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParens();
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Call->getNumArgs() == 0)
      return E;
    if (isInStd(*Callee) && isOneOf(nameOf(*Callee), {"move", "forward", "ref", "cref"}))
      E = Call->getArg(0);
    else if (isOneOf(nameOf(*Callee), {"bind_executor", "bind_cancellation_slot", "bind_allocator"}) &&
             Call->getNumArgs() > 1)
      E = Call->getArg(1);
    else
      return E;
  }
}

static const FunctionDecl *definitionOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return Function.hasBody(Definition) ? Definition : &Function;
}

static bool isBinder(const FunctionDecl &Callee) {
  return isOneOf(nameOf(Callee), {"bind", "bind_front"}) && !isa<CXXMethodDecl>(Callee);
}

/// Fills in what \p T runs when \p E, given \p Given, does. False when \p E is nothing that can run.
static bool readWork(Task &T, const Expr *E, ArrayRef<const Expr *> Given) {
  E = withoutMoves(E);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    T.Lambda = Lambda;
    T.Body = Lambda->getCallOperator();
    T.Arguments.assign(Given.begin(), Given.end());
    return true;
  }
  if (const auto *Address = dyn_cast<UnaryOperator>(E); Address && Address->getOpcode() == UO_AddrOf)
    E = Address->getSubExpr()->IgnoreParens();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
      return Var->isLocalVarDecl() && Var->getInit() &&
             (recordOf(Var->getType()) && !Var->getType()->isReferenceType()) && readWork(T, Var->getInit(), Given);
    const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
    if (!Function)
      return false;
    T.Body = definitionOf(*Function);
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    const bool ForObject = Method && !Method->isStatic();
    if (ForObject && !Given.empty())
      T.Object = Given.front();
    const ArrayRef<const Expr *> Rest = ForObject && !Given.empty() ? Given.drop_front() : Given;
    T.Arguments.assign(Rest.begin(), Rest.end());
    return true;
  }
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return false;
  const SmallVector<const Expr *, 4> Written(Call->arg_begin(), Call->arg_end());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return Operator->getOperator() == OO_Call && readWork(T, Written[0], ArrayRef(Written).drop_front());
  if (isBinder(*Callee))
    return !Written.empty() && readWork(T, Written[0], ArrayRef(Written).drop_front());
  if (!isAwaitable(Call->getType()))
    return false;
  T.Body = definitionOf(*Callee);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
    T.Object = Member->getImplicitObjectArgument();
  T.Arguments = Written;
  return true;
}

static bool isThread(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  return Class && isOneOf(nameOf(*Class), {"thread", "jthread"}) && !Type->isPointerType();
}

/// Whether \p Callee makes a thread in a container of threads.
static bool emplacesThread(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const auto *Class = Method ? dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent()) : nullptr;
  return Class && isOneOf(nameOf(Callee), {"emplace_back", "emplace", "emplace_front"}) &&
         Class->getTemplateArgs().size() != 0 && Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isThread(Class->getTemplateArgs()[0].getAsType());
}

/// Whether \p Callee calls the first function among its arguments with those behind it.
static bool passesArguments(const FunctionDecl &Callee) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Callee);
  return Constructor || emplacesThread(Callee) || nameOf(Callee) == "async";
}

/// Whether what \p Callee is given besides one task says how its end is told.
static bool takesToken(const FunctionDecl &Callee) { return isOneOf(nameOf(Callee), {"co_spawn", "spawn"}); }

static bool canRun(const Expr &E) {
  const QualType Type = E.getType();
  const CXXRecordDecl *Class = recordOf(Type);
  return Type->isFunctionType() || Type->isFunctionPointerType() || Type->isMemberFunctionPointerType() ||
         (Class && Class->isLambda()) || isAwaitable(Type);
}

static SmallVector<const Expr *, 4> argumentsOf(const Expr &Start) {
  SmallVector<const Expr *, 4> Arguments;
  if (const auto *Call = dyn_cast<CallExpr>(&Start))
    Arguments.assign(Call->arg_begin(), Call->arg_end());
  else
    Arguments.assign(cast<CXXConstructExpr>(Start).arg_begin(), cast<CXXConstructExpr>(Start).arg_end());
  while (!Arguments.empty() && isa<CXXDefaultArgExpr>(Arguments.back()))
    Arguments.pop_back();
  return Arguments;
}

static bool isConjunction(const Expr &Start) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Start);
  return Operator && (Operator->getOperator() == OO_AmpAmp || Operator->getOperator() == OO_PipePipe);
}

SmallVector<Task, 2> tasksOf(const Expr &Start, const Globs &SpawnFunctions) {
  SmallVector<Task, 2> Found;
  const FunctionDecl *Callee = calleeOf(Start);
  if (!Callee || !(isConjunction(Start) || SpawnFunctions.matches(*Callee) || emplacesThread(*Callee)))
    return Found;
  const SmallVector<const Expr *, 4> Arguments = argumentsOf(Start);
  for (size_t I = 0; I < Arguments.size(); ++I) {
    const Expr *Argument = withoutMoves(Arguments[I]);
    const auto *Call = dyn_cast<CallExpr>(Argument);
    const bool Bound = Call && Call->getDirectCallee() && isBinder(*Call->getDirectCallee());
    if (!Bound && !canRun(*Argument))
      continue;
    Task T;
    T.Start = &Start;
    T.Work = Arguments[I];
    const bool Passes = passesArguments(*Callee);
    if (readWork(T, Argument, Passes ? ArrayRef(Arguments).drop_front(I + 1) : ArrayRef<const Expr *>())) {
      if (takesToken(*Callee) && isa<CallExpr>(Start))
        T.Token = I + 1 < Arguments.size() ? Arguments[I + 1] : tokenArgument(cast<CallExpr>(Start));
      Found.push_back(std::move(T));
    }
    if (Passes || (takesToken(*Callee) && !Found.empty()))
      break;
  }
  return Found;
}

bool runsOnThread(const Task &T) { return !isConjunction(*T.Start) && passesArguments(*calleeOf(*T.Start)); }

bool isJoined(const Task &T) {
  if (isConjunction(*T.Start))
    return true;
  const FunctionDecl &Callee = *calleeOf(*T.Start);
  if (T.Token)
    return Token::of(T.Token->getType()).What == Token::Kind::Waits;
  return nameOf(Callee).starts_with("collect") || nameOf(Callee).starts_with("when_") ||
         isOneOf(nameOf(Callee), {"gather", "join", "race", "left_race"});
}

} // namespace ron
