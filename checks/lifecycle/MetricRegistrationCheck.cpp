// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/MetricRegistrationCheck.h"

#include "analysis/Coroutines.h"
#include "analysis/Fate.h"
#include "analysis/Hoist.h"
#include "analysis/Lasting.h"
#include "analysis/MetricHandles.h"
#include "analysis/Places.h"
#include "analysis/SetupFunctions.h"

#include "clang/AST/ASTLambda.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char CallId[] = "call";

AST_MATCHER_P(CallExpr, concernsMetrics, const MetricCalls *, Calls) {
  return Calls->kindOf(Node) != MetricCall::None;
}

/// Methods that bring an object up, by their name: what they register belongs to the object, as with a constructor.
bool bringsObjectUp(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (!Method || !Method->getIdentifier())
    return false;
  const std::string Name = Method->getName().lower();
  return llvm::any_of(std::initializer_list<StringRef>{"setup", "register", "init", "start"},
                      [&](StringRef Verb) { return StringRef(Name).starts_with(Verb); }) ||
         Name == "testbody"; // of a GoogleTest: runs once for each object
}

/// Whether a round of \p Loop suspends the coroutine.
class SuspensionFinder : public RecursiveASTVisitor<SuspensionFinder> {
public:
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) { return isa<CoawaitExpr>(E) && cast<CoawaitExpr>(E)->isImplicit(); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) { return false; }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

bool suspendsIn(const Stmt &Loop) { return !SuspensionFinder().TraverseStmt(const_cast<Stmt *>(&Loop)); }

} // namespace

/// A call that concerns metrics, and the way to it.
struct MetricRegistrationCheck::Site {
  const CallExpr *Call;
  MetricCall Kind;
  SmallVector<CodeNode, 32> Path;
  Frame Where;
  SourceLocation Loc; // where it is reported
};

class MetricRegistrationCheck::SiteCollector : public UserCodeVisitor<SiteCollector> {
public:
  SiteCollector(const ASTContext &Context, const MetricCalls &Calls, std::vector<Site> &Sites)
      : UserCodeVisitor(Context), Context(Context), Calls(Calls), Sites(Sites) {}

  bool VisitCallExpr(CallExpr *Call) {
    const MetricCall Kind = Calls.kindOf(*Call);
    if (Kind == MetricCall::None || isUnevaluated(path(), Context))
      return true;
    const SourceLocation Loc = Context.getSourceManager().getExpansionLoc(Call->getBeginLoc());
    Sites.push_back({Call, Kind, SmallVector<CodeNode, 32>(path()), frameOf(path()), Loc});
    return true;
  }

private:
  const ASTContext &Context;
  const MetricCalls &Calls;
  std::vector<Site> &Sites;
};

/// What is known of one translation unit.
struct MetricRegistrationCheck::Unit {
  Unit(ASTContext &Context, const Globs &Setup) : Context(Context), Setup(Context, Setup), Names(Context) {}

  ASTContext &Context;
  SetupFunctions Setup;
  FreshNames Names;
  std::vector<Site> Sites; // in the order of the source
};

MetricRegistrationCheck::MetricRegistrationCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), RegistrationFunctions(*this, "RegistrationFunctions", ""),
      SetupFunctionNames(*this, "SetupFunctions",
                         "*register*metrics*;*init*metrics*;*setup*metrics*;*make*metrics*;*Metrics::*create*"),
      Calls(RegistrationFunctions) {}

void MetricRegistrationCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(callExpr(concernsMetrics(&Calls)).bind(CallId), this);
}

void MetricRegistrationCheck::check(const MatchFinder::MatchResult &Result) { Seen = Result.Context; }

void MetricRegistrationCheck::onEndOfTranslationUnit() {
  if (Seen)
    examine(*Seen);
  Seen = nullptr;
  Calls.reset();
  Check::onEndOfTranslationUnit();
}

void MetricRegistrationCheck::examine(ASTContext &Context) {
  Unit Program(Context, SetupFunctionNames);
  SiteCollector(Context, Calls, Program.Sites).visitAll(Context);
  llvm::sort(Program.Sites, [&](const Site &A, const Site &B) {
    return Context.getSourceManager().isBeforeInTranslationUnit(A.Loc, B.Loc);
  });
  for (const Site &Where : Program.Sites)
    if (!reportDuplicate(Where, Program) && runsRepeatedly(Where, Program) && shouldReport(Where.Loc))
      reportRepetition(Where, Program);
}

/// The registry that the metric at \p Where ends up in, as far as it can be seen.
const Expr *MetricRegistrationCheck::registryOf(const Site &Where) const {
  const Expr *Target = Calls.targetOf(*Where.Call);
  if (Where.Kind == MetricCall::Metric)
    if (const CallExpr *Register = Calls.registrationOf(*Target))
      return Calls.targetOf(*Register);
  return Target;
}

bool MetricRegistrationCheck::isInSetup(const Site &Where, Unit &Program) const {
  const FunctionDecl *Function = Where.Where.Function;
  if (!Function || Program.Setup.startsSetup(*canonicalFunction(*Function)))
    return true;
  // A coroutine that setup starts may then serve for as long as the program runs.
  const Stmt *Loop = loopAround(Where.Path);
  if (Loop && coroutineBody(*Function) && suspendsIn(*Loop))
    return false;
  return Program.Setup.covers(Where.Where) || bringsObjectUp(Function);
}

bool MetricRegistrationCheck::runsRepeatedly(const Site &Where, Unit &Program) const {
  const CallExpr &Call = *Where.Call;
  if (Where.Kind == MetricCall::Removal || isInSetup(Where, Program))
    return false;
  if (Where.Kind == MetricCall::Metric) {
    const Expr *Family = Calls.targetOf(Call)->IgnoreUnlessSpelledInSource();
    const auto *Source = dyn_cast<CallExpr>(Family);
    if ((Source && Calls.kindOf(*Source) == MetricCall::Family) || !Calls.hasConstantLabels(Call))
      return false; // the registration itself is reported, or the labels differ
  }
  const Expr *Registry = registryOf(Where);
  for (std::optional<Frame> F = Where.Where; Registry && F && F->Function; F = callerOnTheSpot(Where.Path, *F))
    if (isMadeBy(*Registry, *F->Function))
      return false;
  if (Where.Kind == MetricCall::Group && renewsGroup(*Where.Where.Function, *Registry))
    return false;
  const SourceManager &Sources = Program.Context.getSourceManager();
  const auto Varies = [&](const Expr *E) { return E && !mentionsOnlyLasting(*E, Sources, Where.Loc, Locals::This); };
  switch (fateOf(Where.Path, Program.Context)) {
  case Fate::Kept:
    return false; // registered to be kept: what the rule asks for
  case Fate::Returned:
    // A factory is no registration; what counts is where it is called.
    return !(Where.Kind == MetricCall::Listed ? llvm::any_of(Call.arguments(), Varies) : Varies(Calls.nameOf(Call)));
  case Fate::Dropped:
    return true;
  }
  return true;
}

bool MetricRegistrationCheck::reportDuplicate(const Site &Where, const Unit &Program) {
  const std::optional<std::string> Name =
      Where.Kind == MetricCall::Family ? Calls.constantNameOf(*Where.Call) : std::nullopt;
  const std::optional<Place> Registry = Name && registryOf(Where) ? ron::placeOf(registryOf(Where)) : std::nullopt;
  if (!Registry)
    return false;
  const SourceManager &Sources = Program.Context.getSourceManager();
  for (const Site &First : Program.Sites) {
    if (First.Loc == Where.Loc)
      return false;
    if (First.Kind != MetricCall::Family || Sources.getFileID(First.Loc) != Sources.getFileID(Where.Loc) ||
        Calls.constantNameOf(*First.Call) != Name || ron::placeOf(registryOf(First)) != Registry ||
        classOfThis(*registryOf(First)) != classOfThis(*registryOf(Where)) || areExclusive(First.Path, Where.Path))
      continue;
    if (shouldReport(Where.Loc)) {
      diag(Where.Loc, "'%0' is registered a second time in this file") << *Name;
      diag(First.Loc, "first registered here", DiagnosticIDs::Note);
    }
    return true;
  }
  return false;
}

/// Whether a metric of the family that \p Where registers or uses may be removed in this file: a handle would dangle.
bool MetricRegistrationCheck::isRemoved(const Site &Where, const Unit &Program) const {
  if (Where.Kind != MetricCall::Family && Where.Kind != MetricCall::Metric)
    return false;
  const std::optional<std::string> Name = Calls.constantNameOf(*Where.Call);
  return llvm::any_of(Program.Sites, [&](const Site &Removal) {
    if (Removal.Kind != MetricCall::Removal || Removal.Call->getNumArgs() == 0)
      return false;
    const auto *Method = cast<CXXMethodDecl>(Removal.Call->getDirectCallee());
    const bool OfFamily = Method->getParent()->getName() == "Family"; // else registry.Remove(family)
    const Expr *Family = OfFamily ? Calls.targetOf(*Removal.Call) : Removal.Call->getArg(0);
    const CallExpr *Register = Calls.registrationOf(*Family);
    const std::optional<std::string> Removed = Register ? Calls.constantNameOf(*Register) : std::nullopt;
    return !Name || !Removed || Name == Removed;
  });
}

/// The variable or member by which \p Where knows the family of its metric; or null.
const NamedDecl *MetricRegistrationCheck::familyOf(const Site &Where) const {
  if (Where.Kind != MetricCall::Metric)
    return nullptr;
  const Expr *Family = Calls.targetOf(*Where.Call)->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Family))
    return Ref->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(Family);
  return Member ? Member->getMemberDecl() : nullptr;
}

void MetricRegistrationCheck::reportRepetition(const Site &Where, Unit &Program) {
  enum { Each, EachLambda, EachRound, EachDefault } Way = Each;
  if (Where.Where.What == Frame::Kind::DefaultArgument)
    Way = EachDefault;
  else if (loopAround(Where.Path))
    Way = EachRound;
  else if (isLambdaCallOperator(Where.Where.Function))
    Way = EachLambda;
  const std::optional<std::string> Name = Calls.constantNameOf(*Where.Call);
  const NamedDecl *Family = familyOf(Where);
  enum { Unknown, Known, OfFamily } Who = Name ? Known : Family ? OfFamily : Unknown;

  const SourceManager &Sources = Program.Context.getSourceManager();
  std::optional<MetricHandle> Handle;
  if (!isRemoved(Where, Program))
    Handle = handleToKeep(Calls, Where.Path, Sources);
  const auto MakeName = [&] { return Program.Names.make(Handle->Name, "_metric"); };
  Edits Change(Program.Context);
  if (Handle && Handle->Needs == Locals::None)
    hoistToStatic(Change, Handle->Path, MakeName, Program.Context);
  diag(Where.Loc, "%select{a metric|'%1'|a metric of %2}0 is %select{registered|looked up with the same labels}3 "
                  "%select{each time %5 runs|each time this lambda runs|in every round of a loop|"
                  "for each call of %5 that leaves this argument out}4")
      << Who << Name.value_or("") << Family << (Where.Kind == MetricCall::Metric) << Way
      << canonicalFunction(*Where.Where.Function) << Change.hints();

  const CXXRecordDecl *Class = Handle && Handle->Needs == Locals::This ? classOfThis(*Where.Call) : nullptr;
  if (!Class || isTemplated(*Where.Where.Function))
    return;
  Edits Member(Program.Context);
  if (isVisibleIn(*Class, *Where.Call) && Sources.getFileID(Class->getLocation()) == Sources.getFileID(Where.Loc))
    hoistToMember(Member, Handle->Path, *Class, MakeName, Program.Context);
  diag(Where.Loc, "register it once in a member of %0", DiagnosticIDs::Note) << Class << Member.hints();
}

} // namespace ron
