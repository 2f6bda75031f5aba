// RUN: %ron_check %s ron-unyielding-loop -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-unyielding-loop -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-unyielding-loop.MaxTrips: 1000, ron-unyielding-loop.SafeAwaitables: "+own::immediate"}}'
#include "mock/coroutine.h"

void work();
bool chance();
namespace own {
struct immediate : awaitable_of<void> {};
} // namespace own

task<> trips() {
  int rounds = 0;
  while (true) { // CHECK-DEFAULT: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
    if (++rounds == 1000)
      break;
  }
  while (true) {
    work();
    if (++rounds == 100)
      break;
  }
  while (true) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
    if (++rounds == 1001)
      break;
  }
  co_await next();
}
task<> awaits() {
  while (chance()) { // CHECK-OWN: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
    co_await own::immediate();
  }
}
