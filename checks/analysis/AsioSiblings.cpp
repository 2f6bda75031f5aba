// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/AsioSiblings.h"

#include "analysis/Members.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

static constexpr StringRef Libraries[] = {"boost::asio::", "asio::", "boost::beast::", "boost::mysql::"};

static bool isDatagram(const CXXRecordDecl &Socket) {
  const auto *Class = dyn_cast<ClassTemplateSpecializationDecl>(&Socket);
  if (!Class || Class->getTemplateArgs().size() == 0 || Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *Protocol = Class->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return Protocol && isOneOf(nameOf(*Protocol), {"udp", "icmp", "datagram_protocol", "raw_protocol"});
}

/// The scope in which the sibling of \p Callee would be declared.
static const DeclContext *scopeOf(const FunctionDecl &Callee) { return Callee.getDeclContext()->getRedeclContext(); }

bool hasAwaitedSibling(const FunctionDecl &Callee) {
  const std::string Name = qualifiedName(Callee);
  if (nameOf(Callee).empty() || nameOf(Callee).starts_with("async_") ||
      llvm::none_of(Libraries, [&](StringRef Library) { return StringRef(Name).starts_with(Library); }))
    return false;
  const std::string Async = ("async_" + nameOf(Callee)).str();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee))
    // The 'connect' of a datagram socket only notes the address.
    return hasMember(*Method->getParent(), Async) && (nameOf(Callee) != "connect" || !isDatagram(*Method->getParent()));
  return !scopeOf(Callee)->lookup(&Callee.getASTContext().Idents.get(Async)).empty();
}

static bool isErrorCode(QualType Type) {
  const CXXRecordDecl *Class = Type->isLValueReferenceType() ? recordOf(Type) : nullptr;
  return Class && !Type.getNonReferenceType().isConstQualified() && nameOf(*Class) == "error_code";
}

/// The function of the declaration \p D, behind 'using' and 'template'.
static const FunctionDecl *functionOf(const NamedDecl *D) {
  D = D->getUnderlyingDecl();
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(D);
}

/// Whether \p Async takes the first \p Count parameters of \p Sync and behind them a completion token.
static bool takesTheSame(const FunctionDecl &Async, const FunctionDecl &Sync, unsigned Count,
                         const ASTContext &Context) {
  if (Async.getNumParams() <= Count)
    return false;
  for (unsigned I = 0; I < Count; ++I)
    if (!Context.hasSameType(Async.getParamDecl(I)->getType(), Sync.getParamDecl(I)->getType()))
      return false;
  const QualType Token = Async.getParamDecl(Count)->getType();
  if (!Token->isReferenceType() || !Token->getPointeeType()->isTemplateTypeParmType())
    return false;
  return llvm::all_of(Async.parameters().drop_front(Count + 1),
                      [](const ParmVarDecl *P) { return P->hasDefaultArg(); });
}

/// Whether the stream that the free function \p Callee is called for has asynchronous operations of its own.
static bool isAsyncStream(const Expr &Stream, const FunctionDecl &Callee) {
  const CXXRecordDecl *Class = recordOf(Stream.getType());
  const StringRef Name = nameOf(Callee);
  const StringRef Needed = Name.starts_with("read")    ? "async_read_some"
                           : Name.starts_with("write") ? "async_write_some"
                                                       : "async_connect";
  if (!Class || Name.ends_with("_at"))
    return Class && hasMember(*Class, Name.starts_with("read") ? "async_read_some_at" : "async_write_some_at");
  return hasMember(*Class, Needed);
}

/// How many arguments were written for \p Call.
static unsigned writtenArguments(const CallExpr &Call) {
  unsigned Count = Call.getNumArgs();
  while (Count > 0 && isa<CXXDefaultArgExpr>(Call.getArg(Count - 1)))
    --Count;
  return Count;
}

/// Whether an asynchronous operation beside \p Callee takes its first \p Count parameters and gives the same result.
static bool hasEqualSibling(const CallExpr &Call, const FunctionDecl &Callee, unsigned Count,
                            const ASTContext &Context) {
  const FunctionDecl *Sync = Callee.getPrimaryTemplate() ? Callee.getPrimaryTemplate()->getTemplatedDecl() : &Callee;
  if (!isa<CXXMethodDecl>(Callee) && (Count == 0 || !isAsyncStream(*Call.getArg(0), Callee)))
    return false;
  const auto Found = scopeOf(Callee)->lookup(&Context.Idents.get(("async_" + nameOf(Callee)).str()));
  return llvm::any_of(Found, [&](const NamedDecl *D) {
    const FunctionDecl *Async = functionOf(D);
    return Async && takesTheSame(*Async, *Sync, Count, Context);
  });
}

/// Whether \p Parent binds to its operand more tightly than 'co_await' does.
static bool bindsTightly(const Stmt *Parent) {
  if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Parent))
    return isOneOf(getOperatorSpelling(Call->getOperator()), {"[]", "()", "->", "++", "--"});
  return isa_and_nonnull<MemberExpr, ArraySubscriptExpr>(Parent);
}

AwaitedOperation awaitInstead(const CallExpr &Call, const Stmt *Parent, const FunctionDecl &Coroutine, Edits &Change,
                              const ASTContext &Context) {
  const FunctionDecl &Callee = *Call.getDirectCallee();
  AwaitedOperation Result{("async_" + nameOf(Callee)).str(), {}};
  const std::optional<CompletionToken> Token = completionTokenOf(Coroutine, Context);
  const auto *Ref = dyn_cast<DeclRefExpr>(Call.getCallee()->IgnoreParenImpCasts());
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParenImpCasts());
  unsigned Count = writtenArguments(Call);
  const bool WithError = Count > 0 && isErrorCode(Callee.getParamDecl(Count - 1)->getType());
  Count -= WithError ? 1 : 0;
  // With an error code some operations return it as well, which the awaited one does not.
  const CXXRecordDecl *Given = recordOf(Call.getType());
  const bool GivesError = WithError && Given && nameOf(*Given) == "error_code";
  if (!Token || !StringRef(qualifiedName(Callee)).starts_with(StringRef(Token->Library).split("::").first) ||
      !(Ref || Member) || (Ref ? Ref->hasExplicitTemplateArgs() : Member->hasExplicitTemplateArgs()) ||
      (GivesError && Parent) || !hasEqualSibling(Call, Callee, Count, Context)) {
    Change.abandon();
    return Result;
  }
  Result.Headers = Token->Headers;
  const bool Parenthesized = bindsTightly(Parent);
  Change.insertAt(Call.getBeginLoc(), Parenthesized ? "(co_await " : "co_await ");
  Change.insertAt(Ref ? Ref->getLocation() : Member->getMemberLoc(), "async_");
  if (WithError) {
    const SourceRange Error = Call.getArg(Count)->getSourceRange();
    Change.insertAt(Error.getBegin(), Token->AsioName + "::redirect_error(" + Token->Text + ", ");
    Change.insertAfterToken(Error.getEnd(), ")");
    requireDeclared(Result.Headers, Context, Token->Library + "::redirect_error",
                    Token->Directory + "redirect_error.hpp");
  } else {
    Change.insertAt(Call.getRParenLoc(), (Count > 0 ? ", " : "") + Token->Text);
  }
  if (Parenthesized)
    Change.insertAfterToken(Call.getRParenLoc(), ")");
  return Result;
}

} // namespace ron
