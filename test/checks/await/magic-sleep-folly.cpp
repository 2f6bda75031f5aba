// RUN: %ron_check %s ron-magic-sleep -std=c++20 -- -I%S/../../mock
#include "mock/coroutine_libraries.h"
#include "mock/sleep.h"

// FIX: #include <folly/coro/Sleep.h>
#include <stddef.h>

using namespace std::literals;

// Fixed: the include joins those that are there.
folly::coro::Task<> sleeps() {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1s);
  // FIX:   co_await folly::coro::sleep(1s);
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1ms);
  // FIX:   co_await folly::coro::sleep(1ms);
  co_return;
}
// Not fixed: the library counts in microseconds.
folly::coro::Task<> too_fine(std::chrono::nanoseconds time) {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(time);
  co_return;
}
