// RUN: %ron_check %s ron-magic-sleep -std=c++20
#include "mock/atomic.h"
#include "mock/coroutine_libraries.h"
#include "mock/mutex.h"
#include "mock/sleep.h"

void work();

struct Health {
  bool all_ready() const;
  bool ready();
  void wait_ready() const;
  task<> async_wait_ready();
};

// Fixed: the class can be waited for.
void threads(Health &health, const Health *pointer, std::shared_ptr<Health> shared) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'all_ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'health.wait_ready()'
  while (!health.all_ready())
    sleep(1); // the comment stays
    // FIX: -    sleep(1); // the comment stays
    // FIX:   health.wait_ready(); // the comment stays
  // CHECK: [[@LINE+3]]:5: warning: polls 'all_ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'pointer->wait_ready()'
  while (pointer->all_ready() == false) {
    sleep(1);
  }
  do
    // CHECK: [[@LINE+2]]:5: warning: polls 'ready' by sleeping
    // CHECK: [[@LINE+2]]:10: note: wait for the change with 'shared->wait_ready()'
    sleep(1);
  while (!shared->ready());
  while (true) {
    // CHECK: [[@LINE+5]]:5: warning: polls 'ready' by sleeping
    // CHECK: [[@LINE+1]]:9: note: wait for the change with 'health.wait_ready()'
    if (health.ready()) {
      break;
    }
    sleep(1);
  }
  // FIX: -    sleep(1);
  // FIX: -  }
  // FIX: -  do
  // FIX: -
  // FIX: -
  // FIX: -    sleep(1);
  // FIX: -  while (true) {
  // FIX: -
  // FIX: -
  // FIX: -      break;
  // FIX: -    }
  // FIX: -    sleep(1);
  // FIX: -  }
  // FIX:   pointer->wait_ready();
  // FIX:   shared->wait_ready();
  // FIX:   health.wait_ready();
}
task<> coroutines(Health &health) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'all_ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'co_await health.async_wait_ready()'
  while (!health.all_ready())
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   co_await health.async_wait_ready();
  // CHECK: [[@LINE+3]]:14: warning: polls 'all_ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'co_await health.async_wait_ready()'
  while (!health.all_ready())
    co_await seastar::sleep(std::chrono::seconds(1));
    // FIX: -    co_await seastar::sleep(std::chrono::seconds(1));
    // FIX:   co_await health.async_wait_ready();
}
class Node {
public:
  bool is_ready();
  void start() {
    // CHECK: [[@LINE+3]]:7: warning: polls 'is_ready' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'wait_until_ready()'
    while (!is_ready())
      sleep(1);
      // FIX: -    while (!is_ready())
      // FIX: -      sleep(1);
      // FIX:     wait_until_ready();
    // CHECK: [[@LINE+3]]:7: warning: polls 'is_ready' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'this->wait_until_ready()'
    while (!this->is_ready())
      sleep(1);
      // FIX: -      sleep(1);
      // FIX:     this->wait_until_ready();
  }

private:
  void wait_until_ready();
};

// Not fixed: no member that waits, none that may be called, none that fits.
struct Mute {
  bool ready() const;
};
struct Const {
  bool ready() const;
  void wait_ready();
};
struct Timed {
  bool ready() const;
  void wait_ready(int limit = 3);
  bool wait();
};
struct Async {
  bool ready() const;
  task<> wait_ready();
};
void cannot(Mute &mute, const Const &constant, Timed &timed, Async &async, Node &node) {
  while (!mute.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!constant.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!timed.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!async.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!node.is_ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'is_ready' by sleeping
}
// Not fixed: it waits for the opposite, for more, or the rounds work.
void other_loops(Health &health) {
  while (health.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!health.ready() && !health.all_ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  while (!health.ready()) {
    work();
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  }
}
// Not fixed: only waiting that would block is there, a handler, a lock, a template.
struct Blocking {
  bool ready() const;
  void wait_ready();
};
task<> blocking(Blocking &node, Health &health, std::mutex &m) {
  while (!node.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  try {
    work();
  } catch (...) {
    while (!health.ready())
      sleep(1); // CHECK: [[@LINE]]:7: warning: polls 'ready' by sleeping
  }
  std::lock_guard guard(m);
  while (!health.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  co_return;
}
template <class T> void any(T &node) {
  while (!node.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
}
template void any(Health &);
template void any(Blocking &);
