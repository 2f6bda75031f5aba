// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What starts tasks in several coroutine libraries, with their real names, over the real standard library.
#pragma once

#include <coroutine>
#include <exception>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace spawn_mock {
template <class Task, class T> struct promise {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_value(T);
  void unhandled_exception();
};
template <class Task> struct promise<Task, void> {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception();
};
template <class T> struct awaitable_of {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};
} // namespace spawn_mock

namespace boost::asio {
struct detached_t {};
inline constexpr detached_t detached{};
struct io_context {};
} // namespace boost::asio

namespace boost::cobalt {
template <class T = void> struct task : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<task, T>;
};
template <class T = void> struct promise : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<promise, T>;
};
struct use_op_t {};
inline constexpr use_op_t use_op{};
template <class T, class Token> void spawn(asio::io_context &, task<T> &&, Token &&) {}
template <class... Tasks> spawn_mock::awaitable_of<void> gather(Tasks &&...);
template <class... Tasks> spawn_mock::awaitable_of<void> join(Tasks &&...);
template <class... Tasks> spawn_mock::awaitable_of<void> race(Tasks &&...);
} // namespace boost::cobalt

namespace folly::coro {
template <class T = void> struct Task : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<Task, T>;
};
template <class... Tasks> Task<> collectAll(Tasks &&...);
} // namespace folly::coro

namespace async_simple::coro {
template <class T = void> struct Lazy : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<Lazy, T>;
};
template <class... Tasks> Lazy<> collectAll(Tasks &&...);
} // namespace async_simple::coro

namespace coro {
template <class T = void> struct task : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<task, T>;
};
struct thread_pool {
  bool spawn_detached(task<void> &&);
  bool spawn(task<void> &&);
  void shutdown();
};
template <class... Tasks> task<> when_all(Tasks &&...);
} // namespace coro
