// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/coroutine.h"
#include "mock/mutex.h"

void work();
task<> sink(std::unique_lock<std::mutex>);
std::unique_lock<std::mutex> locked(std::mutex &);
extern std::mutex global;

// Reported: the guard's scope spans the suspension, whatever the guard and wherever the await stands.
task<> in_initialiser(std::mutex &m) {
  std::lock_guard<std::mutex> g(m); // CHECK: [[@LINE]]:31: warning: 'g' is still held when the coroutine suspends
  int value = co_await produce<int>(); // CHECK: [[@LINE]]:15: note: suspends here while 'g' is held
  work();
  (void)value;
}
// FIX:   {
// FIX:     std::lock_guard<std::mutex> g(m);
// FIX:   }

task<> in_condition(std::mutex &m) {
  const std::scoped_lock g(m); // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  if (co_await produce<bool>()) // CHECK: [[@LINE]]:7: note: suspends here while 'g' is held
    work();
}
// FIX:   {
// FIX:     const std::scoped_lock g(m);
// FIX:   }

task<> in_return(std::mutex &m) {
  const std::lock_guard g{m}; // CHECK: [[@LINE]]:25: warning: 'g' is still held when the coroutine suspends
  work();
  co_return co_await next(); // CHECK: [[@LINE]]:13: note: suspends here while 'g' is held
}
// FIX:   {
// FIX:     const std::lock_guard g{m};
// FIX:     work();
// FIX:   }

generator<int> yields(std::mutex &m) {
  const std::lock_guard g(m); // CHECK: [[@LINE]]:25: warning: 'g' is still held when the coroutine suspends
  co_yield 1; // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}
// FIX:   {
// FIX:     const std::lock_guard g(m);
// FIX:   }

using guard_alias = const std::lock_guard<std::mutex>;
task<> by_alias(std::mutex &m) {
  guard_alias g(m); // CHECK: [[@LINE]]:15: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}
// FIX:   {
// FIX:     guard_alias g(m);
// FIX:   }

task<> by_auto(std::mutex &m) {
  const auto g = std::unique_lock(m); // CHECK: [[@LINE]]:14: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

task<> by_factory(std::mutex &m) {
  const auto g = locked(m); // CHECK: [[@LINE]]:14: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

task<> shared(std::shared_mutex &m) {
  const std::shared_lock g(m); // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

task<> adopts(std::mutex &m) {
  m.lock();
  const std::unique_lock g(m, std::adopt_lock); // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

task<> several(std::mutex &a, std::mutex &b) {
  const std::scoped_lock g(a, b); // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}
// FIX:   {
// FIX:     const std::scoped_lock g(a, b);
// FIX:   }

// Silent: nothing suspends while the lock is held.
task<> block_ends(std::mutex &m) {
  {
    std::lock_guard g(m);
    work();
  }
  co_await next();
}

task<> await_before(std::mutex &m) {
  co_await next();
  std::lock_guard g(m);
  work();
}

task<> unlocked(std::mutex &m) {
  std::unique_lock g(m);
  g.unlock();
  co_await next();
  g.lock();
  work();
}

task<> unlocked_in_branch(std::mutex &m, bool c) {
  std::unique_lock g(m);
  if (c) {
    g.unlock();
    co_await next();
    g.lock();
  }
}

task<> deferred(std::mutex &m) {
  std::unique_lock g(m, std::defer_lock);
  co_await next();
  g.lock();
}

task<> moved_away(std::mutex &m) {
  std::unique_lock g(m);
  {
    auto taken = std::move(g);
    work();
  }
  co_await next();
}

task<> moved_into_call(std::mutex &m) {
  std::unique_lock g(m);
  co_await sink(std::move(g));
}

task<> emptied(std::mutex &m) {
  std::unique_lock g(m);
  g = {};
  co_await next();
}

task<> released(std::mutex &m) {
  std::unique_lock g(m);
  g.release();
  co_await next();
}

task<> swapped(std::mutex &m) {
  std::unique_lock g(m);
  {
    std::unique_lock<std::mutex> other;
    g.swap(other);
  }
  co_await next();
}

task<> every_exit(std::mutex &m, int n) {
  for (int i = 0; i < n; ++i) {
    std::lock_guard g(m);
    if (i == 1)
      continue;
    if (i == 2)
      break;
    if (i == 3)
      co_return;
    if (i == 4)
      throw i;
  }
  co_await next();
}

task<> discarded(std::mutex &m) {
  std::lock_guard g(m);
  if constexpr (false)
    co_await next();
}

task<> safe_awaitable(std::mutex &m) {
  std::lock_guard g(m);
  co_await std::suspend_never{};
}

void plain(std::mutex &m) {
  std::lock_guard g(m);
  work();
}

// Silent: an awaiter that gets the lock by reference may unlock it.
awaitable_of<void> unlocks_in_suspend(std::unique_lock<std::mutex> &);
task<> handed_by_reference(std::mutex &m) {
  std::unique_lock g(m);
  co_await unlocks_in_suspend(g);
}

// Silent: its owner's business; what happens to it here is followed.
task<> received(std::unique_lock<std::mutex> &g) {
  co_await next();
  g.unlock();
  co_await next();
}

task<> received_and_locked(std::unique_lock<std::mutex> &g) {
  g.unlock();
  co_await next();
  g.lock(); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

// Each lambda is a function of its own.
task<> lambda_in_coroutine(std::mutex &m) {
  auto touch = [&] {
    std::lock_guard g(m);
    work();
  };
  touch();
  co_await next();
}

void coroutine_in_lambda(std::mutex &m) {
  std::lock_guard outer(m);
  auto start = [] () -> task<> { co_await next(); };
  start();
}

void coroutine_lambda(std::mutex &m) {
  auto start = [&]() -> task<> {
    const std::lock_guard inner(m); // CHECK: [[@LINE]]:27: warning: 'inner' is still held when the coroutine suspends
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'inner' is held
  };
  start();
}
// FIX:     {
// FIX:       const std::lock_guard inner(m);
// FIX:     }

task<> captured_guard(std::mutex &m) {
  auto start = [g = std::unique_lock(m)]() -> task<> { // CHECK: [[@LINE]]:17: warning: 'g' is still held when the coroutine suspends
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'g' is held
  };
  return start();
}

// Silent: the lock is gone with the block of the loop's round.
task<> per_round(std::mutex &m) {
  while (true) {
    {
      std::lock_guard g(m);
      work();
    }
    co_await next();
  }
}

// Reported once, however often the template is instantiated; silent where the pattern cannot tell.
template <class T> task<> pattern(std::mutex &m, T value) {
  std::lock_guard g(m); // CHECK: [[@LINE]]:19: warning: 'g' is still held when the coroutine suspends
  co_await produce<T>(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  (void)value;
}
template task<> pattern(std::mutex &, int);
template task<> pattern(std::mutex &, long);

template <class M> task<> any_mutex(M &m) {
  std::lock_guard<M> g(m);
  co_await next();
}

// Reported at its use, and never fixed there.
#define HOLD(m) std::unique_lock macro_guard(m)
task<> in_macro(std::mutex &m) {
  HOLD(m); // CHECK: [[@LINE]]:3: warning: 'macro_guard' is still held when the coroutine suspends
  work();
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'macro_guard' is held
}

// Suppressed.
task<> allowed(std::mutex &m) {
  // ron-allow(lock-across-await): single-threaded start-up
  std::lock_guard a(m);
  std::lock_guard b(m); // ron-allow(ron-lock-across-await): likewise
  std::lock_guard c(m); // NOLINT(ron-lock-across-await)
  co_await next();
}

task<> allowed_without_reason(std::mutex &m) {
  const std::lock_guard g(m); // CHECK: [[@LINE]]:25: warning: 'g' is still held when the coroutine suspends
  co_await next(); // ron-allow(lock-across-await)
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'g' is held
  // CHECK: [[@LINE-2]]:20: warning: a suppression of 'ron-lock-across-await' must state its reason
}

// FIX:   {
// FIX:     const std::lock_guard g(m);
// FIX:   }