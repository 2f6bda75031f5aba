// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A coroutine library in a few lines, and what the language asks of the standard library, without its headers.
#pragma once

namespace std {

template <class R, class... Args> struct coroutine_traits {
  using promise_type = typename R::promise_type;
};

template <class Promise = void> struct coroutine_handle;

template <> struct coroutine_handle<void> {
  static coroutine_handle from_address(void *) noexcept;
  void *address() const noexcept;
  void resume() const;
  void destroy() const;
  bool done() const noexcept;
  explicit operator bool() const noexcept;
};

template <class Promise> struct coroutine_handle : coroutine_handle<> {
  static coroutine_handle from_promise(Promise &) noexcept;
  static coroutine_handle from_address(void *) noexcept;
  Promise &promise() const noexcept;
};

struct suspend_always {
  bool await_ready() const noexcept { return false; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

struct suspend_never {
  bool await_ready() const noexcept { return true; }
  void await_suspend(coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};

} // namespace std

/// What awaiting gives, for the awaitables below.
template <class T> struct awaitable_of {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};

/// A promise for any coroutine type \p Task that yields a \p T in the end.
template <class Task, class T> struct promise_of {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_value(T);
  void unhandled_exception() noexcept;
};
template <class Task> struct promise_of<Task, void> {
  Task get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void return_void();
  void unhandled_exception() noexcept;
};

template <class T = void> struct task : awaitable_of<T> {
  using promise_type = promise_of<task, T>;
};

template <class T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void return_void();
    void unhandled_exception() noexcept;
  };
  bool next();
  T value();
};

/// Suspends; gives nothing.
task<> next();
/// Suspends; gives a value.
template <class T> task<T> produce();
/// An awaitable that is no coroutine.
inline awaitable_of<void> ready;
