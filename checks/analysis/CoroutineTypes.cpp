// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/CoroutineTypes.h"

#include "analysis/Members.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

CoroutineSleepTable::CoroutineSleepTable(StringRef Text) {
  SmallVector<StringRef, 4> Entries;
  Text.split(Entries, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Line : Entries) {
    const auto [Type, Rest] = Line.trim().ltrim('+').split('=');
    const auto [Function, Header] = Rest.split('@');
    Globs Name(Type.trim(), "");
    if (Function.trim().empty() || !Name.error().empty() || Name.empty())
      Error = ("holds '" + Line.trim() + "', which is not of the form 'type=function' or 'type=function@header'").str();
    else
      Own.push_back({std::move(Name), Function.trim().str(), Header.trim().str()});
  }
}

/// Whether a declaration of the qualified name \p Name has been seen.
static bool isDeclared(const ASTContext &Context, StringRef Name) {
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  SmallVector<StringRef, 4> Parts;
  Name.split(Parts, "::");
  for (StringRef Part : Parts) {
    const auto Found = Scope ? Scope->lookup(&Context.Idents.get(Part)) : DeclContext::lookup_result();
    if (Found.empty())
      return false;
    Scope = dyn_cast<DeclContext>(Found.front());
  }
  return true;
}

void requireDeclared(SmallVectorImpl<std::string> &Headers, const ASTContext &Context, StringRef Name,
                     const Twine &Header) {
  if (!isDeclared(Context, Name))
    Headers.push_back(("<" + Header + ">").str());
}

static void require(AwaitedSleep &Sleep, const ASTContext &Context, StringRef Name, const Twine &Header) {
  requireDeclared(Sleep.Headers, Context, Name, Header);
}

/// Asio's timer; \p Token and \p Coro are the completion token and the namespace of 'this_coro' of the library on top.
static AwaitedSleep asioTimer(StringRef Asio, StringRef Coro, StringRef Token, const SleepTime &Time,
                              const ASTContext &Context) {
  AwaitedSleep Sleep;
  Sleep.Text = ("co_await " + Asio + "::steady_timer(co_await " + Coro + "::this_coro::executor, " + Time.Text +
                ").async_wait(" + Token + ")")
                   .str();
  const std::string Directory = Asio == "asio" ? "asio/" : "boost/asio/";
  require(Sleep, Context, (Asio + "::steady_timer").str(), Directory + "steady_timer.hpp");
  if (Asio == Coro) {
    require(Sleep, Context, (Asio + "::this_coro::executor").str(), Directory + "this_coro.hpp");
    require(Sleep, Context, Token, Directory + "use_awaitable.hpp");
  } else {
    require(Sleep, Context, (Coro + "::this_coro::executor").str(), "boost/cobalt/this_coro.hpp");
    require(Sleep, Context, Token, "boost/cobalt/op.hpp");
  }
  return Sleep;
}

/// How to reach libcoro's scheduler in an object of \p Type: '.', '->', or empty when it is none.
static StringRef accessToScheduler(QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class = recordOf(Type);
  const auto *Pointer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  const bool Owns = Pointer && Class->isInStdNamespace() && isOneOf(nameOf(*Class), {"shared_ptr", "unique_ptr"});
  if (Owns)
    Class = recordOf(Pointer->getTemplateArgs()[0].getAsType());
  if (!Class || !hasMember(*Class, "yield_for"))
    return "";
  return Owns || Type->isPointerType() ? "->" : ".";
}

/// A parameter or member of \p Coroutine by which it can use libcoro's scheduler, and '->' or '.'.
static std::string schedulerAtHand(const FunctionDecl &Coroutine) {
  for (const ParmVarDecl *Parameter : Coroutine.parameters())
    if (const StringRef Access = accessToScheduler(Parameter->getType()); !Access.empty() && Parameter->getIdentifier())
      return (Parameter->getName() + Access).str();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Coroutine);
  if (!Method || Method->isStatic() || Method->getParent()->isLambda())
    return "";
  for (const FieldDecl *Field : Method->getParent()->fields())
    if (const StringRef Access = accessToScheduler(Field->getType()); !Access.empty())
      return (Field->getName() + Access).str();
  return "";
}

/// Whether the coroutines of Asio's \p Awaitable run on the executor that 'use_awaitable' stands for.
static bool hasUsualExecutor(const CXXRecordDecl &Awaitable) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Awaitable);
  if (!Specialization || Specialization->getTemplateArgs().size() < 2)
    return true;
  const TemplateArgument &Executor = Specialization->getTemplateArgs()[1];
  const CXXRecordDecl *Class =
      Executor.getKind() == TemplateArgument::Type ? Executor.getAsType()->getAsCXXRecordDecl() : nullptr;
  return Class && Class->getName() == "any_io_executor";
}

/// The namespace \p Name as it can be spelled in \p Function: by a usual alias where one is
/// visible.
static std::string spelled(StringRef Name, const FunctionDecl &Function, const ASTContext &Context) {
  for (const StringRef Alias : {"asio", "net"})
    for (const DeclContext *Scope = Function.getParent(); Scope; Scope = Scope->getParent()) {
      const auto Found =
          Scope->isFileContext() ? Scope->lookup(&Context.Idents.get(Alias)) : DeclContext::lookup_result();
      if (Found.empty())
        continue;
      const auto *Declaration = dyn_cast<NamespaceAliasDecl>(Found.front());
      if (Declaration && qualifiedName(*Declaration->getNamespace()) == Name &&
          Context.getSourceManager().isBeforeInTranslationUnit(Declaration->getLocation(), Function.getLocation()))
        return Alias.str();
      break; // the name means something else here
    }
  return Name.str();
}

std::optional<CompletionToken> completionTokenOf(const FunctionDecl &Coroutine, const ASTContext &Context) {
  const CXXRecordDecl *Type = recordOf(Coroutine.getReturnType());
  const std::string Name = Type ? qualifiedName(*Type) : "";
  if ((Name != "boost::asio::awaitable" && Name != "asio::awaitable") || !hasUsualExecutor(*Type))
    return std::nullopt;
  CompletionToken Token;
  Token.Library = StringRef(Name).rsplit("::").first.str();
  Token.AsioName = spelled(Token.Library, Coroutine, Context);
  Token.Text = Token.AsioName + "::use_awaitable";
  Token.Directory = Token.Library == "asio" ? "asio/" : "boost/asio/";
  requireDeclared(Token.Headers, Context, Token.Library + "::use_awaitable", Token.Directory + "use_awaitable.hpp");
  return Token;
}

std::optional<AwaitedSleep> yieldOf(const FunctionDecl &Coroutine, const ASTContext &Context) {
  const CXXRecordDecl *Type = recordOf(Coroutine.getReturnType());
  if (!Type)
    return std::nullopt;
  const std::string Name = qualifiedName(*Type);
  AwaitedSleep Yield;
  if (const std::optional<CompletionToken> Token = completionTokenOf(Coroutine, Context)) {
    Yield.Text = "co_await " + Token->AsioName + "::post(" + Token->Text + ")";
    Yield.Headers = Token->Headers;
    require(Yield, Context, Token->Library + "::post", Token->Directory + "post.hpp");
  } else if (StringRef(Name).starts_with("boost::cobalt::")) {
    Yield.Text = "co_await boost::asio::post(boost::cobalt::use_op)";
    require(Yield, Context, "boost::asio::post", "boost/asio/post.hpp");
    require(Yield, Context, "boost::cobalt::use_op", "boost/cobalt/op.hpp");
  } else if (Name == "folly::coro::Task" || Name == "folly::coro::AsyncGenerator") {
    Yield.Text = "co_await folly::coro::co_reschedule_on_current_executor";
    const bool Old = Context.getSourceManager().getFilename(Type->getLocation()).contains("experimental");
    require(Yield, Context, "folly::coro::co_reschedule_on_current_executor",
            Old ? "folly/experimental/coro/CurrentExecutor.h" : "folly/coro/CurrentExecutor.h");
  } else if (Name == "seastar::future") {
    Yield.Text = "co_await seastar::coroutine::maybe_yield()";
    require(Yield, Context, "seastar::coroutine::maybe_yield", "seastar/coroutine/maybe_yield.hh");
  } else if (Name == "async_simple::coro::Lazy") {
    Yield.Text = "co_await async_simple::coro::Yield{}";
    require(Yield, Context, "async_simple::coro::Yield", "async_simple/coro/Lazy.h");
  } else if (const std::string Scheduler = Name == "coro::task" ? schedulerAtHand(Coroutine) : ""; !Scheduler.empty()) {
    Yield.Text = "co_await " + Scheduler + "yield()";
  } else {
    return std::nullopt;
  }
  return Yield;
}

std::optional<AwaitedSleep> CoroutineSleepTable::replacement(const FunctionDecl &Coroutine, const SleepTime &Time,
                                                             const ASTContext &Context) const {
  const CXXRecordDecl *Type = recordOf(Coroutine.getReturnType());
  if (!Type)
    return std::nullopt;
  const auto Within = [&](unsigned Resolution) { return Time.PerSecond && Resolution % Time.PerSecond == 0; };
  constexpr unsigned Nano = 1000000000, Micro = 1000000, Milli = 1000;
  for (const Entry &Mine : Own)
    if (Mine.Type.matches(*Type)) {
      if (Time.IsTimePoint)
        return std::nullopt;
      const auto Headers =
          Mine.Header.empty() ? SmallVector<std::string, 2>() : SmallVector<std::string, 2>{Mine.Header};
      return AwaitedSleep{"co_await " + Mine.Function + "(" + Time.Text + ")", Headers};
    }
  const std::string Name = qualifiedName(*Type);
  const StringRef Namespace = StringRef(Name).rsplit("::").first;
  if ((Name == "boost::asio::awaitable" || Name == "asio::awaitable") && hasUsualExecutor(*Type) && Within(Nano))
    return asioTimer(Namespace, Namespace, (Namespace + "::use_awaitable").str(), Time, Context);
  if (Namespace == "boost::cobalt" && Within(Nano))
    return asioTimer("boost::asio", "boost::cobalt", "boost::cobalt::use_op", Time, Context);
  if (Time.IsTimePoint)
    return std::nullopt;
  AwaitedSleep Sleep;
  if (Name == "folly::coro::Task" && Within(Micro)) {
    Sleep.Text = "co_await folly::coro::sleep(" + Time.Text + ")";
    const StringRef File = Context.getSourceManager().getFilename(Type->getLocation());
    require(Sleep, Context, "folly::coro::sleep",
            File.contains("experimental") ? "folly/experimental/coro/Sleep.h" : "folly/coro/Sleep.h");
    return Sleep;
  }
  if (Name == "async_simple::coro::Lazy") {
    Sleep.Text = "co_await async_simple::coro::sleep(" + Time.Text + ")";
    require(Sleep, Context, "async_simple::coro::sleep", "async_simple/coro/Sleep.h");
    return Sleep;
  }
  if (Name != "coro::task" || !Within(Milli))
    return std::nullopt;
  const std::string Scheduler = schedulerAtHand(Coroutine);
  if (Scheduler.empty())
    return std::nullopt;
  Sleep.Text = "co_await " + Scheduler + "yield_for(" + Time.Text + ")";
  return Sleep;
}

} // namespace ron
