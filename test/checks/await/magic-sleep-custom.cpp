// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,TIMER --config='{CheckOptions: {ron-magic-sleep.CoroutineSleeps: "+task=os::pause@<stdint.h>"}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,WAIT --config='{CheckOptions: {ron-magic-sleep.ReadinessWait: "co_await health.wait_ready()"}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,BLOCK --config='{CheckOptions: {ron-magic-sleep.ReadinessWait: "wait_ready()"}}'
#include "mock/atomic.h"
#include "mock/coroutine.h"
#include "mock/sleep.h"

#include <stddef.h>
// FIX-TIMER: #include <stdint.h>

namespace os {
task<> pause(std::chrono::seconds);
} // namespace os
struct {
  task<> wait_ready();
} health;
void wait_ready();
bool is_up();

// Fixed by what the project says: its timer, or its way to wait for readiness.
task<> coroutine() {
  sleep(2); // CHECK: [[@LINE]]:3: warning: 'sleep' blocks the thread that runs this coroutine
  // FIX-TIMER: -  sleep(2);
  // FIX-TIMER:   co_await os::pause(std::chrono::seconds(2));
  // FIX-WAIT: -  sleep(2);
  // FIX-WAIT:   co_await health.wait_ready();
  // FIX-BLOCK: -  sleep(2);
  // FIX-BLOCK:   wait_ready();
  co_return;
}
// A 'co_await' is no use outside coroutines.
void function() {
  if (is_up())
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  // FIX-BLOCK: -    sleep(1);
  // FIX-BLOCK:     wait_ready();
  while (!is_up())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'is_up' by sleeping
  // FIX-BLOCK: -    sleep(1);
  // FIX-BLOCK:     wait_ready();
}
