// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/locks.h"

using guard = std::lock_guard<std::mutex>;
using lock = std::unique_lock<std::mutex>;
void work();

// Reported: a bare mutex without its unlock on the path.
struct bare {
  std::mutex m_;
  std::shared_mutex shared_;
  lock member_;
  void unlock_all() { m_.unlock(); }
  task<> plain() {
    m_.lock(); // CHECK: [[@LINE]]:5: warning: 'm_' is still held when the coroutine suspends
    work();
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'm_' is held
    this->m_.unlock();
    co_await next();
  }
  task<> shared() {
    shared_.lock_shared(); // CHECK: [[@LINE]]:5: warning: 'shared_' is still held when the coroutine suspends
    if (co_await produce<bool>()) // CHECK: [[@LINE]]:9: note: suspends here while 'shared_' is held
      work();
    shared_.unlock_shared();
  }
  task<> tried() {
    if (m_.try_lock()) { // CHECK: [[@LINE]]:9: warning: 'm_' is still held when the coroutine suspends
      if (co_await produce<bool>()) // CHECK: [[@LINE]]:11: note: suspends here while 'm_' is held
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
    member_ = lock(m_); // CHECK: [[@LINE]]:5: warning: 'member_' is still held when the coroutine suspends
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'member_' is held
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
// FIX:     this->m_.unlock();
// FIX: -    this->m_.unlock();
// FIX:     shared_.unlock_shared();
// FIX: -    shared_.unlock_shared();

task<> posix(pthread_mutex_t &m) {
  pthread_mutex_lock(&m); // CHECK: [[@LINE]]:3: warning: 'm' is still held when the coroutine suspends
  if (co_await produce<bool>()) // CHECK: [[@LINE]]:7: note: suspends here while 'm' is held
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
  std::lock(g, h); // CHECK: [[@LINE]]:3: warning: 'g' is still held when the coroutine suspends
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'g' is held
}
