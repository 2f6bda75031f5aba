// RUN: %ron_check %s ron-magic-sleep -std=c++20
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,ALL --config='{CheckOptions: {ron-magic-sleep.FlagAsyncDelays: true}}'
#include "mock/asio.h"
#include "mock/atomic.h"
#include "mock/boost/asio/steady_timer.hpp"
#include "mock/coroutine_libraries.h"
#include "mock/sleep.h"

using namespace std::literals;
namespace asio = boost::asio;
using asio::use_awaitable;
void work();
task<bool> connect();

struct Node {
  bool ready() const;
  bool try_lock();
  int size() const;
};
struct Health {
  bool all_ready();
  asio::awaitable<> async_wait_ready();
  void wait_ready();
};

// Reported: a delay is all that the rounds do.
task<> polls(std::atomic<bool> &done, Node &node) {
  while (!done)
    co_await seastar::sleep(1ms); // CHECK: [[@LINE]]:14: warning: polls 'done' by sleeping
  do {
    co_await async_simple::coro::sleep(1ms); // CHECK: [[@LINE]]:14: warning: polls 'ready' by sleeping
  } while (!node.ready());
  for (int i = 0; i < 100; ++i) {
    if (node.size() > 3)
      co_return;
    co_await seastar::sleep(1ms); // CHECK: [[@LINE]]:14: warning: polls 'size' by sleeping
  }
  auto nap = 1ms;
  while (!node.ready()) {
    co_await seastar::sleep(nap); // CHECK: [[@LINE]]:14: warning: polls 'ready' by sleeping
    nap *= 2;
  }
}
asio::awaitable<> polls_by_timer(std::atomic<bool> &done) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (!done) {
    timer.expires_after(1ms);
    co_await timer.async_wait(use_awaitable); // CHECK: [[@LINE]]:14: warning: polls 'done' by sleeping
  }
  for (;;) {
    if (done)
      break;
    asio::steady_timer pause(co_await asio::this_coro::executor, 1ms);
    co_await pause.async_wait(use_awaitable); // CHECK: [[@LINE]]:14: warning: polls 'done' by sleeping
  }
  while (!done)
    // CHECK: [[@LINE+1]]:14: warning: polls 'done' by sleeping
    co_await asio::steady_timer(co_await asio::this_coro::executor, 1ms).async_wait(use_awaitable);
}
// Fixed: the class has a member that waits.
asio::awaitable<> polls_readiness(Health &health) {
  // CHECK: [[@LINE+3]]:14: warning: polls 'all_ready' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'co_await health.async_wait_ready()'
  while (!health.all_ready())
    co_await asio::steady_timer(co_await asio::this_coro::executor, 1ms).async_wait(use_awaitable);
    // FIX: -    co_await asio::steady_timer(co_await asio::this_coro::executor, 1ms).async_wait(use_awaitable);
    // FIX:   co_await health.async_wait_ready();
}

// Silent by default: retry with back-off, rate limits, a periodic task, a plain pause.
task<> retries(Node &node) {
  while (!co_await connect())
    co_await seastar::sleep(1s); // CHECK-ALL: [[@LINE]]:14: warning: 'sleep' delays instead of waiting for an event
  while (!node.try_lock())
    co_await seastar::sleep(1s); // CHECK-ALL: [[@LINE]]:14: warning: polls 'try_lock' by sleeping
  for (int i = 0; i < 3; ++i) {
    work();
    co_await seastar::sleep(1s); // CHECK-ALL: [[@LINE]]:14: warning: 'sleep' delays instead of waiting for an event
  }
  co_await seastar::sleep(1s); // CHECK-ALL: [[@LINE]]:12: warning: 'sleep' delays instead of waiting for an event
}
asio::awaitable<> periodic(std::atomic<bool> &stop) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (!stop) {
    work();
    timer.expires_after(1s);
    co_await timer.async_wait(use_awaitable); // CHECK-ALL: [[@LINE]]:14: warning: 'async_wait' delays instead of waiting for an event
  }
}

// Silent always: a timer that somebody else ends, or that never ends by itself; it stands for an event.
struct Session {
  asio::steady_timer wake_;
  bool empty() const;
  asio::awaitable<> write() {
    while (empty())
      co_await wake_.async_wait(use_awaitable);
  }
};
void keep(asio::steady_timer &);
asio::awaitable<> event(Node &node) {
  asio::steady_timer never(co_await asio::this_coro::executor);
  never.expires_at(std::chrono::steady_clock::time_point::max());
  while (!node.ready())
    co_await never.async_wait(use_awaitable);
  asio::steady_timer shared(co_await asio::this_coro::executor, 1s);
  keep(shared);
  while (!node.ready())
    co_await shared.async_wait(use_awaitable);
  asio::steady_timer captured(co_await asio::this_coro::executor, 1s);
  auto cancel = [&captured] { captured.cancel(); };
  while (!node.ready())
    co_await captured.async_wait(use_awaitable);
  cancel();
}
// Silent always: a time limit that is raced against work, or handed on.
template <class A, class B> awaitable_of<int> operator||(asio::awaitable<A>, asio::awaitable<B>);
asio::awaitable<> read();
asio::awaitable<> limited() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await (read() || timer.async_wait(use_awaitable));
  timer.async_wait(asio::detached);
}
seastar::future<> handed_on() { return seastar::sleep(1s); }
