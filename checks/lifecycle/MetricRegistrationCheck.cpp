// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/MetricRegistrationCheck.h"

#include "analysis/Coroutines.h"
#include "analysis/Fate.h"
#include "analysis/Hoist.h"
#include "analysis/Lasting.h"
#include "analysis/MetricHandles.h"
#include "analysis/MetricSites.h"
#include "analysis/Names.h"
#include "analysis/SetupFunctions.h"

#include "clang/AST/ASTLambda.h"

namespace ron {

/// What is known of one translation unit.
struct MetricRegistrationCheck::Unit {
  Unit(ASTContext &Context, const MetricCalls &Calls, const Globs &SetupNames)
      : Context(Context), Sites(Context, Calls), Setup(Context, SetupNames), Hoisting(Context) {}

  ASTContext &Context;
  MetricSites Sites;
  SetupFunctions Setup;
  Hoist Hoisting;
};

MetricRegistrationCheck::MetricRegistrationCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), RegistrationFunctions(*this, "RegistrationFunctions", ""),
      SetupFunctionNames(*this, "SetupFunctions",
                         "*register*metrics*;*init*metrics*;*setup*metrics*;*make*metrics*;*Metrics::*create*"),
      Calls(RegistrationFunctions) {}

void MetricRegistrationCheck::examine(ASTContext &Context) {
  Unit Program(Context, Calls, SetupFunctionNames);
  for (const MetricSite &Site : Program.Sites)
    if (const MetricSite *First = Program.Sites.firstRegistration(Site))
      reportDuplicate(Site, *First);
    else if (runsRepeatedly(Site, Program) && shouldReport(Site.Loc))
      reportRepetition(Site, Program);
  Calls.reset();
}

bool MetricRegistrationCheck::isInSetup(const MetricSite &Site, Unit &Program) const {
  const FunctionDecl *Function = Site.Where.Function;
  if (!Function || Program.Setup.startsSetup(*canonicalFunction(*Function)))
    return true;
  // A coroutine that setup starts may then serve for as long as the program runs.
  if (isInSuspendingLoop(Site.Path))
    return false;
  for (std::optional<Frame> F = Site.Where; F && F->Function; F = Program.Setup.partOf(Site.Path, *F))
    if (isTestBody(*F->Function) || (isa<CXXMethodDecl>(F->Function) && startsAsSetup(*F->Function)))
      return true;
  return Program.Setup.covers(Site.Where);
}

bool MetricRegistrationCheck::usesOwnRegistry(const MetricSite &Site, Unit &Program) const {
  const Expr *Registry = Program.Sites.registryOf(Site);
  for (std::optional<Frame> F = Site.Where; Registry && F && F->Function; F = Program.Setup.partOf(Site.Path, *F))
    if (isMadeBy(*Registry, *F->Function))
      return true;
  return Site.Kind == MetricCall::Group && renewsGroup(*Site.Where.Function, *Registry);
}

bool MetricRegistrationCheck::runsRepeatedly(const MetricSite &Site, Unit &Program) const {
  const CallExpr &Call = *Site.Call;
  if (Site.Kind == MetricCall::Removal || isInSetup(Site, Program) || usesOwnRegistry(Site, Program))
    return false;
  if (Site.Kind == MetricCall::Metric) {
    const auto *Source = dyn_cast<CallExpr>(Calls.targetOf(Call)->IgnoreUnlessSpelledInSource());
    if ((Source && Calls.kindOf(*Source) == MetricCall::Family) || !Calls.hasConstantLabels(Call))
      return false; // the registration itself is reported, or the labels differ
  }
  const SourceManager &Sources = Program.Context.getSourceManager();
  const auto Varies = [&](const Expr *E) { return E && !mentionsOnlyLasting(*E, Sources, Site.Loc, Locals::This); };
  switch (fateOf(Site.Path, Program.Context)) {
  case Fate::Kept:
    return false; // registered to be kept: what the rule asks for
  case Fate::Returned:
    // A factory, told the name or the registry by its callers, is no registration; what counts is where it is called.
    return !Varies(Calls.nameOf(Call)) &&
           !llvm::any_of(Call.children(), [](const Stmt *Part) { return mentionsParameter(*Part); });
  case Fate::Dropped:
    return true;
  }
  return true;
}

void MetricRegistrationCheck::reportDuplicate(const MetricSite &Site, const MetricSite &First) {
  const FunctionDecl *Function = Site.Where.Function;
  if ((Function && isTestBody(*Function)) || !shouldReport(Site.Loc))
    return;
  diag(Site.Loc, "'%0' is registered a second time in this file") << *Calls.constantNameOf(*Site.Call);
  diag(First.Loc, "first registered here", DiagnosticIDs::Note);
}

void MetricRegistrationCheck::reportRepetition(const MetricSite &Site, Unit &Program) {
  enum { Each, EachLambda, EachRound, EachDefault } Way = Each;
  if (Site.Where.What == Frame::Kind::DefaultArgument)
    Way = EachDefault;
  else if (loopAround(Site.Path))
    Way = EachRound;
  else if (isLambdaCallOperator(Site.Where.Function))
    Way = EachLambda;
  const std::optional<std::string> Name = Calls.constantNameOf(*Site.Call);
  const NamedDecl *Family = Program.Sites.familyOf(Site);
  enum { Unknown, Known, OfFamily } Who = Name ? Known : Family ? OfFamily : Unknown;

  const SourceManager &Sources = Program.Context.getSourceManager();
  std::optional<MetricHandle> Handle;
  if (!Program.Sites.isRemoved(Site))
    Handle = handleToKeep(Calls, Site.Path, Sources);
  Edits Change(Program.Context);
  if (Handle && Handle->Needs == Locals::None)
    Program.Hoisting.toStatic(Change, Handle->Path, Handle->Name, "_metric");
  diag(Site.Loc, "%select{a metric|'%1'|a metric of %2}0 is %select{registered|looked up with the same labels}3 "
                 "%select{each time %5 runs|each time this lambda runs|in every round of a loop|"
                 "for each call of %5 that leaves this argument out}4")
      << Who << Name.value_or("") << Family << (Site.Kind == MetricCall::Metric) << Way
      << canonicalFunction(*Site.Where.Function) << Change.hints();

  const CXXRecordDecl *Class = Handle && Handle->Needs == Locals::This ? classOfThis(*Site.Call) : nullptr;
  if (!Class || isTemplated(*Site.Where.Function))
    return;
  Edits Member(Program.Context);
  if (isVisibleIn(*Class, *Site.Call) && Sources.getFileID(Class->getLocation()) == Sources.getFileID(Site.Loc))
    Program.Hoisting.toMember(Member, Handle->Path, *Class, Handle->Name, "_metric");
  diag(Site.Loc, "register it once in a member of %0", DiagnosticIDs::Note) << Class << Member.hints();
}

} // namespace ron
