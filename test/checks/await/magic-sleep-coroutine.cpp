// RUN: %ron_check %s ron-magic-sleep -std=c++20 -- -I%S/../../mock
#include "mock/asio.h"
#include "mock/coroutine_libraries.h"
#include "mock/mutex.h"
#include "mock/sleep.h"

#include <stddef.h>
// FIX:
// FIX: #include <boost/asio/steady_timer.hpp>

using namespace std::literals;
namespace asio = boost::asio;
void work();
bool chance();

// Fixed: the library's own timer, with the include that it needs.
asio::awaitable<> sleeps() {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(100ms);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 100ms).async_wait(boost::asio::use_awaitable);
  work();
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_until' blocks the thread that runs this coroutine
  std::this_thread::sleep_until(std::chrono::steady_clock::now());
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::steady_clock::now()).async_wait(boost::asio::use_awaitable);
  work();
  sleep(2); // CHECK: [[@LINE]]:3: warning: 'sleep' blocks the thread that runs this coroutine
  // FIX: -  sleep(2);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::seconds(2)).async_wait(boost::asio::use_awaitable);
  if (!chance())
    work();
  else
    usleep(30); // CHECK: [[@LINE]]:5: warning: 'usleep' blocks the thread that runs this coroutine
    // FIX: -    usleep(30);
    // FIX:     co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::microseconds(30)).async_wait(boost::asio::use_awaitable);
  work();
  Sleep(5); // CHECK: [[@LINE]]:3: warning: 'Sleep' blocks the thread that runs this coroutine
  // FIX: -  Sleep(5);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(5)).async_wait(boost::asio::use_awaitable);
  work();
  QThread::msleep(7); // CHECK: [[@LINE]]:3: warning: 'msleep' blocks the thread that runs this coroutine
  // FIX: -  QThread::msleep(7);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds(7)).async_wait(boost::asio::use_awaitable);
  co_return;
}
asio::awaitable<int> sleeps_in_rounds(std::chrono::milliseconds pause) {
  for (int i = 0; i < 3; ++i) {
    work();
    // CHECK: [[@LINE+1]]:5: warning: 'sleep_for' blocks the thread that runs this coroutine
    std::this_thread::sleep_for(pause * 2); // the comment stays
    // FIX:     co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, pause * 2).async_wait(boost::asio::use_awaitable); // the comment stays
  }
  co_return 1;
}
async_simple::coro::Lazy<> lazy() {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1s);
  // FIX:   co_await async_simple::coro::sleep(1s);
  co_return;
}
boost::cobalt::task<> cobalt_task() {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1s);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::cobalt::this_coro::executor, 1s).async_wait(boost::cobalt::use_op);
  co_return;
}
coro::task<> with_scheduler(std::shared_ptr<coro::scheduler> scheduler) {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1s);
  // FIX:   co_await scheduler->yield_for(1s);
  co_return;
}
struct Loop {
  coro::scheduler &scheduler_;
  coro::task<> run() {
    // CHECK: [[@LINE+1]]:5: warning: 'sleep_for' blocks the thread that runs this coroutine
    std::this_thread::sleep_for(1s);
    // FIX:     co_await scheduler_.yield_for(1s);
    co_return;
  }
};
auto lambda = []() -> asio::awaitable<> {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(1s);
  // FIX:   co_await boost::asio::steady_timer(co_await boost::asio::this_coro::executor, 1s).async_wait(boost::asio::use_awaitable);
  co_return;
};

// Not fixed: an unknown library, no scheduler at hand, another executor.
task<> unknown() {
  sleep(1); // CHECK: [[@LINE]]:3: warning: 'sleep' blocks the thread that runs this coroutine
  co_return;
}
coro::task<> without_scheduler() {
  sleep(1); // CHECK: [[@LINE]]:3: warning: 'sleep' blocks the thread that runs this coroutine
  co_return;
}
struct strand {};
asio::awaitable<void, strand> on_strand() {
  sleep(1); // CHECK: [[@LINE]]:3: warning: 'sleep' blocks the thread that runs this coroutine
  co_return;
}
// Not fixed: 'co_await' may not stand in a handler.
asio::awaitable<> in_handler() {
  try {
    work();
  } catch (...) {
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' blocks the thread that runs this coroutine
  }
  co_return;
}
// Not fixed: the coroutine would suspend with a lock held.
asio::awaitable<> under_lock(std::mutex &m, bool bare) {
  if (bare) {
    m.lock();
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' blocks the thread that runs this coroutine
    m.unlock();
  } else {
    std::lock_guard guard(m);
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' blocks the thread that runs this coroutine
  }
  co_return;
}
// Not fixed: a time that the timer does not take, or a result that is used.
asio::awaitable<> other_times(std::chrono::duration<double> fraction) {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(fraction);
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_until' blocks the thread that runs this coroutine
  std::this_thread::sleep_until(std::chrono::system_clock::now());
  timespec time{1, 0};
  nanosleep(&time, nullptr); // CHECK: [[@LINE]]:3: warning: 'nanosleep' blocks the thread that runs this coroutine
  if (usleep(1) == 0) // CHECK: [[@LINE]]:7: warning: 'usleep' blocks the thread that runs this coroutine
    co_return;
}
// Not fixed: a macro, a template.
#define PAUSE std::this_thread::sleep_for(1ms)
asio::awaitable<> in_macro() {
  PAUSE; // CHECK: [[@LINE]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  co_return;
}
template <class T> asio::awaitable<> in_template(T time) {
  // CHECK: [[@LINE+1]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
  std::this_thread::sleep_for(time);
  co_return;
}
void instantiate() {
  in_template(1s);
  in_template(1ms);
}

// Silent: the timers that the fix puts there.
asio::awaitable<> awaited(asio::system_timer &timer) {
  co_await asio::system_timer(co_await asio::this_coro::executor, 1s).async_wait(asio::use_awaitable);
  co_await timer.async_wait(asio::use_awaitable);
}
