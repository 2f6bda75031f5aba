// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for other libraries' mutexes and guards, with their real names and shapes.
#pragma once

#include "mock/coroutine.h"
#include "mock/mutex.h"

namespace boost {
class mutex : public std::mutex {};
template <class M> class lock_guard {
public:
  explicit lock_guard(M &);
  ~lock_guard();
};
template <class M> class unique_lock : public std::unique_lock<M> {
public:
  explicit unique_lock(M &);
};
template <class M> class shared_lock {
public:
  explicit shared_lock(M &);
  ~shared_lock();
  void lock();
  void unlock();
};
template <class M> class strict_lock {
public:
  explicit strict_lock(M &);
  ~strict_lock();
};
template <class T> class strict_lock_ptr {
public:
  ~strict_lock_ptr();
  T *operator->();
};
template <class T> class synchronized_value {
public:
  strict_lock_ptr<T> synchronize();
};
} // namespace boost

namespace absl {
inline namespace lts_1 {
class __attribute__((capability("mutex"))) Mutex {
public:
  void Lock() __attribute__((acquire_capability()));
  void Unlock() __attribute__((release_capability()));
  bool TryLock();
  void ReaderLock();
  void ReaderUnlock();
};
class __attribute__((scoped_lockable)) MutexLock {
public:
  explicit MutexLock(Mutex *m) __attribute__((acquire_capability(m)));
  ~MutexLock() __attribute__((release_capability()));
};
class ReleasableMutexLock {
public:
  explicit ReleasableMutexLock(Mutex *);
  ~ReleasableMutexLock();
  void Release();
};
} // namespace lts_1
} // namespace absl

namespace folly {
template <class S> class LockedPtr {
public:
  LockedPtr(LockedPtr &&);
  ~LockedPtr();
  S &operator*() const;
  S *operator->() const;
  void unlock();
  bool isNull() const;
  explicit operator bool() const;
};
template <class T> class Synchronized {
public:
  LockedPtr<T> wlock();
  LockedPtr<T> rlock();
  LockedPtr<T> tryWLock();
};
namespace coro {
class Mutex {
public:
  bool try_lock();
  void unlock();
  awaitable_of<void> co_lock();
  awaitable_of<std::unique_lock<Mutex>> co_scoped_lock();
};
} // namespace coro
} // namespace folly

class QMutex {
public:
  void lock();
  bool tryLock();
  void unlock();
};
class QMutexLocker {
public:
  explicit QMutexLocker(QMutex *);
  ~QMutexLocker();
  void unlock();
  void relock();
};

namespace coro {
class scoped_lock;
class mutex {
public:
  awaitable_of<void> lock();
  bool try_lock();
  void unlock();
};
} // namespace coro

/// A spin lock that can be waited for both ways.
class both_ways {
public:
  void lock();
  bool try_lock();
  void unlock();
  awaitable_of<void> coLock();
  awaitable_of<std::unique_lock<both_ways>> coScopedLock();
};

extern "C" {
struct pthread_mutex_t {};
int pthread_mutex_lock(pthread_mutex_t *);
int pthread_mutex_trylock(pthread_mutex_t *);
int pthread_mutex_unlock(pthread_mutex_t *);
}
