// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/DetachedTaskCheck.h"

#include "analysis/CoroutineTypes.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Throws.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char CallId[] = "call";
constexpr char BlockId[] = "block";

AST_MATCHER_P(CallExpr, startsTask, const Globs *, SpawnFunctions) {
  const FunctionDecl *Callee = Node.getDirectCallee();
  return Callee && SpawnFunctions->matches(*Callee);
}

/// The call whose result, an object of its own, \p S does nothing with; null for any other statement.
const CallExpr *discardedCall(const Stmt *S) {
  const auto *E = dyn_cast_or_null<Expr>(S);
  const auto *Call = E ? dyn_cast<CallExpr>(E->IgnoreImplicit()) : nullptr;
  return Call && Call->isPRValue() ? Call : nullptr;
}

bool isFuture(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  return Class && isOneOf(nameOf(*Class), {"future", "unique_future"});
}

AST_MATCHER_P(CompoundStmt, dropsTask, const Globs *, LazyTypes) {
  return llvm::any_of(Node.body(), [&](const Stmt *S) {
    const CallExpr *Call = discardedCall(S);
    return Call && Call->getType()->isRecordType() &&
           (isFuture(Call->getType()) || LazyTypes->matchesType(Call->getType()));
  });
}

} // namespace

DetachedTaskCheck::DetachedTaskCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context), SpawnFunctions(*this, "SpawnFunctions", DefaultSpawnFunctions),
      LazyTypes(*this, "LazyTypes",
                "boost::asio::awaitable;asio::awaitable;boost::cobalt::task;folly::coro::Task;async_simple::coro::Lazy;"
                "coro::task;cppcoro::task;unifex::task;concurrencpp::lazy_result"),
      ErrorHandler(*this, "ErrorHandler", ""), Headers(areDiagsSelfContained()) {}

void DetachedTaskCheck::registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) {
  Check::registerPPCallbacks(Sources, PP, Expander);
  Headers.attach(PP);
}

void DetachedTaskCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(callExpr(unless(isExpansionInSystemHeader()), startsTask(&SpawnFunctions)).bind(CallId), this);
  Finder->addMatcher(compoundStmt(unless(isExpansionInSystemHeader()), dropsTask(&LazyTypes)).bind(BlockId), this);
}

/// Whether nobody is told how \p T ends, for all that the call that starts it says.
static bool isDetached(const Task &T) {
  if (T.Token)
    return Token::of(T.Token->getType()).What == Token::Kind::Detached;
  return StringRef(nameOf(*calleeOf(*T.Start)).lower()).contains("detach");
}

void DetachedTaskCheck::check(const MatchFinder::MatchResult &Result) {
  if (const auto *Call = Result.Nodes.getNodeAs<CallExpr>(CallId)) {
    for (const Task &T : tasksOf(*Call, SpawnFunctions))
      if (isDetached(T))
        reportLost(T, /*Dropped=*/false, *Result.Context);
    return;
  }
  for (const Stmt *S : Result.Nodes.getNodeAs<CompoundStmt>(BlockId)->body())
    if (const CallExpr *Call = discardedCall(S))
      reportDropped(*Call, *Result.Context);
}

void DetachedTaskCheck::reportDropped(const Expr &Statement, const ASTContext &Context) {
  const FunctionDecl *Callee = calleeOf(Statement);
  if (isFuture(Statement.getType())) {
    for (const Task &T : tasksOf(Statement, SpawnFunctions))
      reportLost(T, /*Dropped=*/true, Context);
    return;
  }
  if (!Callee || !LazyTypes.matchesType(Statement.getType()) || !isa<CallExpr>(Statement) ||
      SpawnFunctions.matches(*Callee) || !shouldReport(Statement.getBeginLoc()))
    return;
  diag(placeOf(Statement.getBeginLoc()), "the task that %0 returns is dropped before it has run") << Callee;
}

void DetachedTaskCheck::reportLost(const Task &T, bool Dropped, const ASTContext &Context) {
  const Expr *Thrown = T.Body && T.Body->hasBody() ? firstThrow(*T.Body, Context) : nullptr;
  const SourceLocation Loc = T.Start->getBeginLoc();
  if (!Thrown || !shouldReport(Loc))
    return;
  const FunctionTemplateDecl *Template = T.Body->getPrimaryTemplate();
  const NamedDecl *Named = Template ? static_cast<const NamedDecl *>(Template) : T.Body;
  Edits Change(Context);
  const bool Fixed = !Dropped && useOwnHandler(T, Change);
  {
    const auto Warning =
        diag(placeOf(Loc), "%select{%1|this task}0 %select{is detached|ends in a future that is dropped}2:"
                           " an exception that ends it is lost")
        << !T.Body->getIdentifier() << Named << Dropped;
    if (Fixed)
      for (const FixItHint &Hint : Change.hints())
        Warning << Hint;
  }
  diag(placeOf(Thrown->getExprLoc()), "an exception may come from here", DiagnosticIDs::Note);
  if (!Fixed && T.Token)
    offerHandler(T, Context);
}

/// Whether a handler of \p T is told of the exception alone: its coroutine gives no result, for any template argument.
static bool isVoid(const Task &T) {
  const auto *Awaitable = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T.Body->getReturnType()));
  if (!Awaitable || isTemplated(*T.Body) || Awaitable->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &Result = Awaitable->getTemplateArgs()[0];
  return Result.getKind() == TemplateArgument::Type && Result.getAsType()->isVoidType();
}

/// Whether the token is written as 'detached' alone, and can be replaced.
static bool isPlainDetached(const Task &T) {
  const CXXRecordDecl *Class = T.Token ? recordOf(T.Token->getType()) : nullptr;
  return Class && nameOf(*Class) == "detached_t" && !isa<CXXDefaultArgExpr>(T.Token);
}

bool DetachedTaskCheck::useOwnHandler(const Task &T, Edits &Change) const {
  if (ErrorHandler.get().empty() || !isPlainDetached(T) || !isVoid(T))
    return false;
  Change.replace(T.Token->getSourceRange(), ErrorHandler.get());
  return Change.usable();
}

void DetachedTaskCheck::offerHandler(const Task &T, const ASTContext &Context) {
  if (!isPlainDetached(T))
    return;
  Edits Change(Context);
  Change.replace(T.Token->getSourceRange(), Twine("[](std::exception_ptr error") + (isVoid(T) ? "" : ", auto &&...") +
                                                ") { if (error) std::rethrow_exception(error); }");
  SmallVector<std::string, 2> Needed;
  requireDeclared(Needed, Context, "std::rethrow_exception", "exception");
  if (Change.usable())
    Headers.add(Needed, T.Token->getBeginLoc(), Change, Context);
  const auto Note = diag(placeOf(T.Token->getBeginLoc()), "let a handler see it, for example by ending 'run()' with it",
                         DiagnosticIDs::Note);
  for (const FixItHint &Hint : Change.hints())
    Note << Hint;
}

} // namespace ron
