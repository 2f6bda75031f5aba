// RUN: %ron_check %s ron-magic-sleep -std=c++17
#include "mock/atomic.h"
#include "mock/sleep.h"

// Reported, not fixed: the atomics of this standard cannot be waited for.
static std::atomic<bool> started;
void start() { started = true; }
void wait_started() {
  while (!started)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'started' by sleeping
}
