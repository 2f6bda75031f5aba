// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/UnboundedAwaitCheck.h"

#include "analysis/CoroutineTypes.h"
#include "analysis/Coroutines.h"
#include "analysis/Edits.h"
#include "analysis/Members.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

using namespace ast_matchers;

static constexpr char CoroutineId[] = "coroutine";

UnboundedAwaitCheck::UnboundedAwaitCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context),
      StreamTypes(*this, "StreamTypes",
                  "boost::asio::basic_stream_socket;boost::asio::ssl::stream;asio::basic_stream_socket;"
                  "asio::ssl::stream;boost::beast::basic_stream;boost::beast::ssl_stream;"
                  "boost::beast::websocket::stream"),
      DeadlineFunctions(*this, "DeadlineFunctions",
                        "*::expires_after;*::expires_at;*::expires_from_now;*cancel_after;*cancel_at;*timeout*;"
                        "*deadline*;*watchdog*"),
      DefaultDeadline(*this, "DefaultDeadline", "") {}

void UnboundedAwaitCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isCoroutine(), unless(isExpansionInSystemHeader())).bind(CoroutineId), this);
}

void UnboundedAwaitCheck::check(const MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  const auto &Coroutine = *Result.Nodes.getNodeAs<FunctionDecl>(CoroutineId);
  if (SmallVector<NetworkWait, 4> Waits = networkWaits(Coroutine, StreamTypes, *Context); !Waits.empty())
    Candidates.push_back({&Coroutine, std::move(Waits)});
}

void UnboundedAwaitCheck::onEndOfTranslationUnit() {
  if (!Candidates.empty()) {
    const Deadlines Known(*Context, DeadlineFunctions);
    for (const Candidate &Found : Candidates) {
      // silent: whoever lends the stream from another file may have limited it
      const bool Lent = Found.Waits.front().GivenStream && !Known.isCalled(*Found.Coroutine);
      if (!Lent && !Known.inSightOf(*Found.Coroutine))
        report(Found, *Context);
    }
  }
  Candidates.clear();
  Check::onEndOfTranslationUnit();
}

/// Limits each of \p Waits by its token; abandons the change where there is none.
static void limit(ArrayRef<NetworkWait> Waits, StringRef Library, StringRef Deadline, Edits &Change) {
  for (const NetworkWait &Wait : Waits) {
    const Expr *Token = tokenArgument(*Wait.Call);
    if (isa<CXXDefaultArgExpr>(Token)) {
      Change.abandon();
      return;
    }
    Change.insertAt(Token->getBeginLoc(), Library + "::cancel_after(" + Deadline + ", ");
    Change.insertAfterToken(Token->getEndLoc(), ")");
  }
}

void UnboundedAwaitCheck::report(const Candidate &Found, const ASTContext &Context) {
  const CallExpr &First = *Found.Waits.front().Call;
  const SourceLocation Loc = First.getBeginLoc();
  if (!shouldReport(Loc))
    return;
  const FunctionDecl *Callee = First.getDirectCallee();
  const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
  const std::optional<CompletionToken> Own = completionTokenOf(*Found.Coroutine, Context);
  SmallVector<std::string, 1> Missing;
  if (Own)
    requireDeclared(Missing, Context, Own->Library + "::cancel_after", "cancel_after.hpp");
  const bool Limits = Own && Missing.empty();
  Edits Change(Context);
  if (Limits && !DefaultDeadline.get().empty())
    limit(Found.Waits, Own->AsioName, DefaultDeadline.get(), Change);
  diag(placeOf(Loc), "%0 waits for the peer as long as it likes: no deadline is in sight")
      << (Template ? static_cast<const NamedDecl *>(Template) : Callee) << Change.hints();
  const CXXRecordDecl *Stream = recordOf(streamOf(First)->getType());
  enum { Timer, Token, Expiry } Way = Limits ? Token : Stream && hasMember(*Stream, "expires_after") ? Expiry : Timer;
  diag(placeOf(Loc),
       "%select{race it against a timer|give it the token 'cancel_after'|call 'expires_after' of the stream first}0",
       DiagnosticIDs::Note)
      << Way;
}

} // namespace ron
