// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/ConfigHotSwapCheck.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/SetupFunctions.h"
#include "analysis/SnapshotForms.h"
#include "analysis/Synchronized.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/Lex/Preprocessor.h"

namespace ron {

/// What is known of one translation unit.
struct ConfigHotSwapCheck::Unit {
  Unit(ASTContext &Context, bool HasAtomics)
      : Context(Context), HasAtomics(HasAtomics), None("", ""), Setup(Context, None),
        Listed(DefaultSynchronizedTypes, DefaultSynchronizedTypes), Safe(Listed) {}

  ASTContext &Context;
  const bool HasAtomics; // of 'shared_ptr'
  const Globs None;
  SetupFunctions Setup;
  const Globs Listed;
  const SynchronizedTypes Safe;
};

ConfigHotSwapCheck::ConfigHotSwapCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), ConfigTypes(*this, "ConfigTypes", "*Config;*Settings;*Options"),
      ReloadFunctions(*this, "ReloadFunctions",
                      "*reload*;*refresh*;*update*;*reconfigure*;*hot*swap*;*swap*config*;*on*config*change*;"
                      "*on*settings*change*;*on*options*change*"),
      Headers(areDiagsSelfContained()) {}

void ConfigHotSwapCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
  this->PP = PP;
}

static bool isWrite(const ConfigUse &Use) {
  using Kind = ConfigUse::Kind;
  return Use.What == Kind::Replace || Use.What == Kind::Mutate || Use.What == Kind::AtomicStore;
}

/// Whether the code of \p Use builds or ends the object, or runs before anybody else does.
static bool isPrivate(const ConfigUse &Use, SetupFunctions &Setup) {
  const FunctionDecl *Function = Use.Where.Function;
  return !Function || isa<CXXConstructorDecl, CXXDestructorDecl>(Function) || startsAsSetup(*Function) ||
         isTestBody(*Function) || Setup.covers(Use.Where);
}

/// Whether the class of \p Holder is itself a configuration, whose functions change their own object, or makes one.
static bool isPartOfConfig(const ValueDecl &Holder, const Globs &Types) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Holder.getDeclContext());
  return Class && (Types.matches(*Class) || nameOf(*Class).ends_with("Builder") || nameOf(*Class).ends_with("Parser"));
}

/// Whether the class of \p Holder keeps to one strand.
static bool ownsStrand(const ValueDecl &Holder) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Holder.getDeclContext());
  return Class && llvm::any_of(Class->fields(), [](const FieldDecl *Field) {
           const CXXRecordDecl *Part = Field->getType()->getAsCXXRecordDecl();
           return Part && nameOf(*Part).contains("strand");
         });
}

/// Whether the compiler itself watches over the lock of \p Holder.
static bool declaresLock(const ValueDecl &Holder) {
  return Holder.hasAttr<GuardedByAttr>() || Holder.hasAttr<PtGuardedByAttr>();
}

/// Whether the class of \p Holder has a thread, or what several threads need.
static bool knowsThreads(const ValueDecl &Holder, const Globs &Synchronized) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Holder.getDeclContext());
  return Class && llvm::any_of(Class->fields(), [&](const FieldDecl *Field) {
           const CXXRecordDecl *Part = Field->getType()->getAsCXXRecordDecl();
           return Part && isInStd(*Part) &&
                  (isOneOf(nameOf(*Part), {"thread", "jthread"}) || Synchronized.matches(*Part));
         });
}

/// Whether \p Use puts nothing in place: what was there is not needed any more.
static bool clears(const ConfigUse &Use) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Use.Whole);
  if (Call && Call->getNumArgs() == 0)
    return true;
  const Expr *Value = Use.Value ? Use.Value->IgnoreUnlessSpelledInSource() : nullptr;
  return Value && Value->getType()->isNullPtrType();
}

/// Whether \p Use hands on what its function was given: that may well come before anybody reads.
static bool setsParameter(const ConfigUse &Use) {
  const Expr *Value = Use.Value ? Use.Value->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Value); Call && Call->isCallToStdMove())
    Value = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Value);
  return (Ref && isa<ParmVarDecl>(Ref->getDecl())) || StringRef(nameOf(*Use.Where.Function).lower()).starts_with("set");
}

/// Whether \p Use swaps the configuration while the program runs.
bool ConfigHotSwapCheck::isSwap(const ConfigUse &Use, Unit &Program) const {
  if (!isWrite(Use) || !Use.OnThis || isPrivate(Use, Program.Setup) || clears(Use))
    return false;
  if (Use.What == ConfigUse::Kind::AtomicStore)
    return true;
  const ConfigHolding How = configHolding(*Use.Holder, ConfigTypes);
  const QualType Held = How == ConfigHolding::Value ? Use.Holder->getType() : pointeeOf(Use.Holder->getType());
  const bool InPlace = Use.What == ConfigUse::Kind::Mutate || How == ConfigHolding::Value;
  if (InPlace && Program.Safe.isSafe(Held))
    return false;
  const FunctionDecl &Function = *Use.Where.Function;
  if (!ReloadFunctions.matches(Function) && !coroutineBody(Function) && !isLambdaCallOperator(&Function))
    return How == ConfigHolding::SharedConst && !setsParameter(Use); // there is no other reason to share it
  return How == ConfigHolding::SharedConst || How == ConfigHolding::Shared || knowsThreads(*Use.Holder, Program.Listed);
}

/// Whether \p Use reads without a lock, while \p Write may run. A private function may run under the lock of its
/// caller.
static bool isRace(const ConfigUse &Use, const ConfigUse &Write, SetupFunctions &Setup) {
  if (Use.What != ConfigUse::Kind::Read || Use.Locked || isPrivate(Use, Setup))
    return false;
  const FunctionDecl &Function = *Use.Where.Function;
  return canonicalFunction(Function) != canonicalFunction(*Write.Where.Function) &&
         !Function.hasAttr<RequiresCapabilityAttr>() && (Function.getAccess() != AS_private || coroutineBody(Function));
}

void ConfigHotSwapCheck::examine(ASTContext &Context) {
  Unit Program(Context, PP->isMacroDefined("__cpp_lib_atomic_shared_ptr"));
  for (auto &[Holder, Uses] : usesOfChangedConfigs(ConfigTypes, Context))
    judge(*Holder, Uses, Program);
}

void ConfigHotSwapCheck::judge(const ValueDecl &Holder, std::vector<ConfigUse> &Uses, Unit &Program) {
  if (isPartOfConfig(Holder, ConfigTypes) || ownsStrand(Holder) || declaresLock(Holder))
    return;
  for (ConfigUse &Use : Uses)
    if (const std::optional<Frame> Around = Program.Setup.partOf(Use.Path, Use.Where))
      Use.Where = *Around; // a lambda that is called on the spot
  const auto Write = llvm::find_if(Uses, [&](const ConfigUse &Use) { return isSwap(Use, Program); });
  if (Write == Uses.end())
    return;
  const auto Read = llvm::find_if(Uses, [&](const ConfigUse &Use) { return isRace(Use, *Write, Program.Setup); });
  if (Read != Uses.end())
    report(*Write, &*Read, Uses, Program);
  else if (Write->What == ConfigUse::Kind::AtomicStore && Program.HasAtomics)
    report(*Write, nullptr, Uses, Program);
}

void ConfigHotSwapCheck::report(const ConfigUse &Write, const ConfigUse *Read, ArrayRef<ConfigUse> All, Unit &Program) {
  const SourceLocation Loc = Write.Whole->getBeginLoc();
  if (!shouldReport(Loc))
    return;
  if (Read) {
    diag(placeOf(Loc), "configuration %0 is %select{replaced|changed in place}1 while others read it without a lock")
        << Write.Holder << (Write.What == ConfigUse::Kind::Mutate);
    diag(placeOf(Read->Name->getBeginLoc()), "read here", DiagnosticIDs::Note);
  } else {
    diag(placeOf(Loc), "configuration %0 is swapped by a function that C++26 takes away") << Write.Holder;
  }
  Edits Change(Program.Context);
  if (!Program.HasAtomics)
    return;
  makeAtomicSnapshot(*Write.Holder, All, Change, Program.Context);
  if (!Change.usable())
    return;
  Headers.add({"<atomic>"}, Write.Holder->getLocation(), Change, Program.Context);
  diag(Write.Holder->getLocation(), "make %0 a 'std::atomic' that is loaded and stored as a whole", DiagnosticIDs::Note)
      << Write.Holder << Change.hints();
}

} // namespace ron
