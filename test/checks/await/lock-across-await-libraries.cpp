// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/locks.h"

void work();

// Reported and silent: guards of other libraries.
task<> boost_guard(boost::mutex &m) {
  const boost::lock_guard<boost::mutex> g(m); // CHECK: [[@LINE]]:41: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}
// FIX:   {
// FIX:     const boost::lock_guard<boost::mutex> g(m);
// FIX:   }

task<> boost_strict(boost::synchronized_value<int> &v) {
  auto p = v.synchronize(); // CHECK: [[@LINE]]:8: warning: 'p' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'p' is held
}
// FIX:   {
// FIX:     auto p = v.synchronize();
// FIX:   }

task<> absl_guard(absl::Mutex &m) {
  absl::MutexLock g(&m); // CHECK: [[@LINE]]:19: warning: 'g' is still held when the coroutine suspends
  if (co_await produce<bool>()) // CHECK: [[@LINE]]:7: note: suspends here while 'g' is held
    work();
  work();
}
// FIX:   {
// FIX:     absl::MutexLock g(&m);
// FIX:   }

task<> absl_released(absl::Mutex &m) {
  absl::ReleasableMutexLock g(&m);
  g.Release();
  co_await next();
}

task<> absl_bare(absl::Mutex &m) {
  m.Lock(); // CHECK: [[@LINE]]:3: warning: 'm' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'm' is held
  m.Unlock();
  co_await next();
}

task<> folly_guard(folly::Synchronized<int> &state) {
  const auto held = state.wlock(); // CHECK: [[@LINE]]:14: warning: 'held' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'held' is held
}

task<> folly_tried(folly::Synchronized<int> &state) {
  if (const auto held = state.tryWLock()) // CHECK: [[@LINE]]:18: warning: 'held' is still held when the coroutine suspends
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'held' is held
  if (const auto held = state.tryWLock(); held.isNull())
    co_await next();
}

task<> qt_guard(QMutex &m) {
  QMutexLocker g(&m);
  g.unlock();
  co_await next();
  g.relock(); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  if (co_await produce<bool>()) // CHECK: [[@LINE]]:7: note: suspends here while 'g' is held
    work();
}

// Reported: functions that say so themselves.
struct __attribute__((capability("mutex"))) gate {
  void enter() __attribute__((acquire_capability()));
  void leave() __attribute__((release_capability()));
};
task<> annotated(gate &g) {
  g.enter(); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.leave();
  co_await next();
}
