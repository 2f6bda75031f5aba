// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/TlsConfigMutationCheck.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/SetupFunctions.h"
#include "analysis/TlsContexts.h"

#include "clang/AST/ASTLambda.h"

namespace ron {

namespace {

/// Functions that offer what the context itself offers, by their name: it is their callers who change a context.
bool isNamedAsSetter(const FunctionDecl &Function) {
  const std::string Name = nameOf(Function).lower();
  return startsAsSetup(Function) ||
         llvm::any_of(std::initializer_list<StringRef>{"set", "use", "load", "add", "clear", "enable", "disable",
                                                       "config", "create", "make", "open", "prepare", "build", "apply",
                                                       "with"},
                      [&](StringRef Verb) { return StringRef(Name).starts_with(Verb); });
}

} // namespace

/// What is known of one translation unit.
struct TlsConfigMutationCheck::Unit {
  Unit(ASTContext &Context, const Globs &SetupNames) : Context(Context), Setup(Context, SetupNames) {}

  ASTContext &Context;
  SetupFunctions Setup;
};

TlsConfigMutationCheck::TlsConfigMutationCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), TlsMutators(*this, "TlsMutators", DefaultTlsMutators),
      SetupFunctionNames(*this, "SetupFunctions",
                         "*make*context*;*configure*tls*;*setup*tls*;*init*tls*;*setup*ssl*;*configure*ssl*"),
      Calls(TlsMutators) {}

void TlsConfigMutationCheck::examine(ASTContext &Context) {
  Unit Program(Context, SetupFunctionNames);
  const auto IsWanted = [&](const CallExpr &Call) { return Calls.mayChange(Call); };
  for (const CallSite &Site : callSites(Context, IsWanted)) {
    const std::string Operation = Calls.changeBy(*Site.Call, Context);
    const NamedDecl *Name = Operation.empty() ? nullptr : liveContext(Site, Program);
    if (!Name || !shouldReport(Site.Loc))
      continue;
    diag(Site.Loc, "'%0' changes the live TLS context %1") << Operation << Name;
    diag(isa<FunctionDecl>(Name) ? Site.Loc : Name->getLocation(),
         "make a new context of the new settings, and let new connections take that", DiagnosticIDs::Note);
  }
  Calls.reset();
}

/// Whether \p Function gives back what \p Context is, or what owns one.
static bool givesBack(const FunctionDecl &Function, const Expr &Context) {
  const CXXRecordDecl *Given = tlsClass(Function.getReturnType());
  return Given && Given == tlsClass(Context.getType());
}

/// Whether \p Function is a member of a context class: the inner workings of its setters.
bool TlsConfigMutationCheck::isPartOfContext(const FunctionDecl &Function) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && llvm::any_of(Method->getParent()->methods(),
                                [&](const CXXMethodDecl *Other) { return TlsMutators.matches(*Other); });
}

const NamedDecl *TlsConfigMutationCheck::liveContext(const CallSite &Site, Unit &Program) const {
  if (Program.Setup.covers(Site.Where))
    return nullptr;
  const Expr &Context = *contextOf(*Site.Call);
  for (std::optional<Frame> F = Site.Where; F && F->Function; F = Program.Setup.partOf(Site.Path, *F)) {
    const FunctionDecl &Function = *F->Function;
    if (isNamedAsSetter(Function) || isTestBody(Function) || isa<CXXDestructorDecl>(Function) ||
        isPartOfContext(Function) || givesBack(Function, Context))
      return nullptr;
    const TlsContext Subject = tlsContext(Context, Function);
    const bool Live = Subject.Owner == TlsOwner::Caller ? isGivenLiveOne(Function, *Subject.Name, Program, 0)
                                                        : Subject.Owner == TlsOwner::Others;
    if (!Live)
      return nullptr;
  }
  return tlsContext(Context, *Site.Where.Function).Name;
}

/// Whether \p Function, whose parameter \p Parameter is a context, may be called with one that connections use.
bool TlsConfigMutationCheck::isGivenLiveOne(const FunctionDecl &Function, const NamedDecl &Parameter, Unit &Program,
                                            unsigned Depth) const {
  if (coroutineBody(Function))
    return true; // runs beside others
  const FunctionDecl *Callee = canonicalFunction(Function);
  const unsigned Index = cast<ParmVarDecl>(Parameter).getFunctionScopeIndex();
  const auto IsWanted = [&](const CallExpr &Call) {
    const FunctionDecl *Direct = Call.getDirectCallee();
    return Direct && canonicalFunction(*Direct) == Callee;
  };
  return llvm::any_of(callSites(Program.Context, IsWanted), [&](const CallSite &Site) {
    const unsigned Offset = isa<CXXOperatorCallExpr>(Site.Call) ? 1 : 0; // a lambda is its own first argument
    if (Site.Call->getNumArgs() <= Index + Offset || Program.Setup.covers(Site.Where))
      return false;
    const FunctionDecl &Caller = *Site.Where.Function;
    const TlsContext Subject = tlsContext(*Site.Call->getArg(Index + Offset), Caller);
    if (Subject.Owner == TlsOwner::Caller && Depth < 3)
      return isGivenLiveOne(Caller, *Subject.Name, Program, Depth + 1);
    return Subject.Owner == TlsOwner::Others && !isNamedAsSetter(Caller);
  });
}

} // namespace ron
