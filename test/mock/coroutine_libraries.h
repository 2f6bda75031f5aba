// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The coroutine types of several libraries, with their real names, and how each lets time pass.
#pragma once

#include "mock/chrono.h"
#include "mock/coroutine.h"

namespace folly::coro {
template <class T = void> struct Task : awaitable_of<T> {
  using promise_type = promise_of<Task, T>;
};
} // namespace folly::coro

namespace async_simple::coro {
template <class T = void> struct Lazy : awaitable_of<T> {
  using promise_type = promise_of<Lazy, T>;
};
template <class Rep, class Period> Lazy<void> sleep(std::chrono::duration<Rep, Period>);
} // namespace async_simple::coro

namespace coro {
template <class T = void> struct task : awaitable_of<T> {
  using promise_type = promise_of<task, T>;
};
struct scheduler {
  template <class Rep, class Period> task<void> yield_for(std::chrono::duration<Rep, Period>);
  task<void> yield();
};
} // namespace coro

namespace seastar {
template <class T = void> struct future : awaitable_of<T> {
  using promise_type = promise_of<future, T>;
};
template <class Rep, class Period> future<> sleep(std::chrono::duration<Rep, Period>);
} // namespace seastar

namespace boost::asio {
struct any_io_executor;
}
namespace boost::cobalt {
template <class T = void> struct task : awaitable_of<T> {
  using promise_type = promise_of<task, T>;
};
struct use_op_t {};
inline constexpr use_op_t use_op{};
namespace this_coro {
inline constexpr awaitable_of<asio::any_io_executor> executor{};
} // namespace this_coro
} // namespace boost::cobalt
