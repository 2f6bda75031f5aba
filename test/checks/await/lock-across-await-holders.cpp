// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/locks.h"

using guard = std::lock_guard<std::mutex>;
using lock = std::unique_lock<std::mutex>;
void work();
task<> send(int);
template <class... T> task<> call(T &&...);

// Reported: an owner of a guard.
struct locked {
  lock lk;
  int &value;
  void finish() { lk.unlock(); }
  void look() const;
};
class by_constructor {
public:
  explicit by_constructor(std::mutex &m) : lk(m) {}
  int value;

private:
  lock lk;
};
struct based : std::unique_lock<std::mutex> {
  explicit based(std::mutex &m) : unique_lock(m) {}
};

task<> aggregate(std::mutex &m, int &v) {
  locked l{lock(m), v}; // CHECK: [[@LINE]]:10: warning: 'l' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
  l.lk.unlock();
  co_await next();
}

task<> finished(std::mutex &m, int &v) {
  locked l{lock(m), v};
  l.finish();
  co_await next();
}

task<> looked_at(std::mutex &m, int &v) {
  locked l{lock(m), v}; // CHECK: [[@LINE]]:10: warning: 'l' is still held when the coroutine suspends
  l.look();
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}
// FIX:   {
// FIX:     locked l{lock(m), v};
// FIX:     l.look();
// FIX:   }

task<> constructed(std::mutex &m) {
  by_constructor l(m); // CHECK: [[@LINE]]:18: warning: 'l' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}
// FIX:   {
// FIX:     by_constructor l(m);
// FIX:   }

task<> derived(std::mutex &m) {
  based l(m);
  l.unlock();
  co_await next();
  l.lock(); // CHECK: [[@LINE]]:3: warning: 'l' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}

task<> in_optional(std::mutex &m) {
  std::optional<guard> g;
  co_await next();
  g.emplace(m); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.reset();
  co_await next();
}

task<> optional_in_place(std::mutex &m) {
  std::optional<guard> g(std::in_place, m); // CHECK: [[@LINE]]:24: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = std::nullopt;
  co_await next();
}

task<> in_unique_ptr(std::mutex &m) {
  auto g = std::make_unique<guard>(m); // CHECK: [[@LINE]]:8: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = nullptr;
  co_await next();
}

task<> by_new(std::mutex &m) {
  std::unique_ptr<guard> g(new guard(m)); // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.reset();
  co_await next();
}
// FIX:   g.reset();
// FIX: -  g.reset();

task<> in_pair(std::mutex &m) {
  auto p = std::make_pair(lock(m), 1); // CHECK: [[@LINE]]:8: warning: 'p' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'p' is held
  p.first.unlock();
  co_await next();
}

std::pair<lock, int> acquire();
task<> bound() {
  auto [held, value] = acquire(); // CHECK: [[@LINE]]:8: warning: the lock is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while the lock is held
  held.unlock();
  co_await next();
}

task<> assigned(std::mutex &m) {
  lock g;
  co_await next();
  g = lock(m); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = lock();
  co_await next();
}

task<> moved_on(std::mutex &m) {
  lock g(m); // CHECK: [[@LINE]]:8: warning: 'g' is still held when the coroutine suspends
  lock h = std::move(g);
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  h.unlock();
  co_await next();
}

// Reported: a temporary that lives until the end of the full expression.
task<> temporary(folly::Synchronized<int> &state) {
  co_await send(*state.wlock());
  // CHECK: [[@LINE-1]]:18: warning: the lock is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:3: note: suspends here while the lock is held
  work();
}

task<> argument(std::mutex &m) {
  co_await call(guard{m}, 1);
  // CHECK: [[@LINE-1]]:17: warning: the lock is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:3: note: suspends here while the lock is held
}

// Silent: gone before.
task<> temporary_before(folly::Synchronized<int> &state) {
  int value = *state.rlock();
  co_await send(value);
}

task<> conditional_temporary(folly::Synchronized<int> &state, bool c) {
  const bool positive = c && *state.rlock() > 0;
  if (positive)
    co_await next();
}

// Reported: bound to a reference, which makes it live as long.
task<> extended(folly::Synchronized<int> &state) {
  {
    const auto &held = state.rlock(); // CHECK: [[@LINE]]:24: warning: the lock is still held when the coroutine suspends
    co_await send(*held); // CHECK: [[@LINE]]:5: note: suspends here while the lock is held
  }
  co_await next();
}

// Silent: an awaiter that is made with the lock by reference may unlock it.
struct unlocking_awaiter : awaitable_of<void> {
  explicit unlocking_awaiter(std::unique_lock<std::mutex> &lock);
};
task<> handed_to_an_awaiter(std::mutex &m) {
  std::unique_lock g(m);
  co_await unlocking_awaiter(g);
}
