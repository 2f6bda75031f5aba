// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/locks.h"

void work();

// Silent: waiting for these suspends the coroutine and blocks nobody.
task<> awaited_guard(folly::coro::Mutex &m) {
  auto g = co_await m.co_scoped_lock();
  co_await next();
}

task<> adopted(folly::coro::Mutex &m) {
  co_await m.co_lock();
  std::unique_lock<folly::coro::Mutex> g(m, std::adopt_lock);
  co_await next();
}

task<> tried(folly::coro::Mutex &m) {
  std::unique_lock<folly::coro::Mutex> g(m, std::try_to_lock);
  if (g)
    co_await next();
}

task<> awaited_lock(coro::mutex &m) {
  co_await m.lock();
  co_await next();
  m.unlock();
}

task<> awaited_lock_under_standard_guard(coro::mutex &m) {
  co_await m.lock();
  std::unique_lock<coro::mutex> g{m, std::adopt_lock};
  co_await next();
}

task<> awaited_spin_lock(both_ways &m) {
  auto g = co_await m.coScopedLock();
  co_await next();
}

// Reported: the mutex could be awaited, but this guard blocks.
task<> blocking_guard(both_ways &m) {
  const std::unique_lock<both_ways> g(m); // CHECK: [[@LINE]]:37: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

// Silent: what another project calls lock_guard is its own.
namespace project {
struct lock_guard {
  explicit lock_guard(std::mutex &);
  ~lock_guard();
};
struct scoped_lock {
  ~scoped_lock();
};
awaitable_of<scoped_lock> acquire();
} // namespace project
task<> other_guards(std::mutex &m) {
  project::lock_guard lock_guard(m);
  auto unit = co_await project::acquire();
  co_await next();
}

// Silent: the lock belongs to the call that runs the lambda.
template <class F> awaitable_of<void> run_with_lock(F) { return {}; }
task<> with_lock() {
  co_await run_with_lock([&]() -> task<> { co_await next(); });
}
template <class F> void sync_wait(F) {}
void waits(std::mutex &m) {
  std::lock_guard g(m);
  sync_wait([]() -> task<> { co_await next(); });
}
