// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/UncheckedUnwrapCheck.h"

#include "analysis/Calls.h"
#include "analysis/Coroutines.h"
#include "analysis/EarlyReturns.h"
#include "analysis/Names.h"

#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"

namespace ron {

UncheckedUnwrapCheck::UncheckedUnwrapCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables),
      AssertFunctions(
          *this, "AssertFunctions",
          "assert;*_assert;*Assert;ASSERT;ASSERT_TRUE;ASSERT_OK*;ASSERT_NE;ASSERT_THAT;CHECK;CHECK_*;DCHECK*;QCHECK*;"
          "PCHECK;REQUIRE;REQUIRE_*;BOOST_REQUIRE*;BOOST_ASSERT*;BOOST_VERIFY*;Q_ASSERT*;RETURN_IF_ERROR*;"
          "RETURN_NOT_OK*") {}

void UncheckedUnwrapCheck::examine(ASTContext &Context) {
  llvm::MapVector<const FunctionDecl *, SmallVector<const CallSite *, 4>> Functions;
  const std::vector<CallSite> Sites =
      callSites(Context, [&](const CallExpr &Call) { return unwrapOf(Call, Types).has_value(); });
  for (const CallSite &Site : Sites)
    if (Site.Where.What == Frame::Kind::Function && Site.Where.Function && !Site.Where.Function->isDependentContext())
      Functions[Site.Where.Function].push_back(&Site);
  for (const auto &[Function, Inside] : Functions)
    examineIn(*Function, Inside, Context);
  Types.reset();
}

/// Whether a handler around \p Site in the same function catches what it throws: asking by exception.
static bool isCaught(const CallSite &Site) {
  const auto Catches = [](const CXXCatchStmt &Handler) {
    const CXXRecordDecl *Class = Handler.getCaughtType().isNull() ? nullptr : recordOf(Handler.getCaughtType());
    const StringRef Name = Class ? nameOf(*Class) : "";
    return !Handler.getExceptionDecl() || Name == "exception" || Name == "logic_error" || Name == "BadStatusOrAccess" ||
           Name.starts_with("bad_") || Name.starts_with("Bad");
  };
  for (size_t I = Site.Where.Depth; I + 1 < Site.Path.size(); ++I) {
    const auto *Try = dyn_cast_or_null<CXXTryStmt>(Site.Path[I].dyn_cast<const Stmt *>());
    if (!Try || Site.Path[I + 1] != CodeNode(static_cast<const Stmt *>(Try->getTryBlock())))
      continue;
    for (unsigned H = 0; H < Try->getNumHandlers(); ++H)
      if (Catches(*Try->getHandler(H)))
        return true;
  }
  return false;
}

void UncheckedUnwrapCheck::examineIn(const FunctionDecl &Function, ArrayRef<const CallSite *> Sites,
                                     ASTContext &Context) {
  const Stmt *Coroutine = coroutineBody(Function);
  const Stmt *Body = Coroutine ? Coroutine : Function.getBody();
  if (!Body)
    return;
  ResultModel Model(Function, Types, SafeAwaitables, AssertFunctions, Context);
  Flow Paths(Function, *Body, Context, Model);
  if (!Paths.complete())
    return;
  llvm::DenseMap<const Stmt *, bool> Unsafe; // and whether on every way
  Paths.visit([&](const Stmt &S, ArrayRef<World> Now) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const std::optional<Unwrap> Taken = Call ? unwrapOf(*Call, Types) : std::nullopt;
    if (!Taken)
      return;
    const unsigned Safe = llvm::count_if(Now, [&](const World &W) { return Model.isSafe(*Taken, W); });
    if (Safe == 0 || (Safe < Now.size() && Paths.exact()))
      Unsafe[Call] = Safe == 0;
  });
  for (const CallSite *Site : Sites) {
    const auto Found = Unsafe.find(Site->Call);
    const Unwrap Taken = *unwrapOf(*Site->Call, Types);
    if (Found == Unsafe.end() || (Taken.Throws && isCaught(*Site)) || !shouldReport(beginOf(*Site->Call)))
      continue;
    Flow::Branch Way;
    if (!Found->second)
      Way = Paths.decidingBranch(*Site->Call, [&](const World &W) { return !Model.isSafe(Taken, W); });
    report(*Site, Taken, Way);
    suggestReturn(*Site, Taken, Context);
  }
}

/// What the reader knows the result by: a variable, a member, a function that has returned it.
static const NamedDecl *nameOfResult(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource();
    if (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E))
      E = awaitedOperand(*E);
    else if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isCallToStdMove())
      E = Call->getArg(0);
    else
      break;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getMemberDecl();
  const auto *Call = dyn_cast<CallExpr>(E);
  const auto *Callee = Call ? dyn_cast_or_null<NamedDecl>(Call->getCalleeDecl()) : nullptr;
  return Callee && !nameOf(*Callee).empty() ? withoutArguments(*Callee) : nullptr;
}

void UncheckedUnwrapCheck::report(const CallSite &Site, const Unwrap &Taken, const Flow::Branch &Way) {
  const NamedDecl *Name = nameOfResult(Taken.Result);
  enum {
    Unnamed,
    Variable,
    Function
  } Who = !Name                                           ? Unnamed
          : isa<FunctionDecl, FunctionTemplateDecl>(Name) ? Function
                                                          : Variable;
  diag(placeOf(beginOf(*Site.Call)), "%select{a result|%1|the result of %1}0 is unwrapped without a check that it "
                                     "holds %select{a value|this type}2")
      << Who << Name << !Taken.Alternative.isNull();
  if (Way.Condition)
    diag(placeOf(Way.Condition->getBeginLoc()), "on the way where this is %select{false|true}0", DiagnosticIDs::Note)
        << Way.Value;
}

/// Leaves the function with the error before the unwrap, where it returns the same family of results.
void UncheckedUnwrapCheck::suggestReturn(const CallSite &Site, const Unwrap &Taken, ASTContext &Context) {
  Edits Change(Context);
  returnEarly(Site, Taken, Context, Change);
  if (Change.usable())
    diag(placeOf(beginOf(*Site.Call)), "return the failure instead", DiagnosticIDs::Note) << Change.hints();
}

} // namespace ron
