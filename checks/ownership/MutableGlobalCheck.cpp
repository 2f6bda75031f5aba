// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ownership/MutableGlobalCheck.h"

#include "analysis/Edits.h"
#include "analysis/FileUses.h"
#include "analysis/Members.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char VariableId[] = "variable";

AST_MATCHER(VarDecl, isDefinedHere) {
  return Node.isThisDeclarationADefinition() == VarDecl::Definition && !Node.getType()->isDependentType();
}

} // namespace

MutableGlobalCheck::MutableGlobalCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), SynchronizedTypeNames(*this, "SynchronizedTypes", DefaultSynchronizedTypes),
      AllowedTypes(*this, "AllowedTypes",
                   "*Logger*;*logger*;spdlog::*;log4cxx::*;log4cplus::*;boost::log::*;quill::*;prometheus::*;"
                   "opentelemetry::*"),
      FlagThreadLocal(*this, "FlagThreadLocal", false), Types(SynchronizedTypeNames) {}

void MutableGlobalCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(
      varDecl(hasGlobalStorage(), unless(parmVarDecl()), isDefinedHere(), unless(isExpansionInSystemHeader()))
          .bind(VariableId),
      this);
}

void MutableGlobalCheck::check(const MatchFinder::MatchResult &Result) {
  const auto *Var = Result.Nodes.getNodeAs<VarDecl>(VariableId);
  Context = Result.Context;
  if (isOpen(*Var))
    Open.push_back(Var);
}

/// Whether \p Type, or what it points to, is one of 'AllowedTypes'.
bool MutableGlobalCheck::isAllowed(QualType Type) const {
  const QualType Pointee = pointeeOf(Type.getNonReferenceType());
  return AllowedTypes.matchesType(Type) || (!Pointee.isNull() && AllowedTypes.matchesType(Pointee));
}

/// Whether \p Var is bound for good to an object that it has made itself: 'static T *const p = new T'.
static QualType madeHere(const VarDecl &Var) {
  const Expr *Init = Var.getInit();
  if (!Init)
    return {};
  Init = Init->IgnoreUnlessSpelledInSource();
  if (const auto *Deref = dyn_cast<UnaryOperator>(Init); Deref && Deref->getOpcode() == UO_Deref)
    Init = Deref->getSubExpr()->IgnoreUnlessSpelledInSource();
  if (const auto *New = dyn_cast<CXXNewExpr>(Init))
    return New->getAllocatedType();
  const auto *Class = Var.getType()->getAsCXXRecordDecl();
  const auto *Construct = dyn_cast<CXXConstructExpr>(Init);
  const bool Empty = Construct ? Construct->getNumArgs() == 0 : isa<InitListExpr>(Init);
  return Class && !Empty && isOneOf(nameOf(*Class), {"unique_ptr", "shared_ptr"}) ? pointeeOf(Var.getType())
                                                                                  : QualType();
}

/// Whether anybody can change the object that \p Var points to, which is its own.
bool MutableGlobalCheck::leadsToOpenObject(const VarDecl &Var) const {
  const QualType Made = madeHere(Var);
  const QualType Seen =
      Var.getType()->isReferenceType() ? Var.getType().getNonReferenceType() : pointeeOf(Var.getType());
  return !Made.isNull() && !Seen.isNull() && !Seen.isConstQualified() && !Types.isSafe(Made) && !isAllowed(Made);
}

/// Whether \p Var, or the object that it stands for, can be changed without synchronisation.
bool MutableGlobalCheck::isOpen(const VarDecl &Var) const {
  const SourceManager &Sources = Context->getSourceManager();
  if (Var.getTSCSpec() != TSCS_unspecified && !FlagThreadLocal)
    return false;
  if (Var.isConstexpr() || Var.hasAttr<GuardedByAttr>() || Var.hasAttr<PtGuardedByAttr>() || isAllowed(Var.getType()) ||
      Sources.isInSystemMacro(Var.getLocation()))
    return false;
  return !Types.isSafe(Var.getType()) || leadsToOpenObject(Var);
}

void MutableGlobalCheck::onEndOfTranslationUnit() {
  GlobalUseMap Uses;
  for (const VarDecl *Var : Open)
    Uses[Var->getCanonicalDecl()];
  if (!Uses.empty())
    collectUses(Uses, *Context);
  for (const VarDecl *Var : Open)
    report(*Var, Uses[Var->getCanonicalDecl()], *Context);
  Open.clear();
  Types.reset();
  Check::onEndOfTranslationUnit();
}

/// Puts 'const' into the declaration of \p Var.
static void makeConst(const VarDecl &Var, Edits &Change) {
  const TagDecl *Tag = Var.getType()->getAsTagDecl();
  if (!Var.getTypeSourceInfo() || !Var.isFirstDecl() || Var.isStaticDataMember() || sharesDeclaration(Var) ||
      (Tag && Tag->isEmbeddedInDeclarator()))
    return Change.abandon();
  const CXXRecordDecl *Class = Var.getType()->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!Var.hasInit() ||
      (Class && Var.getInitStyle() == VarDecl::CallInit && !Class->hasUserProvidedDefaultConstructor() &&
       isa<CXXConstructExpr>(Var.getInit()->IgnoreImplicit()) &&
       cast<CXXConstructExpr>(Var.getInit()->IgnoreImplicit())->getNumArgs() == 0))
    return Change.abandon(); // a const object wants an initialiser
  TypeLoc Type = Var.getTypeSourceInfo()->getTypeLoc();
  while (const auto Array = Type.getAs<ArrayTypeLoc>())
    Type = Array.getElementLoc();
  if (Type.getAs<PointerTypeLoc>())
    Change.insertAt(Var.getLocation(), "const ");
  else
    Change.insertAt(Var.getTypeSpecStartLoc(), "const ");
}

void MutableGlobalCheck::report(const VarDecl &Var, const GlobalUses &Uses, ASTContext &Context) {
  const SourceLocation Loc = Var.getLocation();
  const bool OfThisFile = Var.isStaticLocal() || isOfThisFile(Var, Context.getSourceManager());
  // No header declares it, so that others name it only by an 'extern' of their own.
  const bool KnownHere = OfThisFile || Context.getSourceManager().isInMainFile(Var.getCanonicalDecl()->getLocation());
  // Silent: an object that nobody names is there for what its constructor does; one that is only named under a lock is
  // synchronised.
  if ((OfThisFile && !Uses.Mentioned) || ((OfThisFile || (KnownHere && Uses.InFunctions)) && Uses.UnderLock))
    return;
  if (!shouldReport(Loc))
    return;
  enum { Global, Member, Local } Kind = Var.isStaticLocal() ? Local : Var.isStaticDataMember() ? Member : Global;
  const bool Stays = Var.getType().isConstQualified() || Var.getType()->isReferenceType();
  if (!Stays && OfThisFile && Uses.OnlyRead && !leadsToOpenObject(Var)) {
    Edits Change(Context);
    makeConst(Var, Change);
    if (!Uses.WouldCompile)
      Change.abandon();
    diag(placeOf(Loc), "%select{global|static member|static local}0 %1 is only read and can be const")
        << Kind << &Var << Change.hints();
    return;
  }
  if (Var.getTSCSpec() != TSCS_unspecified) {
    diag(placeOf(Loc), "thread_local %0 is shared by all coroutines and callbacks of a thread") << &Var;
    return;
  }
  enum { Itself, Object, Parts } What = !Types.isSafe(Var.getType()) ? (Stays ? Parts : Itself) : Object;
  diag(placeOf(Loc), "%select{|the object of |'mutable' parts of }2%select{global|static member|static local}0 %1 "
                     "can be changed by several threads at once")
      << Kind << &Var << What;
  if (Uses.HandedOutBy)
    diag(Uses.HandedOutBy->getLocation(), "handed out by %0", DiagnosticIDs::Note) << Uses.HandedOutBy;
}

} // namespace ron
