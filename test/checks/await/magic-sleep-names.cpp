// RUN: %ron_check %s ron-magic-sleep -std=c++20 --config='{CheckOptions: {ron-magic-sleep.ReadinessPredicates: "+is_up", ron-magic-sleep.ReadinessWaits: "+join", ron-magic-sleep.AsyncReadinessWaits: "until_up"}}'
#include "mock/coroutine.h"
#include "mock/sleep.h"

// Fixed: the names are given.
struct Link {
  bool is_up() const;
  void join();
  task<> until_up();
};
void link(Link &link) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'is_up' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'link.join()'
  while (!link.is_up())
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   link.join();
}
task<> link_in_coroutine(Link &link) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'is_up' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'co_await link.until_up()'
  while (!link.is_up())
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   co_await link.until_up();
  co_return;
}

// Fixed and not fixed: the first list is extended, the last is replaced.
struct Node {
  bool ready() const;
  void wait_ready();
  task<> async_wait_ready();
};
void node(Node &node) {
  // CHECK: [[@LINE+3]]:5: warning: polls 'ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'node.wait_ready()'
  while (!node.ready())
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   node.wait_ready();
}
task<> node_in_coroutine(Node &node) {
  while (!node.ready())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
  co_return;
}
