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

// Fixed: a lock that can be unlocked is, before the statement that suspends.
task<> store::unlocks() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   lock.unlock();

task<> store::unlocks_first_only() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   lock.unlock();

task<> store::unlocks_in_branches(bool c) {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  if (c) {
    co_await send(n); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
  } else {
    co_await send(0); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
  }
}
// FIX:     lock.unlock();
// FIX:     lock.unlock();

task<> store::parameter(std::unique_lock<std::mutex> lock) { // CHECK: [[@LINE]]:54: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   lock.unlock();

task<> store::visible_function() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  ++count_;
  co_await harmless(); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   lock.unlock();

// Fixed: the guard and what it covers get a block, when nothing declared there is used later.
task<> store::block() {
  std::lock_guard lock(m_); // CHECK: [[@LINE]]:19: warning: 'lock' is still held when the coroutine suspends
  ++count_;
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   {
// FIX:     std::lock_guard lock(m_);
// FIX:     ++count_;
// FIX:   }

task<> store::block_and_comment() {
  std::scoped_lock lock(m_); // keeps its comment // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  if (count_ > 3)
    count_ = 0;
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   {
// FIX:     std::scoped_lock lock(m_); // keeps its comment
// FIX:     if (count_ > 3)
// FIX:       count_ = 0;
// FIX:   }

// Fixed: else it becomes a lock that can be unlocked.
task<> store::becomes_unique_lock() {
  std::lock_guard<std::mutex> lock(m_); // CHECK: [[@LINE]]:31: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}
// FIX:   std::unique_lock<std::mutex> lock(m_);
// FIX:   lock.unlock();

task<> store::deduced_becomes_unique_lock() {
  std::scoped_lock lock{m_}; // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  const int n = ++count_;
  if (n > 3)
    co_await send(n); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
}
// FIX:   std::unique_lock lock{m_};
// FIX:   lock.unlock();

// Fixed: an unlock that comes later anyway comes before the suspension.
task<> store::bare() {
  m_.lock(); // CHECK: [[@LINE]]:3: warning: 'm_' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'm_' is held
  m_.unlock();
}
// FIX:   m_.unlock();
// FIX: -  m_.unlock();

task<> store::moves_unlock() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
  lock.unlock();
  ++count_;
}
// FIX:   lock.unlock();
// FIX: -  lock.unlock();

// Neither: the lock cannot be let go of without thought.
task<> store::several() {
  std::mutex other;
  std::scoped_lock lock(m_, other); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  if (n > 3)
    co_await send(n); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
}

task<> store::reads_after() {
  const std::lock_guard lock(m_); // CHECK: [[@LINE]]:25: warning: 'lock' is still held when the coroutine suspends
  ++count_;
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
  --count_;
}

task<> store::awaits_guarded_member() {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  ++last_.a;
  co_await send_pointer(&last_); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

task<> store::awaits_own_function() {
  const std::lock_guard lock(m_); // CHECK: [[@LINE]]:25: warning: 'lock' is still held when the coroutine suspends
  ++count_;
  co_await flush(); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

task<> store::protects_the_await() {
  const std::lock_guard lock(m_); // CHECK: [[@LINE]]:25: warning: 'lock' is still held when the coroutine suspends
  co_await send(count_); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

task<> store::borrowed() {
  const std::lock_guard lock(m_); // CHECK: [[@LINE]]:25: warning: 'lock' is still held when the coroutine suspends
  item *first = items_;
  co_await send(first->a); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

task<> store::half_held(bool c) {
  std::unique_lock lock(m_); // CHECK: [[@LINE]]:20: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  if (c) // CHECK: [[@LINE]]:7: note: on the way where this is false
    lock.unlock();
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

using project_lock = std::lock_guard<std::mutex>;
task<> store::alias() {
  project_lock lock(m_); // CHECK: [[@LINE]]:16: warning: 'lock' is still held when the coroutine suspends
  int n = ++count_;
  co_await send(n); // CHECK: [[@LINE]]:3: note: suspends here while 'lock' is held
}

template <class T> struct templated {
  std::mutex m_;
  T value_;
  task<> get() {
    std::unique_lock lock(m_); // CHECK: [[@LINE]]:22: warning: 'lock' is still held when the coroutine suspends
    T copy = value_;
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
  }
};
template struct templated<int>;

#define GUARD std::unique_lock lock(m_)
struct in_macro {
  std::mutex m_;
  int count_;
  task<> get() {
    GUARD; // CHECK: [[@LINE]]:5: warning: 'lock' is still held when the coroutine suspends
    ++count_;
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'lock' is held
  }
};
#define AWAIT(x) co_await x
struct await_in_macro {
  std::mutex m_;
  int count_;
  task<> get() {
    std::unique_lock lock(m_);
    ++count_;
    AWAIT(next());
  // CHECK: [[@LINE-3]]:22: warning: 'lock' is still held when the coroutine suspends
  // CHECK: [[@LINE-2]]:5: note: suspends here while 'lock' is held
  // CHECK: [[@LINE-10]]:18: note: expanded from macro 'AWAIT'
  }
};
