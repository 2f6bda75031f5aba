// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/BlockingCalls.h"

#include "analysis/AsioSiblings.h"
#include "analysis/Calls.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

// The standard library's own bases ('std::__basic_future') declare some of these.
static constexpr StringRef FutureWaits =
    "std::*future::get;std::*future::wait;std::*future::wait_for;std::*future::wait_until;boost::future::get;"
    "boost::shared_future::get;boost::unique_future::get;boost::detail::basic_future::*wait*;folly::*Future::get;"
    "folly::*Future::getVia;folly::*Future::getTry*;folly::Future::wait*;folly::SemiFuture::wait*;"
    "async_simple::Future::wait;concurrencpp::result::get;concurrencpp::result::wait*;QFuture::waitForFinished";

static constexpr StringRef OtherWaits =
    // Threads and processes.
    "std::thread::join;std::jthread::join;boost::thread::join;boost::thread::*_join*;boost::thread_group::join_all;"
    "boost::process::child::wait*;boost::process::system;QThread::wait;QProcess::execute;Q*::waitFor*;"
    // What threads wait for.
    "std::condition_variable*::wait*;boost::condition_variable*::*wait*;absl::CondVar::Wait*;QWaitCondition::wait;"
    "std::latch::wait;std::barrier::wait;std::*::arrive_and_wait;boost::latch::wait;boost::latch::wait_*;"
    "boost::*::count_down_and_wait;boost::barrier::wait;std::counting_semaphore::acquire;"
    "std::counting_semaphore::try_acquire_*;QSemaphore::acquire;std::*atomic*::wait;std::atomic*_wait*;"
    "absl::Notification::WaitForNotification*;absl::BlockingCounter::Wait;absl::Barrier::Block;folly::Baton::wait;"
    "folly::Baton::timed_wait;folly::Baton::try_wait_*;folly::Latch::wait*;"
    // Event loops, and waits for a coroutine.
    "boost::asio::io_context::run*;asio::io_context::run*;boost::asio::thread_pool::join;asio::thread_pool::join;"
    "boost::asio::thread_pool::wait;asio::thread_pool::wait;boost::asio::thread_pool::attach;"
    "asio::thread_pool::attach;boost::asio::system_context::join;asio::system_context::join;boost::cobalt::run;"
    "folly::EventBase::loop*;folly::coro::blockingWait;folly::coro::blocking_wait_fn::operator();coro::sync_wait;"
    "cppcoro::sync_wait;async_simple::coro::syncAwait;stdexec::*sync_wait_t::operator();QEventLoop::exec;"
    "QCoreApplication::exec";

static constexpr StringRef SystemCalls =
    "system;popen;pclose;wait;wait3;wait4;waitpid;waitid;getaddrinfo;getnameinfo;gethostbyname*;gethostbyaddr*;"
    "sigwait;sigwaitinfo;sigtimedwait;pause;sem_wait;sem_timedwait;sem_clockwait;getchar;scanf;pthread_join;"
    "pthread_timedjoin_np;pthread_cond_wait;pthread_cond_timedwait;pthread_cond_clockwait;pthread_barrier_wait;"
    "uv_run;event_base_dispatch;event_base_loop;ev_run;g_main_loop_run";

BlockingCalls::BlockingCalls(const Globs &Own)
    : Own(Own), Futures(FutureWaits, FutureWaits), Others(OtherWaits, OtherWaits), System(SystemCalls, SystemCalls) {}

void BlockingCalls::reset() const {
  Known.clear();
  Futures.reset();
  Others.reset();
  System.reset();
}

Blocking BlockingCalls::kindOf(const FunctionDecl &Callee) const {
  if (isAwaitable(Callee.getReturnType()))
    return Blocking::None; // an asynchronous function of the same name
  if (Own.matches(Callee))
    return Blocking::Other;
  if (Callee.isExternC())
    return System.matches(nameOf(Callee)) ? Blocking::Other : Blocking::None;
  if (Callee.getDeclContext()->getRedeclContext()->isTranslationUnit())
    return Blocking::None;
  if (Futures.matches(Callee))
    return Blocking::Future;
  if (Others.matches(Callee))
    return Blocking::Other;
  return hasAwaitedSibling(Callee) ? Blocking::Operation : Blocking::None;
}

/// Whether \p Call reads from the standard input: 'std::getline(std::cin, line)', 'std::cin >> word', 'std::cin.get()'.
static bool readsStandardInput(const CallExpr &Call, const FunctionDecl &Callee) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Stream = Member ? Member->getImplicitObjectArgument() : Call.getNumArgs() > 0 ? Call.getArg(0) : nullptr;
  const auto *Ref = Stream ? dyn_cast<DeclRefExpr>(Stream->IgnoreParenImpCasts()) : nullptr;
  if (!Ref || !isOneOf(nameOf(*Ref->getDecl()), {"cin", "wcin"}) || !isInStd(*Ref->getDecl()))
    return false;
  return isInStd(Callee) && (Callee.getOverloadedOperator() == OO_GreaterGreater ||
                             isOneOf(nameOf(Callee), {"getline", "get", "read", "ignore", "peek"}));
}

Blocking BlockingCalls::kindOf(const CallExpr &Call, const Stmt &Body, const ASTContext &Context) const {
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(Call.getCalleeDecl());
  if (!Callee)
    return Blocking::None;
  const auto [Entry, New] = Known.try_emplace(Callee, Blocking::None);
  if (New)
    Entry->second = kindOf(*Callee);
  const Blocking Kind = Entry->second;
  if (Kind != Blocking::None)
    return hasNoTime(Call, Context) ? Blocking::None : Kind;
  if (readsStandardInput(Call, *Callee) || blocksOnDescriptor(Call, Body, Context))
    return Blocking::Other;
  return Blocking::None;
}

/// Whether \p E is a duration or an integer whose value is known to be zero.
static bool isZero(const Expr &E, const ASTContext &Context) {
  if (E.isValueDependent() || E.isTypeDependent())
    return false;
  Expr::EvalResult Result;
  if (!E.EvaluateAsRValue(Result, Context))
    return false;
  const APValue &Value = Result.Val;
  if (Value.isInt())
    return Value.getInt().isZero();
  return Value.isStruct() && Value.getStructNumBases() == 0 && Value.getStructNumFields() == 1 &&
         Value.getStructField(0).isInt() && Value.getStructField(0).getInt().isZero();
}

bool hasNoTime(const CallExpr &Call, const ASTContext &Context) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.getNumArgs() == 0)
    return false;
  const StringRef Name = nameOf(*Callee);
  // 'waitpid(pid, &status, WNOHANG)'; the flag is 1 wherever there is one. Of 'waitid', it is among other flags.
  if (Callee->isExternC() && isOneOf(Name, {"waitpid", "wait3", "wait4", "waitid"})) {
    const std::optional<int64_t> Options = valueOf(Call, Name == "waitid" ? 3 : Name == "wait3" ? 1 : 2, Context);
    return !Options || (*Options & 1) != 0;
  }
  if (!Name.ends_with("_for") && !isOneOf(Name, {"wait", "timed_wait", "get", "join"}))
    return false;
  for (const Expr *Argument : Call.arguments()) {
    const CXXRecordDecl *Class = recordOf(Argument->getType());
    if (Class && nameOf(*Class) == "duration" && isZero(*Argument->IgnoreImplicit(), Context))
      return true;
  }
  return false;
}

} // namespace ron
