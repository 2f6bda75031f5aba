// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ownership/OwnedBytesCheck.h"

#include "analysis/Calls.h"
#include "analysis/CoroutineTypes.h"
#include "analysis/Coroutines.h"
#include "analysis/OwnedParameters.h"
#include "analysis/Tasks.h"

#include "clang/AST/ASTContext.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char CoroutineId[] = "coroutine";
constexpr char OperationId[] = "operation";
constexpr char FunctionId[] = "function";

AST_MATCHER_P(FunctionDecl, borrows, const LentParameterModel *, Parameters) {
  return llvm::any_of(Node.parameters(), [&](const ParmVarDecl *P) { return Parameters->borrows(*P); });
}

AST_MATCHER(CallExpr, isLooseOperation) { return startsLooseOperation(Node); }

} // namespace

OwnedBytesCheck::OwnedBytesCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), ViewTypes(*this, "ViewTypes", DefaultViewTypes),
      SpawnFunctions(*this, "SpawnFunctions", DefaultSpawnFunctions),
      SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables), BodySinks(*this, "BodySinks", DefaultBodySinks),
      HotFunctions(*this, "HotFunctions", ""), ComponentClass(*this), Lenders(ViewTypes),
      Parameters{Lenders, SpawnFunctions, SafeAwaitables}, Headers(areDiagsSelfContained()) {}

void OwnedBytesCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void OwnedBytesCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(
      functionDecl(isCoroutine(), unless(isExpansionInSystemHeader()), borrows(&Parameters)).bind(CoroutineId), this);
  Finder->addMatcher(callExpr(unless(isExpansionInSystemHeader()), isLooseOperation()).bind(OperationId), this);
  if (ComponentClass.get() == "hot" || !HotFunctions.empty())
    Finder->addMatcher(functionDecl(isDefinition(), unless(isExpansionInSystemHeader())).bind(FunctionId), this);
}

/// Whether \p Function serves requests: for the component that it is in, its name, or that of a function around it.
bool OwnedBytesCheck::isHot(const FunctionDecl &Function) const {
  if (ComponentClass.get() == "hot")
    return true;
  for (const DeclContext *Scope = &Function; Scope; Scope = Scope->getParent())
    if (const auto *Around = dyn_cast<FunctionDecl>(Scope); Around && HotFunctions.matches(*Around))
      return true;
  return false;
}

void OwnedBytesCheck::check(const MatchFinder::MatchResult &Result) {
  if (const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>(FunctionId)) {
    if (Function->doesThisDeclarationHaveABody() && isHot(*Function))
      for (const BodyCopy &Copy : bodyCopies(*Function, BodySinks, *Result.Context))
        report(Copy, *Function, *Result.Context);
    return;
  }
  Seen = Result.Context;
  if (const auto *Coroutine = Result.Nodes.getNodeAs<FunctionDecl>(CoroutineId))
    Coroutines.insert(canonicalFunction(*Coroutine));
  else
    StartsOperations = true;
}

void OwnedBytesCheck::onEndOfTranslationUnit() {
  if (!Coroutines.empty())
    for (const LentParameter &Lent : Parameters.lentParameters(*Seen, Coroutines))
      report(Lent, *Seen);
  if (StartsOperations)
    for (const LentBuffer &Lent : lentBuffers(*Seen, Lenders))
      report(Lent);
  Coroutines.clear();
  StartsOperations = false;
  Seen = nullptr;
  Check::onEndOfTranslationUnit();
}

void OwnedBytesCheck::report(const LentParameter &Lent, ASTContext &Context) {
  const FunctionDecl &Coroutine = *Lent.Coroutine;
  const ParmVarDecl &Parameter = *Coroutine.getParamDecl(Lent.Index);
  if (!shouldReport(Parameter.getLocation()))
    return;
  Edits Change(Context);
  const SmallVector<std::string, 2> Needed = ownParameter(Coroutine, Lent.Index, Context, Change);
  if (Change.usable())
    Headers.add(Needed, Parameter.getLocation(), Change, Context);
  diag(placeOf(Parameter.getLocation()), "%select{%1|the task}0 outlives what its parameter %2 refers to")
      << !Coroutine.getIdentifier() << withoutArguments(Coroutine) << &Parameter << Change.hints();
  if (Lent.From.Var)
    diag(placeOf(Lent.Argument->getBeginLoc()), "it is lent %0 here, which ends before the task", DiagnosticIDs::Note)
        << Lent.From.Var;
  else
    diag(placeOf(Lent.Argument->getBeginLoc()), "it is lent a temporary here, which ends with the statement",
         DiagnosticIDs::Note);
  diag(placeOf(Lent.Use->getBeginLoc()), "used here after that", DiagnosticIDs::Note);
}

void OwnedBytesCheck::report(const LentBuffer &Lent) {
  const SourceLocation Loc = Lent.Argument->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  diag(placeOf(Loc), "the operation outlives %select{a temporary|%1}0, whose bytes it is lent")
      << (Lent.From.Var != nullptr) << Lent.From.Var;
  diag(placeOf(Loc), "keep the bytes in a member, or in a shared_ptr that the handler captures", DiagnosticIDs::Note);
}

void OwnedBytesCheck::report(const BodyCopy &Copy, const FunctionDecl &Function, ASTContext &Context) {
  const SourceLocation Loc = Copy.Source->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  Edits Change(Context);
  if (Copy.TakesMoved && !isTemplated(Function) && isLastUse(*Copy.Source, Function)) {
    Change.insertAt(Loc, "std::move(");
    Change.insertAfterToken(Copy.Source->getEndLoc(), ")");
    SmallVector<std::string, 2> Needed;
    requireDeclared(Needed, Context, "std::move", "utility");
    if (Change.usable())
      Headers.add(Needed, Loc, Change, Context);
  }
  diag(placeOf(Loc), "%0 is copied into the body of a response on a hot path") << Copy.Name << Change.hints();
}

} // namespace ron
