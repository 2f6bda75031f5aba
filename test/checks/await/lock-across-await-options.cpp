// RUN: %ron_check %s ron-lock-across-await -std=c++20
// RUN: %ron_check %s ron-lock-across-await -std=c++20 --suffix=OWN --config='{CheckOptions: {ron-lock-across-await.LockGuardTypes: "+project::Guard*", ron-lock-across-await.SafeAwaitables: "+project::here", ron-lock-across-await.AsyncMutexTypes: "+project::Fiber"}}'
// RUN: %ron_check %s ron-lock-across-await -std=c++20 --suffix=ONLY --config='{CheckOptions: {ron-lock-across-await.LockGuardTypes: "project::Guard*"}}'
// RUN: %ron_check %s ron-lock-across-await -std=c++20 --suffix=,ASYNC --config='{CheckOptions: {ron-lock-across-await.FlagAsyncLocks: true}}'
#include "mock/locks.h"

namespace project {
struct GuardOfAll {
  explicit GuardOfAll(std::mutex &);
  ~GuardOfAll();
};
struct here : awaitable_of<void> {};
struct Fiber : std::mutex {};
} // namespace project

task<> own_guard(std::mutex &m) {
  const project::GuardOfAll g(m);
  for (;;)
    co_await next();
  // CHECK-OWN: [[@LINE-3]]:29: warning: 'g' is still held when the coroutine suspends
  // CHECK-OWN: [[@LINE-2]]:5: note: suspends here while 'g' is held
  // CHECK-ONLY: [[@LINE-5]]:29: warning: 'g' is still held when the coroutine suspends
  // CHECK-ONLY: [[@LINE-4]]:5: note: suspends here while 'g' is held
}

task<> standard_guard(std::mutex &m) {
  const std::lock_guard g(m);
  for (;;)
    co_await next();
  // CHECK: [[@LINE-3]]:25: warning: 'g' is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:5: note: suspends here while 'g' is held
  // CHECK-OWN: [[@LINE-5]]:25: warning: 'g' is still held when the coroutine suspends
  // CHECK-OWN: [[@LINE-4]]:5: note: suspends here while 'g' is held
}

task<> own_safe_awaitable(std::mutex &m) {
  const std::scoped_lock g(m);
  for (;;)
    co_await project::here();
  // CHECK: [[@LINE-3]]:26: warning: 'g' is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:5: note: suspends here while 'g' is held
}

task<> own_async_mutex(project::Fiber &m) {
  const std::scoped_lock g(m);
  for (;;)
    co_await next();
  // CHECK: [[@LINE-3]]:26: warning: 'g' is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:5: note: suspends here while 'g' is held
}

task<> async_mutex(folly::coro::Mutex &m) {
  const auto g = co_await m.co_scoped_lock();
  for (;;)
    co_await next();
  // CHECK-ASYNC: [[@LINE-3]]:14: warning: async lock 'g' is still held when the coroutine suspends
  // CHECK-ASYNC: [[@LINE-2]]:5: note: suspends here while async lock 'g' is held
}
