// RUN: %ron_check %s ron-magic-sleep -std=c++20
// A plain function that sleeps, called by a coroutine: one report, at the sleep, and a note at the call.
#include "mock/coroutine.h"
#include "mock/sleep.h"

using namespace std::literals;
bool done();
void back_off() {
  std::this_thread::sleep_for(1ms); // CHECK: [[@LINE]]:3: warning: 'sleep_for' delays instead of waiting for an event
  // CHECK: [[@LINE+25]]:5: note: called by a coroutine here, whose thread it blocks
}
void until_done() {
  while (!done())
    usleep(10); // CHECK: [[@LINE]]:5: warning: polls 'done' by sleeping
  // CHECK: [[@LINE+21]]:3: note: called by a coroutine here, whose thread it blocks
}
template <class T> void generic(T) {
  sleep(1); // CHECK: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK: [[@LINE+18]]:3: note: called by a coroutine here, whose thread it blocks
}
struct Client {
  void retry() {
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
    // CHECK: [[@LINE+15]]:3: note: called by a coroutine here, whose thread it blocks
  }
  task<> run();
};
// Without a note: two calls deep, called by plain code only, in a lambda that runs elsewhere.
void deep() { sleep(1); } // CHECK: [[@LINE]]:15: warning: 'sleep' delays instead of waiting for an event
void between() { deep(); }
void plain() { sleep(1); } // CHECK: [[@LINE]]:16: warning: 'sleep' delays instead of waiting for an event
void elsewhere() { sleep(1); } // CHECK: [[@LINE]]:20: warning: 'sleep' delays instead of waiting for an event
task<> coroutine(Client client) {
  for (int i = 0; i < 3; ++i)
    back_off();
  until_done();
  generic(1);
  generic(1L);
  client.retry();
  between();
  auto later = [] { elsewhere(); };
  co_await next();
}
void caller() {
  back_off();
  plain();
}
