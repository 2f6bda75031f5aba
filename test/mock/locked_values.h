// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for locks with the value in them and for absl::Mutex, with their real names and shapes.
#pragma once

namespace folly {
class SharedMutex {};
template <class S> class LockedPtr {
public:
  LockedPtr(LockedPtr &&);
  ~LockedPtr();
  S &operator*() const;
  S *operator->() const;
  void unlock();
};
template <class T, class M = SharedMutex> class Synchronized {
public:
  Synchronized() = default;
  Synchronized(const Synchronized &);
  explicit Synchronized(const T &value) : value(value) {}
  Synchronized &operator=(const Synchronized &);
  Synchronized &operator=(const T &);
  LockedPtr<T> wlock();
  LockedPtr<const T> rlock() const;
  LockedPtr<T> lock();
  T copy() const;
  T exchange(T &&);
  void swap(T &);
  template <class F> auto withWLock(F &&f) { return f(value); }
  template <class F> auto withRLock(F &&f) const { return f(value); }

private:
  T value{};
};
} // namespace folly

namespace boost {
class mutex {};
template <class T, class L = mutex> class synchronized_value {
public:
  class deref_value {
  public:
    ~deref_value();
    operator T &();
    deref_value &operator=(const T &);
  };
  class strict_lock_ptr {
  public:
    ~strict_lock_ptr();
    T &operator*();
    T *operator->();
  };
  synchronized_value();
  synchronized_value(const T &);
  synchronized_value &operator=(const T &);
  T get() const;
  explicit operator T() const;
  deref_value operator*();
  strict_lock_ptr synchronize();
};
} // namespace boost

namespace absl {
inline namespace lts_1 {
class Condition {
public:
  explicit Condition(const bool *);
};
class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability()));
  void Unlock() __attribute__((release_capability()));
  bool TryLock();
  void ReaderLock();
  void ReaderUnlock();
  void Await(const Condition &);
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *m) __attribute__((acquire_capability(m)));
  ~MutexLock() __attribute__((release_capability()));
};
class __attribute__((scoped_lockable)) ReaderMutexLock {
public:
  explicit ReaderMutexLock(Mutex *m) __attribute__((acquire_shared_capability(m)));
  ~ReaderMutexLock() __attribute__((release_capability()));
};
} // namespace lts_1
} // namespace absl
