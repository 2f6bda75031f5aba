// RUN: %ron_check %s ron-magic-sleep -std=c++20 -- -I%S/../../mock
#include "mock/asio.h"
#include "mock/atomic.h"
#include "mock/sleep.h"

#include <stddef.h>

// FIX:
// FIX: #include <boost/asio/steady_timer.hpp>
using namespace std::literals;

// Fixed with the line endings of the file.
static std::atomic<bool> started;
void start() {
  started = true;
  // FIX:   started.notify_all();
}
void wait_started() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'started' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'started.wait(false)'
  while (!started) {
    std::this_thread::sleep_for(1ms);
  }
  // FIX: -    std::this_thread::sleep_for(1ms);
  // FIX: -  }
  // FIX:   started.wait(false);
}
boost::asio::awaitable<> sleeps() {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1ms);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 1ms).async_wait(boost::asio::use_awaitable);
  co_return;
}
