// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for the standard library's mutexes, guards and owners, with their real names and shapes.
#pragma once

#include "mock/chrono.h"

namespace std {

template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> constexpr typename remove_reference<T>::type &&move(T &&value) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(value);
}
template <class T> constexpr T &&forward(typename remove_reference<T>::type &value) noexcept {
  return static_cast<T &&>(value);
}
template <class T> void swap(T &a, T &b);

struct defer_lock_t {};
struct try_to_lock_t {};
struct adopt_lock_t {};
inline constexpr defer_lock_t defer_lock{};
inline constexpr try_to_lock_t try_to_lock{};
inline constexpr adopt_lock_t adopt_lock{};

class mutex {
public:
  void lock();
  bool try_lock();
  void unlock() noexcept;
};
class recursive_mutex : public mutex {};
class timed_mutex : public mutex {
public:
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &);
};
class shared_mutex : public mutex {
public:
  void lock_shared();
  bool try_lock_shared();
  void unlock_shared() noexcept;
};

template <class M> class lock_guard {
public:
  explicit lock_guard(M &);
  lock_guard(M &, adopt_lock_t);
  lock_guard(const lock_guard &) = delete;
  ~lock_guard();
};

template <class... M> class scoped_lock {
public:
  explicit scoped_lock(M &...);
  scoped_lock(adopt_lock_t, M &...);
  scoped_lock(const scoped_lock &) = delete;
  ~scoped_lock();
};

template <class M> class unique_lock {
public:
  unique_lock() noexcept;
  explicit unique_lock(M &);
  unique_lock(M &, defer_lock_t) noexcept;
  unique_lock(M &, try_to_lock_t);
  unique_lock(M &, adopt_lock_t);
  template <class R, class P> unique_lock(M &, const chrono::duration<R, P> &);
  template <class C> unique_lock(M &, const chrono::time_point<C> &);
  unique_lock(unique_lock &&) noexcept;
  unique_lock &operator=(unique_lock &&) noexcept;
  ~unique_lock();
  void lock();
  bool try_lock();
  template <class R, class P> bool try_lock_for(const chrono::duration<R, P> &);
  void unlock();
  void swap(unique_lock &) noexcept;
  M *release() noexcept;
  bool owns_lock() const noexcept;
  explicit operator bool() const noexcept;
  M *mutex() const noexcept;
};

template <class M> class shared_lock {
public:
  shared_lock() noexcept;
  explicit shared_lock(M &);
  shared_lock(M &, defer_lock_t) noexcept;
  shared_lock(M &, try_to_lock_t);
  shared_lock(M &, adopt_lock_t);
  shared_lock(shared_lock &&) noexcept;
  shared_lock &operator=(shared_lock &&) noexcept;
  ~shared_lock();
  void lock();
  bool try_lock();
  void unlock();
  M *release() noexcept;
  bool owns_lock() const noexcept;
  explicit operator bool() const noexcept;
};

template <class A, class B, class... More> void lock(A &, B &, More &...);
template <class A, class B, class... More> int try_lock(A &, B &, More &...);

class condition_variable {
public:
  void notify_one() noexcept;
  void wait(unique_lock<mutex> &);
  template <class P> void wait(unique_lock<mutex> &, P);
};

struct nullopt_t {};
inline constexpr nullopt_t nullopt{};
struct in_place_t {};
inline constexpr in_place_t in_place{};

template <class T> class optional {
public:
  optional() noexcept;
  optional(nullopt_t) noexcept;
  optional(T &&);
  template <class... A> explicit optional(in_place_t, A &&...);
  optional(optional &&);
  ~optional();
  optional &operator=(nullopt_t) noexcept;
  optional &operator=(T &&);
  template <class... A> T &emplace(A &&...);
  void reset() noexcept;
  bool has_value() const noexcept;
  explicit operator bool() const noexcept;
  T &operator*();
  T *operator->();
  T &value();
};

template <class T> class unique_ptr {
public:
  unique_ptr() noexcept;
  unique_ptr(decltype(nullptr)) noexcept;
  explicit unique_ptr(T *) noexcept;
  unique_ptr(unique_ptr &&) noexcept;
  unique_ptr &operator=(unique_ptr &&) noexcept;
  unique_ptr &operator=(decltype(nullptr)) noexcept;
  ~unique_ptr();
  void reset(T * = nullptr) noexcept;
  T *release() noexcept;
  T *get() const noexcept;
  T &operator*() const;
  T *operator->() const noexcept;
  explicit operator bool() const noexcept;
};
template <class T, class... A> unique_ptr<T> make_unique(A &&...);

template <class A, class B> struct pair {
  A first;
  B second;
};
template <class A, class B> pair<A, B> make_pair(A, B);
template <class... T> class tuple {
public:
  tuple(T...);
};

template <class T> class shared_ptr {
public:
  shared_ptr() noexcept;
  explicit shared_ptr(T *);
  shared_ptr(const shared_ptr &) noexcept;
  ~shared_ptr();
  T *get() const noexcept;
  T &operator*() const noexcept;
  T *operator->() const noexcept;
};

} // namespace std
