// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// The real headers: libstdc++ declares half of these in bases of its own.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <latch>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "mock/coroutine.h"

using namespace std::chrono_literals;
std::future<int> request();
int compute();
void use(int);

// Reported: a future whose result is not there yet.
task<int> futures(std::future<void> done, std::shared_future<int> shared) {
  auto answer = request();
  use(answer.get());     // CHECK: [[@LINE]]:7: warning: 'get' blocks the thread that runs this coroutine
  done.wait();           // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  shared.wait_for(10ms); // CHECK: [[@LINE]]:3: warning: 'wait_for' blocks the thread that runs this coroutine
  use(shared.get());     // CHECK: [[@LINE]]:7: warning: 'get' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:3: warning: 'wait_until' blocks the thread that runs this coroutine
  request().wait_until(std::chrono::steady_clock::now() + 1s);
  co_return request().get(); // CHECK: [[@LINE]]:13: warning: 'get' blocks the thread that runs this coroutine
}
// Reported: threads and what threads wait for.
task<> threads(std::thread &worker, std::unique_ptr<std::jthread> helper) {
  worker.join();  // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  helper->join(); // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  co_await next();
}
task<> conditions(std::condition_variable &cv, std::condition_variable_any &any, std::mutex &m, bool &done) {
  {
    std::unique_lock lock(m);
    cv.wait(lock); // CHECK: [[@LINE]]:5: warning: 'wait' blocks the thread that runs this coroutine
    cv.wait(lock, [&] { return done; }); // CHECK: [[@LINE]]:5: warning: 'wait' blocks the thread that runs this coroutine
    if (any.wait_for(lock, 1s, [&] { return done; })) // CHECK: [[@LINE]]:9: warning: 'wait_for' blocks the thread that runs this coroutine
      done = false;
  }
  co_await next();
}
task<> rendezvous(std::latch &latch, std::barrier<> &barrier, std::binary_semaphore &semaphore, std::atomic<int> &word,
                  std::atomic_flag &flag) {
  latch.wait();                   // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  latch.arrive_and_wait();        // CHECK: [[@LINE]]:3: warning: 'arrive_and_wait' blocks the thread that runs this coroutine
  barrier.arrive_and_wait();      // CHECK: [[@LINE]]:3: warning: 'arrive_and_wait' blocks the thread that runs this coroutine
  semaphore.acquire();            // CHECK: [[@LINE]]:3: warning: 'acquire' blocks the thread that runs this coroutine
  semaphore.try_acquire_for(1ms); // CHECK: [[@LINE]]:3: warning: 'try_acquire_for' blocks the thread that runs this coroutine
  word.wait(0);                   // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  flag.wait(false);               // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  co_await next();
}
// Reported: the standard input.
task<> prompt() {
  std::string line;
  std::getline(std::cin, line); // CHECK: [[@LINE]]:3: warning: 'getline' blocks the thread that runs this coroutine
  std::cin >> line; // CHECK: [[@LINE]]:3: warning: 'operator>>' blocks the thread that runs this coroutine
  std::cin.ignore(); // CHECK: [[@LINE]]:3: warning: 'ignore' blocks the thread that runs this coroutine
  co_await next();
}
// Reported: in a lambda coroutine, in a lambda that is called on the spot, and for each of many.
void spawn(task<>);
void lambdas(std::vector<std::thread> &workers) {
  spawn([]() -> task<> {
    use(request().get()); // CHECK: [[@LINE]]:9: warning: 'get' blocks the thread that runs this coroutine
    co_await next();
  }());
  request().get();
}
task<> on_the_spot(std::vector<std::thread> &workers) {
  const int answer = [] { return request().get(); }(); // CHECK: [[@LINE]]:34: warning: 'get' blocks the thread that runs this coroutine
  std::for_each(workers.begin(), workers.end(), [](std::thread &worker) {
    worker.join(); // CHECK: [[@LINE]]:5: warning: 'join' blocks the thread that runs this coroutine
  });
  use(answer);
  co_await next();
}
// Reported once: a template with two instantiations; the branch that is compiled.
template <class T> task<T> generic(std::future<T> result) {
  if constexpr (sizeof(T) == 1)
    co_return T();
  co_return result.get(); // CHECK: [[@LINE]]:13: warning: 'get' blocks the thread that runs this coroutine
}
template task<int> generic(std::future<int>);
template task<long> generic(std::future<long>);
template <class T> task<T> discarded(std::future<T> result) {
  if constexpr (sizeof(T) == 1)
    co_return result.get();
  co_return T();
}
template task<int> discarded(std::future<int>);
// Reported: where the macro is used, and before every exit.
#define WAIT_FOR(FUTURE) (FUTURE).wait()
task<> macro(std::future<int> &result) {
  WAIT_FOR(result); // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  co_await next();
}
task<int> exits(int kind, std::thread &worker) {
  if (kind == 0)
    co_return request().get(); // CHECK: [[@LINE]]:15: warning: 'get' blocks the thread that runs this coroutine
  if (kind == 1)
    throw request().get(); // CHECK: [[@LINE]]:11: warning: 'get' blocks the thread that runs this coroutine
  for (;;) {
    worker.join(); // CHECK: [[@LINE]]:5: warning: 'join' blocks the thread that runs this coroutine
    break;
  }
  try {
    co_await next();
  } catch (...) {
    worker.join(); // CHECK: [[@LINE]]:5: warning: 'join' blocks the thread that runs this coroutine
  }
  co_return kind;
}
generator<int> yields() {
  co_yield request().get(); // CHECK: [[@LINE]]:12: warning: 'get' blocks the thread that runs this coroutine
}

// Silent: suppressed with a reason.
task<> suppressed(std::thread &worker) {
  worker.join(); // NOLINT(ron-blocking-in-coroutine)
  // ron-allow(blocking-in-coroutine): the thread has ended, this reaps it
  worker.join();
  co_await next();
}
// Silent: a plain function, and a lambda in a coroutine that somebody else calls.
int plain() { return request().get(); }
task<> elsewhere() {
  const auto later = [] { return request().get(); };
  std::thread worker([] { use(request().get()); });
  auto other = std::async([] { return request().get(); });
  worker.detach();
  co_await next();
}
// Silent: calls that do not wait.
task<> polls(std::future<int> &result, std::binary_semaphore &semaphore, std::latch &latch, std::atomic<int> &word) {
  if (result.wait_for(0s) == std::future_status::ready || result.wait_for(std::chrono::seconds::zero()) == std::future_status::ready)
    co_return;
  if (semaphore.try_acquire() || semaphore.try_acquire_for(0ms) || latch.try_wait() || !result.valid())
    co_return;
  latch.count_down();
  word.notify_all();
  static_assert(sizeof(result.get()) == sizeof(int) && !noexcept(result.get()));
  co_await next();
}
// Silent: locking is another check's business, sleeping too.
task<> others(std::mutex &m) {
  {
    std::lock_guard guard(m);
  }
  m.lock();
  m.unlock();
  std::this_thread::sleep_for(1s);
  co_await next();
}
// Silent: functions of the same names.
struct Cell {
  int get() const;
  task<> wait();
  task<> wait(std::mutex &);
  void join(int);
  bool acquire();
};
std::string getline(std::string &);
task<> names(std::unique_ptr<Cell> cell, std::shared_ptr<int> pointer, std::reference_wrapper<Cell> ref, Cell &cv, std::mutex &m) {
  use(cell->get() + *pointer.get() + ref.get().get() + cell->acquire());
  cell->join(1);
  co_await cv.wait();
  co_await cv.wait(m);
  std::string text = getline(text);
}
