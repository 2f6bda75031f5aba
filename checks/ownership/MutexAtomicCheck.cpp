// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ownership/MutexAtomicCheck.h"

#include "analysis/AtomicForms.h"

#include "clang/AST/ASTContext.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char LockId[] = "lock";
constexpr char ValueId[] = "value";

/// Whether the class of the member has a scalar that an atomic could hold.
AST_MATCHER(FieldDecl, hasScalarSibling) {
  return llvm::any_of(Node.getParent()->fields(),
                      [&](const FieldDecl *Field) { return fitsAtomic(Field->getType(), Finder->getASTContext()); });
}

AST_MATCHER(DeclaratorDecl, isVariableOrMember) { return isa<FieldDecl, VarDecl>(Node); }

} // namespace

MutexAtomicCheck::MutexAtomicCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), Guards(DefaultLockGuardTypes, DefaultLockGuardTypes),
      AsyncMutexes(DefaultAsyncMutexTypes, DefaultAsyncMutexTypes), Types(Guards, AsyncMutexes),
      Headers(areDiagsSelfContained()) {}

void MutexAtomicCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void MutexAtomicCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(
      fieldDecl(isPrivate(), unless(isExpansionInSystemHeader()), hasScalarSibling(), hasType(cxxRecordDecl()))
          .bind(LockId),
      this);
  Finder->addMatcher(declaratorDecl(isVariableOrMember(), unless(isExpansionInSystemHeader()),
                                    hasType(classTemplateSpecializationDecl(
                                        hasAnyName("::folly::Synchronized", "::boost::synchronized_value"))))
                         .bind(ValueId),
                     this);
}

void MutexAtomicCheck::check(const MatchFinder::MatchResult &Result) {
  std::optional<GuardedScalar> Found;
  if (const auto *Lock = Result.Nodes.getNodeAs<DeclaratorDecl>(ValueId)) {
    const SmallVector<QualType, 4> Arguments = typeArguments(*Lock->getType()->getAsCXXRecordDecl());
    if (!Arguments.empty() && fitsAtomic(Arguments.front(), *Result.Context))
      Found = scalarInside(*Lock, *Result.Context);
  } else {
    const auto *Mutex = Result.Nodes.getNodeAs<FieldDecl>(LockId);
    const CXXRecordDecl *Class = Mutex->getType()->getAsCXXRecordDecl();
    if (Types.isMutex(Class) && Types.waiting(Class) == LockTypes::Waiting::BlocksThread)
      Found = scalarGuardedBy(*Mutex, Types, *Result.Context);
  }
  if (Found && shouldReport(Found->Lock->getLocation()))
    All.push_back(std::move(*Found));
  Context = Result.Context;
}

void MutexAtomicCheck::onEndOfTranslationUnit() {
  // Fixes before suggestions: an include comes with the first change that needs it.
  for (const bool Suggestions : {false, true})
    for (const GuardedScalar &Found : All)
      if ((firstOfSeveralSteps(Found) != nullptr) == Suggestions)
        report(Found);
  All.clear();
  Guards.reset();
  AsyncMutexes.reset();
  Check::onEndOfTranslationUnit();
}

void MutexAtomicCheck::report(const GuardedScalar &Found) {
  Edits Change(*Context);
  makeAtomic(Found, Change, *Context);
  if (Change.usable())
    Headers.add({"<atomic>"}, Found.Scalar->getLocation(), Change, *Context);
  const Stmt *Steps = firstOfSeveralSteps(Found);
  {
    auto Warning =
        Found.Lock == Found.Scalar
            ? diag(placeOf(Found.Lock->getLocation()), "%0 is a lock around one value, which can be atomic")
            : diag(placeOf(Found.Lock->getLocation()), "mutex %0 guards nothing but %1, which can be atomic");
    Warning << Found.Lock << Found.Scalar;
    if (!Steps)
      Warning << Change.hints();
  }
  if (!Steps)
    return;
  if (Change.usable())
    diag(Steps->getBeginLoc(), "replace the lock by compare-and-exchange here, and make %0 atomic", DiagnosticIDs::Note)
        << Found.Scalar << Change.hints();
  else
    diag(Steps->getBeginLoc(), "this takes several steps, for which an atomic needs compare-and-exchange",
         DiagnosticIDs::Note);
}

} // namespace ron
