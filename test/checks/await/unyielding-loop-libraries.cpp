// RUN: %ron_check %s ron-unyielding-loop -std=c++20
// How each library lets others run.
#include "mock/asio.h"
#include "mock/coroutine_libraries.h"
#include "mock/yield.h"

namespace net = boost::asio;
void work();
bool chance();

net::awaitable<> asio_loop() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await net::post(net::use_awaitable);
  }
  co_return;
}
folly::coro::Task<> folly_loop() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await folly::coro::co_reschedule_on_current_executor;
  }
  co_return;
}
seastar::future<> seastar_loop() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await seastar::coroutine::maybe_yield();
  }
  co_return;
}
async_simple::coro::Lazy<> lazy_loop() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await async_simple::coro::Yield{};
  }
  co_return;
}
boost::cobalt::task<> cobalt_loop() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await boost::asio::post(boost::cobalt::use_op);
  }
  co_return;
}
coro::task<> libcoro_loop(coro::scheduler &scheduler) {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+3]]:3: note: let others run at the end of each round
    work();
    // SUGGEST:     co_await scheduler.yield();
  }
  co_return;
}
// No suggestion: no scheduler at hand, an unknown library.
coro::task<> nothing_at_hand() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  }
  co_return;
}
task<> unknown() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  }
  co_return;
}
