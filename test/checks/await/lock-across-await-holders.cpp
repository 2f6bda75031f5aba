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
struct based : lock {
  explicit based(std::mutex &m) : lock(m) {}  // CHECK: [[@LINE]]:35: error: member initializer 'lock' does not name a non-static data member or base class [clang-diagnostic-error]
};

task<> aggregate(std::mutex &m, int &v) {
  locked l{lock(m), v};  // CHECK: [[@LINE]]:10: warning: 'l' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
  l.lk.unlock();
  co_await next();
}

task<> finished(std::mutex &m, int &v) {
  locked l{lock(m), v};
  l.finish();
  co_await next();
}

task<> looked_at(std::mutex &m, int &v) {
  locked l{lock(m), v};  // CHECK: [[@LINE]]:10: warning: 'l' is still held when the coroutine suspends
  l.look();
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}

task<> constructed(std::mutex &m) {
  by_constructor l(m);  // CHECK: [[@LINE]]:18: warning: 'l' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}

task<> derived(std::mutex &m) {
  based l(m);
  l.unlock();
  co_await next();
  l.lock();  // CHECK: [[@LINE]]:3: warning: 'l' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'l' is held
}

task<> in_optional(std::mutex &m) {
  std::optional<guard> g;
  co_await next();
  g.emplace(m);  // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.reset();
  co_await next();
}

task<> optional_in_place(std::mutex &m) {
  std::optional<guard> g(std::in_place, m);  // CHECK: [[@LINE]]:24: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = std::nullopt;
  co_await next();
}

task<> in_unique_ptr(std::mutex &m) {
  auto g = std::make_unique<guard>(m);  // CHECK: [[@LINE]]:8: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = nullptr;
  co_await next();
}

task<> by_new(std::mutex &m) {
  std::unique_ptr<guard> g(new guard(m));  // CHECK: [[@LINE]]:26: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.reset();
  co_await next();
}

task<> in_pair(std::mutex &m) {
  auto p = std::make_pair(lock(m), 1);  // CHECK: [[@LINE]]:8: warning: 'p' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'p' is held
  p.first.unlock();
  co_await next();
}

std::pair<lock, int> acquire();
task<> bound() {
  auto [held, value] = acquire();  // CHECK: [[@LINE]]:8: warning: the lock is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while the lock is held
  held.unlock();
  co_await next();
}

task<> assigned(std::mutex &m) {
  lock g;
  co_await next();
  g = lock(m);  // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g = lock();
  co_await next();
}

task<> moved_on(std::mutex &m) {
  lock g(m);  // CHECK: [[@LINE]]:8: warning: 'g' is still held when the coroutine suspends
  lock h = std::move(g);
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
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
    const auto &held = state.rlock();  // CHECK: [[@LINE]]:24: warning: the lock is still held when the coroutine suspends
    co_await send(*held);  // CHECK: [[@LINE]]:5: note: suspends here while the lock is held
  }
  co_await next();
}

// Reported: a bare mutex without its unlock on the path.
struct bare {
  std::mutex m_;
  std::shared_mutex shared_;
  lock member_;
  void unlock_all() { m_.unlock(); }
  task<> plain() {
    m_.lock();  // CHECK: [[@LINE]]:5: warning: 'm_' is still held when the coroutine suspends
    work();
    co_await next();  // CHECK: [[@LINE]]:5: note: suspends here while 'm_' is held
    this->m_.unlock();
    co_await next();
  }
  task<> shared() {
    shared_.lock_shared();  // CHECK: [[@LINE]]:5: warning: 'shared_' is still held when the coroutine suspends
    if (co_await produce<bool>())  // CHECK: [[@LINE]]:9: note: suspends here while 'shared_' is held
      work();
    shared_.unlock_shared();
  }
  task<> tried() {
    if (m_.try_lock()) {  // CHECK: [[@LINE]]:9: warning: 'm_' is still held when the coroutine suspends
      if (co_await produce<bool>())  // CHECK: [[@LINE]]:11: note: suspends here while 'm_' is held
        work();
      m_.unlock();
    }
    co_await next();
  }
  task<> tried_and_left() {
    if (!m_.try_lock())
      co_return;
    m_.unlock();
    co_await next();
  }
  task<> tried_into_variable() {
    bool busy = !m_.try_lock();
    if (busy) {
      co_await next();
      co_return;
    }
    m_.unlock();
  }
  task<> through_function() {
    m_.lock();
    unlock_all();
    co_await next();
  }
  task<> through_lambda() {
    m_.lock();
    auto finish = [this] { m_.unlock(); };
    finish();
    co_await next();
  }
  task<> adopted() {
    m_.lock();
    {
      guard g(m_, std::adopt_lock);
      work();
    }
    co_await next();
  }
  task<> in_member() {
    member_ = lock(m_);  // CHECK: [[@LINE]]:5: warning: 'member_' is still held when the coroutine suspends
    co_await next();  // CHECK: [[@LINE]]:5: note: suspends here while 'member_' is held
    member_.unlock();
    co_await next();
  }
  task<> others_mutex(bare &other) {
    other.m_.lock();
    m_.unlock();
    other.m_.unlock();
    co_await next();
  }
};

task<> posix(pthread_mutex_t &m) {
  pthread_mutex_lock(&m);  // CHECK: [[@LINE]]:3: warning: 'm' is still held when the coroutine suspends
  if (co_await produce<bool>())  // CHECK: [[@LINE]]:7: note: suspends here while 'm' is held
    work();
  pthread_mutex_unlock(&m);
  co_await next();
}

task<> posix_tried(pthread_mutex_t *m) {
  if (pthread_mutex_trylock(m) != 0) {
    co_await next();
    co_return;
  }
  pthread_mutex_unlock(m);
}

task<> both(std::mutex &a, std::mutex &b) {
  lock g(a, std::defer_lock), h(b, std::defer_lock);
  std::lock(g, h);  // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

// Other libraries.
task<> boost_guard(boost::mutex &m) {
  const boost::lock_guard<boost::mutex> g(m);  // CHECK: [[@LINE]]:41: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}

task<> boost_strict(boost::synchronized_value<int> &v) {
  auto p = v.synchronize();  // CHECK: [[@LINE]]:8: warning: 'p' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'p' is held
}

task<> absl_guard(absl::Mutex &m) {
  absl::MutexLock g(&m);  // CHECK: [[@LINE]]:19: warning: 'g' is still held when the coroutine suspends
  if (co_await produce<bool>())  // CHECK: [[@LINE]]:7: note: suspends here while 'g' is held
    work();
  work();
}

task<> absl_released(absl::Mutex &m) {
  absl::ReleasableMutexLock g(&m);
  g.Release();
  co_await next();
}

task<> absl_bare(absl::Mutex &m) {
  m.Lock();  // CHECK: [[@LINE]]:3: warning: 'm' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'm' is held
  m.Unlock();
  co_await next();
}

task<> folly_guard(folly::Synchronized<int> &state) {
  const auto held = state.wlock();  // CHECK: [[@LINE]]:14: warning: 'held' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'held' is held
}

task<> folly_tried(folly::Synchronized<int> &state) {
  if (const auto held = state.tryWLock())  // CHECK: [[@LINE]]:18: warning: 'held' is still held when the coroutine suspends
    co_await next();  // CHECK: [[@LINE]]:5: note: suspends here while 'held' is held
  if (const auto held = state.tryWLock(); held.isNull())
    co_await next();
}

task<> qt_guard(QMutex &m) {
  QMutexLocker g(&m);
  g.unlock();
  co_await next();
  g.relock();  // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  if (co_await produce<bool>())  // CHECK: [[@LINE]]:7: note: suspends here while 'g' is held
    work();
}

// Reported: functions that say so themselves.
struct __attribute__((capability("mutex"))) gate {
  void enter() __attribute__((acquire_capability()));
  void leave() __attribute__((release_capability()));
};
task<> annotated(gate &g) {
  g.enter();  // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next();  // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
  g.leave();
  co_await next();
}
