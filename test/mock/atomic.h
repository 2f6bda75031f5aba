// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// std::atomic, in the shape that libstdc++ gives it since C++20: integers share a base class.
#pragma once

namespace std {

enum memory_order { memory_order_relaxed, memory_order_acquire, memory_order_release, memory_order_seq_cst };

template <class T> struct __atomic_base {
  constexpr __atomic_base() = default;
  constexpr __atomic_base(T value) : value(value) {}
  __atomic_base(const __atomic_base &) = delete;
  T operator=(T) noexcept;
  operator T() const noexcept;
  T operator++() noexcept;
  T operator++(int) noexcept;
  T operator+=(T) noexcept;
  T load(memory_order = memory_order_seq_cst) const noexcept;
  void store(T, memory_order = memory_order_seq_cst) noexcept;
  T exchange(T, memory_order = memory_order_seq_cst) noexcept;
  bool compare_exchange_strong(T &, T) noexcept;
  T fetch_add(T, memory_order = memory_order_seq_cst) noexcept;
#if __cplusplus > 201703L
  void wait(T, memory_order = memory_order_seq_cst) const noexcept;
  void notify_one() noexcept;
  void notify_all() noexcept;
#endif
  T value{};
};

template <class T> struct atomic : __atomic_base<T> {
  constexpr atomic() = default;
  constexpr atomic(T value) : __atomic_base<T>(value) {}
  using __atomic_base<T>::operator=;
};

struct atomic_flag {
  bool test_and_set(memory_order = memory_order_seq_cst) noexcept;
  void clear(memory_order = memory_order_seq_cst) noexcept;
#if __cplusplus > 201703L
  bool test(memory_order = memory_order_seq_cst) const noexcept;
  void wait(bool, memory_order = memory_order_seq_cst) const noexcept;
  void notify_all() noexcept;
#endif
};

template <class T> struct reference_wrapper {
  T *pointer;
};
template <class T> reference_wrapper<T> ref(T &value) noexcept { return {&value}; }

struct thread {
  template <class F> explicit thread(F) {}
  void join();
};

} // namespace std
