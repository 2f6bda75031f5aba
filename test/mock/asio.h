// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Boost.Asio's coroutines. The timer has a header of its own, as in the library.
#pragma once

#include "mock/chrono.h"
#include "mock/coroutine.h"

namespace boost::asio {

struct any_io_executor {};

template <class T = void, class Executor = any_io_executor> struct awaitable : awaitable_of<T> {
  using promise_type = promise_of<awaitable, T>;
};

struct use_awaitable_t {};
inline constexpr use_awaitable_t use_awaitable{};
struct detached_t {};
inline constexpr detached_t detached{};

namespace this_coro {
struct executor_t {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  any_io_executor await_resume() const;
};
inline constexpr executor_t executor{};
} // namespace this_coro

template <class Clock> struct wait_traits {};
template <class Clock, class WaitTraits = wait_traits<Clock>, class Executor = any_io_executor> struct basic_waitable_timer {
  explicit basic_waitable_timer(const Executor &);
  basic_waitable_timer(const Executor &, const typename Clock::time_point &);
  basic_waitable_timer(const Executor &, const typename Clock::duration &);
  void expires_after(const typename Clock::duration &);
  void expires_at(const typename Clock::time_point &);
  void cancel();
  template <class Token> awaitable<void> async_wait(const Token &);
};
using system_timer = basic_waitable_timer<std::chrono::system_clock>;

} // namespace boost::asio
