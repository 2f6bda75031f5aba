// RUN: %ron_check %s ron-lock-across-await -std=c++20
#include "mock/coroutine.h"
#include "mock/mutex.h"

struct item {
  int a;
  int b;
};
task<> send(int);
task<> send_item(const item &);
task<> send_pointer(item *);

class store {
public:
  task<> unlocks();
  task<> unlocks_in_branches(bool c);
  task<> unlocks_first_only();
  task<> block();
  task<> block_and_comment();
  task<> becomes_unique_lock();
  task<> deduced_becomes_unique_lock();
  task<> bare();
  task<> moves_unlock();
  task<> parameter(std::unique_lock<std::mutex> lock);
  task<> relocks();
  task<> relocks_guard();
  task<> relocks_bare();
  task<> relocks_in_loop();
  task<> copies_out();
  task<> several();
  task<> reads_after();
  task<> awaits_guarded_member();
  task<> awaits_own_function();
  task<> protects_the_await();
  task<> borrowed();
  task<> condition();
  task<> wait_for_signal();
  task<> half_held(bool c);
  task<> alias();
  task<> flush();
  task<> visible_function();
  task<> harmless() { return send(1); }

private:
  std::mutex m_;
  std::condition_variable changed_;
  int count_ = 0;
  item last_;
  item *items_;
};

// Suggested: the guarded state is needed afterwards.
task<> store::relocks() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-2]]:3: note: unlock around the suspension, and look again at what was read before
  count_ = 0;
}
// SUGGEST:   lock.unlock();
// SUGGEST:   lock.lock();

task<> store::relocks_guard() {
  std::lock_guard lock(m_); // CHECK: [[@LINE]]:19: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // keeps its comment
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-2]]:3: note: unlock around the suspension, and look again at what was read before
  count_ = 0;
}
// SUGGEST:   std::unique_lock lock(m_);
// SUGGEST:   lock.unlock();
// SUGGEST:   lock.lock();

task<> store::relocks_bare() {
  m_.lock(); // CHECK: [[@LINE]]:3: warning: 'm_' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'm_' is held
  // CHECK: [[@LINE-2]]:3: note: unlock around the suspension, and look again at what was read before
  count_ = 0;
  m_.unlock();
}
// SUGGEST:   m_.unlock();
// SUGGEST:   m_.lock();

task<> store::relocks_in_loop() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  while (count_ > 0) {
    int n = --count_;
    co_await send(n);
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-2]]:5: note: unlock around the suspension, and look again at what was read before
  }
}
// SUGGEST:     lock.unlock();
// SUGGEST:     lock.lock();

task<> store::condition() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  changed_.wait(lock);
  int n = ++count_;
  co_await send(n);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-2]]:3: note: unlock around the suspension, and look again at what was read before
  changed_.wait(lock);
}
// SUGGEST:   lock.unlock();
// SUGGEST:   lock.lock();

// Suggested: what is awaited reads the guarded state, and can be copied.
task<> store::copies_out() {
  std::lock_guard lock(m_); // CHECK: [[@LINE]]:19: warning: 'lock' is still held when the coroutine suspends
  ++last_.a;
  co_await send_item(last_);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-2]]:3: note: copy what is awaited out of the lock, then unlock
}

// SUGGEST:   std::unique_lock lock(m_);
// SUGGEST:   auto copied = last_;
// SUGGEST:   lock.unlock();
// SUGGEST:   co_await send_item(copied);