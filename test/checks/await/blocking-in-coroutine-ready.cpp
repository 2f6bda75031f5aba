// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// What is waited for is there already, or the coroutine has gone where waiting is fine.
#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "mock/coroutine.h"

using namespace std::chrono_literals;
std::future<int> request();
std::future<int> request(int);
task<> until_ready(std::future<int> &);
task<std::future<int>> as_future(task<int>);
task<std::tuple<std::future<int>, std::future<int>>> when_all();
task<std::vector<std::future<int>>> when_each();
void use(int);

// Silent: awaited before.
task<int> awaited(std::future<int> result) {
  co_await until_ready(result);
  co_return result.get();
}
struct Holder {
  std::future<int> result, other;
  task<int> member() {
    co_await until_ready(result);
    use(other.get()); // CHECK: [[@LINE]]:9: warning: 'get' blocks the thread that runs this coroutine
    co_return this->result.get();
  }
};
// Silent: what a 'co_await' has given.
task<int> from_await() {
  auto first = co_await as_future(produce<int>());
  use(first.get());
  auto &&[a, b] = co_await when_all();
  use(a.get() + b.get());
  auto both = co_await when_all();
  use(std::get<0>(both).get() + std::get<1>(std::move(both)).get());
  for (auto &each : co_await when_each())
    use(each.get());
  auto all = co_await when_each();
  for (std::future<int> &each : all)
    each.wait();
  use(all.front().get() + all[1].get());
  auto moved = std::move(first);
  co_return (co_await as_future(produce<int>())).get() + moved.get();
}
// Reported: the awaited value only went into the request.
task<int> through_await() {
  auto result = request(co_await produce<int>());
  co_return result.get(); // CHECK: [[@LINE]]:13: warning: 'get' blocks the thread that runs this coroutine
}
// Silent: asked before, without waiting.
task<> asked(std::future<int> result) {
  while (result.wait_for(0s) != std::future_status::ready)
    co_await next();
  use(result.get());
}
// Reported once: the first wait is the one that blocks.
task<> twice(std::future<int> result) {
  result.wait(); // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  use(result.get());
  co_await next();
}
// Reported: another future was awaited, or this one afterwards.
task<> unrelated(std::future<int> result, std::future<int> other) {
  co_await until_ready(other);
  use(result.get()); // CHECK: [[@LINE]]:7: warning: 'get' blocks the thread that runs this coroutine
  co_await until_ready(result);
}
// Silent: the thread has told of its end. Reported: it may still run.
struct Event {
  task<> wait();
  void set();
};
void compute();
task<> joins() {
  Event finished, started;
  std::thread worker([&] {
    compute();
    finished.set();
  });
  std::thread other([] { compute(); });
  co_await finished.wait();
  worker.join();
  co_await started.wait();
  other.join(); // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
}

// Silent: after the coroutine has gone to threads of its own kind.
namespace pool {
struct thread_pool {
  task<> schedule();
};
task<> resume_on(thread_pool &);
} // namespace pool
struct loop {
  task<> schedule();
};
task<> hops(pool::thread_pool &threads, std::thread &worker) {
  co_await pool::resume_on(threads);
  worker.join();
}
task<> schedules(pool::thread_pool &threads, std::thread &worker) {
  co_await threads.schedule();
  worker.join();
}
// Reported: it never went there, went too late, or to an event loop.
task<> stays(pool::thread_pool &threads, loop &events, std::thread &worker) {
  pool::resume_on(threads); // not awaited: does nothing
  worker.join(); // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  co_await events.schedule();
  worker.join(); // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  co_await pool::resume_on(threads);
}
