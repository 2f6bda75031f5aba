// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "await/BorrowAcrossAwaitCheck.h"

#include "analysis/Coroutines.h"
#include "analysis/Edits.h"

using namespace clang::ast_matchers;

namespace ron {

BorrowAcrossAwaitCheck::BorrowAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), SafeAwaitables(*this, "SafeAwaitables", DefaultSafeAwaitables),
      MaxCopySize(*this, "MaxCopySize", 64) {}

void BorrowAcrossAwaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind("coroutine"), this);
}

void BorrowAcrossAwaitCheck::onEndOfTranslationUnit() {
  Changes.reset();
  Check::onEndOfTranslationUnit();
}

void BorrowAcrossAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>("coroutine");
  BorrowModel Model(Function, SafeAwaitables);
  Flow Paths(Function, *coroutineBody(Function), *Result.Context, Model);
  if (!Paths.complete())
    return;
  for (const StaleUse &Use : staleUses(Paths, Model, *Result.SourceManager)) {
    const Borrow &Of = Model.borrow(Use.From);
    if (const Mutation *By = evidence(Of, Function, *Result.Context))
      report(Use, Of, *By, Function, *Result.Context);
  }
}

/// What may end \p Of while \p Function is suspended; null when nothing of the kind is in sight. An iterator may also
/// be ended by another run of the same function.
const Mutation *BorrowAcrossAwaitCheck::evidence(const Borrow &Of, const FunctionDecl &Function, ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const Mutation *Own = nullptr;
  for (const Mutation &Call : Changes.of(Of.Container, *Of.Class, Context)) {
    if (!endsBorrow(*Call.Method, containerFamily(Of.Class), Of.Kind) ||
        isa<CXXConstructorDecl, CXXDestructorDecl>(Call.In))
      continue;
    if (precedes(Call, Function, *lastNamed(Of.Container), Sources))
      continue;
    // Instantiations of one template stand at one place.
    if (Call.In->getLocation() != Function.getLocation())
      return &Call;
    Own = &Call;
  }
  return Of.Kind == BorrowKind::Iterator ? Own : nullptr;
}

static bool isCopyable(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return Type->isScalarType();
  if (Class->needsImplicitCopyConstructor())
    return !Class->defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
  });
}

/// Makes a copy of what the reference \p Var only reads.
void BorrowAcrossAwaitCheck::suggestCopy(const VarDecl &Var, ASTContext &Context) {
  const auto *Reference = Var.getType()->getAs<LValueReferenceType>();
  const QualType Type = Reference ? Reference->getPointeeType() : QualType();
  if (Type.isNull() || !Type.isConstQualified() || !Type->isObjectType() || Type->isIncompleteType() ||
      !isCopyable(Type) || Context.getTypeSizeInChars(Type).getQuantity() > int64_t(MaxCopySize))
    return;
  const auto Sigil = Var.getTypeSourceInfo()->getTypeLoc().getAs<ReferenceTypeLoc>();
  if (!Sigil || Sigil.getBeginLoc().isMacroID() || Var.getLocation().isMacroID())
    return;
  Edits Change(Context);
  Change.replace(Sigil.getSigilLoc(), "");
  diag(Var.getLocation(), "copy it, if what it was is good enough", DiagnosticIDs::Note) << Change.hints();
}

void BorrowAcrossAwaitCheck::report(const StaleUse &Found, const Borrow &Of, const Mutation &By,
                                    const FunctionDecl &Function, ASTContext &Context) {
  if (!shouldReport(Found.Made))
    return;
  const ValueDecl *Container = lastNamed(Of.Container);
  if (Found.Var)
    diag(placeOf(Found.Made), "%0 refers into %1 and is used after the coroutine was suspended")
        << Found.Var << Container;
  else if (Found.Loop)
    diag(placeOf(Found.Made), "the loop over %0 goes on after the coroutine was suspended") << Container;
  else
    diag(placeOf(Found.Made), "what refers into %0 is used after the coroutine was suspended") << Container;
  diag(Found.Suspension->getBeginLoc(), "suspends here", DiagnosticIDs::Note);
  if (!Found.Loop)
    diag(Found.Use->getBeginLoc(), "used here", DiagnosticIDs::Note);
  diag(By.At->getBeginLoc(), "%0 may be changed here in between", DiagnosticIDs::Note) << Container;
  if (const auto *Var = dyn_cast_or_null<VarDecl>(Found.Var); Var && !isTemplated(Function))
    suggestCopy(*Var, Context);
}

} // namespace ron
