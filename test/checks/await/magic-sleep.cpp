// RUN: %ron_check %s ron-magic-sleep -std=c++20
#include "mock/atomic.h"
#include "mock/coroutine.h"
#include "mock/mutex.h"
#include "mock/sleep.h"

using namespace std::literals;
namespace tt = std::this_thread;

struct Server {
  bool empty() const;
  bool connect();
  void async_start();
  volatile int phase;
};
void work();
bool is_done();

// Reported as a delay: time stands for an event that nobody names.
void delays(Server &server) {
  server.async_start();
  std::this_thread::sleep_for(200ms); // CHECK: [[@LINE]]:3: warning: 'sleep_for' delays instead of waiting for an event
  tt::sleep_until(std::chrono::steady_clock::now() + 1s); // CHECK: [[@LINE]]:3: warning: 'sleep_until' delays instead of waiting for an event
  sleep(1); // CHECK: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
  ::usleep(100); // CHECK: [[@LINE]]:3: warning: 'usleep' delays instead of waiting for an event
  timespec time{1, 0};
  nanosleep(&time, nullptr); // CHECK: [[@LINE]]:3: warning: 'nanosleep' delays instead of waiting for an event
  clock_nanosleep(0, 0, &time, nullptr); // CHECK: [[@LINE]]:3: warning: 'clock_nanosleep' delays instead of waiting for an event
  Sleep(10); // CHECK: [[@LINE]]:3: warning: 'Sleep' delays instead of waiting for an event
  boost::this_thread::sleep_for(10ms); // CHECK: [[@LINE]]:3: warning: 'sleep_for' delays instead of waiting for an event
  absl::SleepFor(absl::Milliseconds(3)); // CHECK: [[@LINE]]:3: warning: 'SleepFor' delays instead of waiting for an event
  QThread::msleep(3); // CHECK: [[@LINE]]:3: warning: 'msleep' delays instead of waiting for an event
  if (usleep(1) != 0) // CHECK: [[@LINE]]:7: warning: 'usleep' delays instead of waiting for an event
    work();
}

// Reported as a delay: rounds that work, and end by themselves.
void rate_limit(Server &server) {
  for (int i = 0; i < 10; ++i) {
    work();
    std::this_thread::sleep_for(1ms); // CHECK: [[@LINE]]:5: warning: 'sleep_for' delays instead of waiting for an event
  }
  for (int tries = 0; tries < 3; ++tries) {
    if (server.connect())
      work();
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  }
  const auto deadline = std::chrono::steady_clock::now() + 1s;
  while (std::chrono::steady_clock::now() < deadline)
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  int tries = 0, limit = 7;
  while (tries < limit) {
    ++tries;
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  }
}

// Reported as a poll: the loop goes round until somebody else has changed something.
struct Queue {
  bool empty() const;
  ~Queue() {
    while (!empty())
      std::this_thread::sleep_for(10ms); // CHECK: [[@LINE]]:7: warning: polls 'empty' by sleeping
  }
};
void polls(Server &server, Queue *queue) {
  while (!is_done())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'is_done' by sleeping
  while (server.phase != 3) {
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'phase' by sleeping
  }
  do
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'empty' by sleeping
  while (!queue->empty());
  for (;;) {
    if (server.connect())
      break;
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'connect' by sleeping
  }
  while (usleep(10) == 0 && !is_done()) // CHECK: [[@LINE]]:10: warning: polls 'is_done' by sleeping
    ;
}
bool polls_for_a_while(Server &server) {
  for (int i = 0; i < 100; ++i) {
    if (server.empty())
      return true;
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'empty' by sleeping
  }
  const auto deadline = std::chrono::steady_clock::now() + 1s;
  while (!server.empty() && std::chrono::steady_clock::now() < deadline)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'empty' by sleeping
  return server.empty();
}
// Reported as a poll: a worker that nobody can stop before its time is over.
void works(std::atomic<bool> &stop) {
  while (!stop) {
    work();
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'stop' by sleeping
  }
}
// Reported as a poll: spin, then sleep.
void spins(std::atomic<int> &owner) {
  for (int spins = 0, nap = 1; owner.load() != 0; ++spins) {
    if (spins < 100) {
      tt::yield();
    } else {
      usleep(nap); // CHECK: [[@LINE]]:7: warning: polls 'owner' by sleeping
      nap *= 2;
    }
  }
}

// Reported: in a coroutine a whole thread stands still with it.
task<> blocks() {
  co_await next();
  std::this_thread::sleep_for(1s); // CHECK: [[@LINE]]:3: warning: 'sleep_for' blocks the thread that runs this coroutine
}
task<> blocks_in_rounds(std::atomic<bool> &stop) {
  while (!stop) {
    co_await next();
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' blocks the thread that runs this coroutine
  }
}
task<> polls_in_coroutine(std::atomic<bool> &done) {
  while (!done)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'done' by sleeping
  co_return;
}

// Reported by whoever runs the sleep: a lambda in a coroutine, a coroutine in a lambda.
task<> lambda_in_coroutine() {
  auto plain = [] {
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  // CHECK: [[@LINE+2]]:3: note: called by a coroutine here, whose thread it blocks
  };
  plain();
  co_await next();
}
auto coroutine_in_lambda = [] {
  return []() -> task<> {
    sleep(1); // CHECK: [[@LINE]]:5: warning: 'sleep' blocks the thread that runs this coroutine
    co_await next();
  };
};
// Reported: the loop around a lambda is not the loop of the sleep in it.
void loop_around_lambda(std::atomic<bool> &done) {
  while (!done)
    [] { sleep(1); }(); // CHECK: [[@LINE]]:10: warning: 'sleep' delays instead of waiting for an event
}

// Reported once for a template, and nothing is fixed there.
template <class Flag> void polls_any(Flag &flag) {
  while (!flag.load())
    std::this_thread::sleep_for(1ms); // CHECK: [[@LINE]]:5: warning: polls 'flag' by sleeping
}
template <class T> void delays_any(T duration) {
  std::this_thread::sleep_for(duration); // CHECK: [[@LINE]]:3: warning: 'sleep_for' delays instead of waiting for an event
}
void instantiate(std::atomic<bool> &flag, std::atomic<int> &number) {
  polls_any(flag);
  polls_any(number);
  delays_any(1ms);
  delays_any(1s);
}

// Reported where a macro is used; nothing is fixed there.
#define NAP() sleep(1)
#define WAIT_UNTIL(condition)                                                                                          \
  while (!(condition))                                                                                                 \
  std::this_thread::sleep_for(1ms)
void macros(std::atomic<bool> &flag) {
  NAP();            // CHECK: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
  WAIT_UNTIL(flag); // CHECK: [[@LINE]]:3: warning: polls 'flag' by sleeping
}

// Silent: suppressed, with a reason where one is asked for.
void suppressed() {
  sleep(1); // NOLINT(ron-magic-sleep)
  sleep(1); // ron-allow(magic-sleep): the device wants a second
  // ron-allow(ron-magic-sleep): the device wants a second
  sleep(1);
  sleep(1); // allow-sleep (the device wants a second)
  // allow-sleep (back-off)
  sleep(1);
}

// Reported with the comment: one without a reason suppresses nothing.
void without_reason() {
  // CHECK: [[@LINE+2]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK: [[@LINE+1]]:13: warning: a suppression of 'ron-magic-sleep' must state its reason
  sleep(1); // allow-sleep
  // CHECK: [[@LINE+2]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK: [[@LINE+1]]:13: warning: a suppression of 'ron-magic-sleep' must state its reason
  sleep(1); // ron-allow(magic-sleep)
}

// Silent: waiting with a predicate and a time limit, an event that is waited for.
struct Condition {
  template <class Lock, class Duration, class Predicate> bool wait_for(Lock &, Duration, Predicate) { return true; }
};
bool waits(Condition &changed, std::mutex &m, Server &server) {
  std::unique_lock lock(m);
  return changed.wait_for(lock, 1s, [&] { return server.empty(); });
}

// Silent: functions of the same names that are somebody else's.
namespace coro_io {
template <class Duration> task<> sleep_for(Duration);
} // namespace coro_io
namespace game {
void sleep(int character);
void usleep(int);
} // namespace game
int sleep(Server &);
struct Bear {
  void sleep(int months);
};
task<> others(Bear &bear, Server &server) {
  co_await coro_io::sleep_for(1s);
  game::sleep(1);
  game::usleep(1);
  ::sleep(server);
  bear.sleep(3);
  auto sleep_for_task = [](int) {};
  sleep_for_task(1);
}
// Silent: the definition of a sleeping function, and what is never run.
namespace compat {
void sleep_for(int milliseconds);
void sleep_for(int milliseconds) { work(); }
} // namespace compat
using Result = decltype(usleep(1));
constexpr auto size = sizeof(usleep(1));
void never() {
  if constexpr (sizeof(int) == 1)
    sleep(1);
}
// Silent: a loop without a sleep, and a reference to the function.
void no_sleep(std::atomic<bool> &done) {
  while (!done)
    std::this_thread::yield();
  auto *function = &usleep;
  (void)function;
}
