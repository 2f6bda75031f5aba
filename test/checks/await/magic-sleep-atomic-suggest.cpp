// RUN: %ron_check %s ron-magic-sleep -std=c++20
#include "mock/atomic.h"
#include "mock/sleep.h"

void work();

// Suggested: whoever else stores has to notify.
extern std::atomic<bool> everybodys;
struct Open {
  std::atomic<bool> ready;
};
void wait_open(Open &open) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'everybodys' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'everybodys.wait(false)' once every store notifies
  while (!everybodys)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   everybodys.wait(false);
  // CHECK: [[@LINE+3]]:5: warning: polls 'ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'open.ready.wait(false)' once every store notifies
  while (!open.ready)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   open.ready.wait(false);
}
void wait_parameter(std::atomic<bool> &flag) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'flag' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'flag.wait(false)' once every store notifies
  while (!flag)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   flag.wait(false);
}
class Friendly {
  friend void work();
  std::atomic<bool> ready_;
  void wait() {
    // CHECK: [[@LINE+3]]:7: warning: polls 'ready_' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'ready_.wait(false)' once every store notifies
    while (!ready_)
      sleep(1);
      // SUGGEST: -      sleep(1);
      // SUGGEST:     ready_.wait(false);
  }
};
class Elsewhere {
  void undefined();
  std::atomic<bool> ready_;
  void wait() {
    // CHECK: [[@LINE+3]]:7: warning: polls 'ready_' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'ready_.wait(false)' once every store notifies
    while (!ready_)
      sleep(1);
      // SUGGEST: -      sleep(1);
      // SUGGEST:     ready_.wait(false);
  }
};

// Suggested: a store that is part of something else, an alias, a signal handler, a second poll.
static std::atomic<bool> exchanged, aliased, interrupted, twice;
void store_in_expression() {
  if (exchanged.exchange(true))
    work();
  auto wrapped = std::ref(aliased);
  (void)wrapped;
}
void on_signal(int) { interrupted = true; }
void wait_for_those() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'exchanged' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'exchanged.wait(false)' once every store notifies
  while (!exchanged)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   exchanged.wait(false);
  // CHECK: [[@LINE+3]]:5: warning: polls 'aliased' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'aliased.wait(false)' once every store notifies
  while (!aliased)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   aliased.wait(false);
  // CHECK: [[@LINE+3]]:5: warning: polls 'interrupted' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'interrupted.wait(false)' once every store notifies
  while (!interrupted)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   interrupted.wait(false);
  // CHECK: [[@LINE+3]]:5: warning: polls 'twice' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'twice.wait(false)'
  while (!twice)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   twice.wait(false);
}
void wait_too() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'twice' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'twice.wait(false)'
  while (!twice)
    sleep(1);
    // SUGGEST: -    sleep(1);
    // SUGGEST:   twice.wait(false);
}
// Suggested: a comment would be lost.
static std::atomic<bool> commented;
void wait_commented() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'commented' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'commented.wait(false)'
  while (!commented) {
    sleep(1); // the disk is slow
  }
  // SUGGEST: -    sleep(1); // the disk is slow
  // SUGGEST: -  }
  // SUGGEST:   commented.wait(false);
}
