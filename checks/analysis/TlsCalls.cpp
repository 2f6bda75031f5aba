// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/TlsCalls.h"

#include "analysis/Calls.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace ron {

/// What OpenSSL's macros expand to, getters and setters alike.
static constexpr StringRef Control = "SSL_CTX_ctrl";

/// What is meant for use while connections run: the session cache, and slots that belong to the application.
static bool isForRunTime(StringRef Name) {
  return isOneOf(Name, {"SSL_CTX_add_session", "SSL_CTX_set_ex_data", "SSL_CTX_set_app_data"});
}

bool TlsCalls::mayChange(const CallExpr &Call) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getCalleeDecl());
  if (!Callee || !Callee->getIdentifier() || !contextOf(Call))
    return false;
  const auto [Entry, New] = Known.try_emplace(Callee, false);
  if (New) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    Entry->second = (Callee->isExternC() && Callee->getName() == Control) ||
                    (Mutators.matches(*Callee) && !isForRunTime(Callee->getName()) && !(Method && Method->isConst()));
  }
  return Entry->second;
}

/// Whether the command \p Command of SSL_CTX_ctrl only asks. The numbers are part of OpenSSL's binary interface; the
/// macros with their names leave nothing else behind.
static bool onlyAsks(int64_t Command) {
  const bool Statistics = Command >= 20 && Command <= 31;
  const bool Later = Command >= 108 && Command <= 115;      // of the peer, and the chain
  const bool Negotiated = Command >= 127 && Command <= 134; // and the protocol versions
  switch (Command) {
  case 40:  // read-ahead
  case 43:  // size of the session cache
  case 45:  // its mode
  case 50:  // the longest list of certificates
  case 58:  // the ticket keys
  case 82:  // extra certificates
  case 90:  // groups
  case 93:  // shared groups
  case 103: // types of client certificates
  case 122: // extended master secret
  case 137: // stores
  case 138:
    return true;
  default:
    return Statistics || Later || Negotiated;
  }
}

/// The outermost macro of OpenSSL's that \p Loc comes from; empty when it comes from none.
static StringRef macroOf(SourceLocation Loc, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  StringRef Found;
  for (; Loc.isMacroID(); Loc = Sources.getImmediateMacroCallerLoc(Loc)) {
    const StringRef Name = Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts());
    if (Name.starts_with("SSL_CTX_"))
      Found = Name;
  }
  return Found;
}

std::string TlsCalls::changeBy(const CallExpr &Call, const ASTContext &Context) const {
  const StringRef Name = nameOf(*cast<FunctionDecl>(Call.getCalleeDecl()));
  const StringRef Macro = macroOf(Call.getBeginLoc(), Context);
  if (!Macro.empty())
    return Mutators.matches(Macro) && !isForRunTime(Macro) ? Macro.str() : "";
  if (Name != Control)
    return Name.str();
  const std::optional<int64_t> Command = valueOf(Call, 1, Context), Value = valueOf(Call, 2, Context);
  const bool AddsNothing = Command && (*Command == 33 || *Command == 99) && Value == 0; // flags
  return Command && !onlyAsks(*Command) && !AddsNothing ? Name.str() : "";
}

const Expr *contextOf(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return Member->getImplicitObjectArgument();
  return Call.getNumArgs() > 0 ? Call.getArg(0) : nullptr;
}

} // namespace ron
