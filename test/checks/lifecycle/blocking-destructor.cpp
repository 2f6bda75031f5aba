// RUN: %ron_check %s ron-blocking-destructor -std=c++20
// The real headers: libstdc++ declares half of these in bases of its own.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "mock/coroutine.h"

using namespace std::chrono_literals;
void use(int);
void log(const char *);

// Reported: joining, waiting, sleeping.
class Worker {
public:
  ~Worker() {
    stopping_ = true;
    if (thread_.joinable())
      thread_.join();
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Worker' blocks in 'join'
      // CHECK: [[@LINE-5]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }

private:
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};
class Pool {
public:
  ~Pool();

private:
  std::mutex mutex_;
  std::condition_variable idle_;
  int running_ = 0;
  std::vector<std::jthread> threads_;
  std::future<int> result_;
};
Pool::~Pool() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return running_ == 0; });
  // CHECK: [[@LINE-1]]:3: warning: destroying 'Pool' blocks in 'wait'
  // CHECK: [[@LINE-4]]:7: note: only signal the stop here, and wait in a function that the owner calls before
  lock.unlock();
  for (auto &thread : threads_)
    thread.join();
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Pool' blocks in 'join'
    // CHECK: [[@LINE-9]]:7: note: only signal the stop here, and wait in a function that the owner calls before
  use(result_.get());
  // CHECK: [[@LINE-1]]:7: warning: destroying 'Pool' blocks in 'get'
  // CHECK: [[@LINE-12]]:7: note: only signal the stop here, and wait in a function that the owner calls before
}
struct Countdown {
  std::latch &done;
  std::atomic_flag &ended;
  ~Countdown() {
    done.arrive_and_wait();
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Countdown' blocks in 'arrive_and_wait'
    // CHECK: [[@LINE-3]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    ended.wait(false);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Countdown' blocks in 'wait'
    // CHECK: [[@LINE-6]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }
};
struct Pause {
  ~Pause() { std::this_thread::sleep_for(10ms); }
  // CHECK: [[@LINE-1]]:14: warning: destroying 'Pause' sleeps in 'sleep_for'
  // CHECK: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
};
struct Process {
  pid_t child = 0;
  int file = -1;
  ~Process() {
    waitpid(child, nullptr, 0);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Process' blocks in 'waitpid'
    // CHECK: [[@LINE-3]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    fsync(file);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Process' blocks in 'fsync'
    // CHECK: [[@LINE-6]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    ::close(file);
  }
};

// Reported: a loop that waits by sleeping, or by giving up its turn.
class Queue {
public:
  ~Queue() {
    while (!empty())
      std::this_thread::sleep_for(10ms);
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Queue' polls 'empty' by sleeping
      // CHECK: [[@LINE-4]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    while (users_.load() != 0)
      std::this_thread::yield();
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Queue' polls 'users_' by spinning
      // CHECK: [[@LINE-8]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    do {
      std::this_thread::yield();
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Queue' polls 'busy_' by spinning
      // CHECK: [[@LINE-12]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    } while (busy_);
  }
  bool empty() const;

private:
  std::atomic<int> users_{0};
  std::atomic<bool> busy_{false};
};

// Reported: in a lambda that runs on the spot, in a handler, after the end of a try, in a nested block.
struct Nested {
  std::thread thread;
  std::shared_future<void> done;
  ~Nested() {
    [&] { thread.join(); }();
    // CHECK: [[@LINE-1]]:11: warning: destroying 'Nested' blocks in 'join'
    // CHECK: [[@LINE-3]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    try {
      done.get();
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Nested' blocks in 'get'
      // CHECK: [[@LINE-7]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    } catch (...) {
      sleep(1);
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Nested' sleeps in 'sleep'
      // CHECK: [[@LINE-11]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    }
    switch (int left = 1; left) {
    case 1:
      pause();
      // CHECK: [[@LINE-1]]:7: warning: destroying 'Nested' blocks in 'pause'
      // CHECK: [[@LINE-17]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    }
  }
};

// Reported once: a macro at its use, a template whatever its types.
#define JOIN(thread) (thread).join()
struct ByMacro {
  std::thread thread;
  ~ByMacro() { JOIN(thread); }
  // CHECK: [[@LINE-1]]:16: warning: destroying 'ByMacro' blocks in 'join'
  // CHECK: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
};
template <class Thread> struct Joining {
  Thread thread;
  ~Joining() { thread.join(); }
  // CHECK: [[@LINE-1]]:16: warning: destroying 'Joining' blocks in 'join'
  // CHECK: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
};
template struct Joining<std::thread>;
template struct Joining<std::jthread>;
template <class T> struct Settled {
  T value;
  std::future<void> settled;
  ~Settled() { settled.wait(); }
  // CHECK: [[@LINE-1]]:16: warning: destroying 'Settled' blocks in 'wait'
  // CHECK: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
};
template struct Settled<int>;
template struct Settled<long>;
struct Wide {
  ~Wide() {
    struct Inner {
      std::thread thread;
      ~Inner() { thread.join(); }
      // CHECK: [[@LINE-1]]:18: warning: destroying 'Inner' blocks in 'join'
      // CHECK: [[@LINE-2]]:7: note: only signal the stop here, and wait in a function that the owner calls before
    };
  }
};

// Silent: it asks, with no time at all, or the result is there already.
struct Asks {
  std::future<int> result;
  pid_t child = 0;
  ~Asks() {
    if (result.wait_for(0s) == std::future_status::ready)
      use(result.get());
    waitpid(child, nullptr, WNOHANG);
  }
};
// Silent: it signals and leaves the waiting to others.
class Signals {
public:
  ~Signals() {
    stop_.request_stop();
    thread_.detach();
    idle_.notify_all();
    pending_.count_down();
    ::close(file_);
    std::this_thread::yield();
  }
  void shutdown() { thread_.join(); }

private:
  std::stop_source stop_;
  std::thread thread_;
  std::condition_variable idle_;
  std::latch pending_{1};
  int file_ = -1;
};
// Silent: locks, work in a loop, a turn for others now and then.
class Drains {
public:
  ~Drains() {
    std::lock_guard lock(mutex_);
    for (int i = 0; i < size_; ++i) {
      use(i);
      std::this_thread::yield();
    }
  }

private:
  std::mutex mutex_;
  int size_ = 0;
};
// Silent: what runs elsewhere, later, or never.
class Elsewhere {
public:
  ~Elsewhere() {
    auto later = [this] { thread_.join(); };
    defer(later);
    std::thread([thread = std::move(thread_)]() mutable { thread.join(); }).detach();
    start([](std::future<int> result) -> task<> {
      use(result.get());
      co_await next();
    });
    use(noexcept(thread_.join()));
    if constexpr (false)
      sleep(1);
  }

private:
  template <class F> void defer(F);
  template <class F> void start(F);
  std::thread thread_;
};
struct Named {
  void join();
  void wait();
  void run();
  ~Named() {
    join();
    wait();
    run();
  }
};
struct Defaulted {
  std::jthread thread;
  ~Defaulted() = default;
};
struct Declared {
  std::thread thread;
  ~Declared();
};
// Silent: functions and coroutines that are no destructors.
void waits(std::thread &thread) {
  thread.join();
  sleep(1);
}
task<> awaits(std::thread &thread) {
  struct Local {
    ~Local() { log("ended"); }
  } local;
  thread.join();
  co_await next();
}

// Silent: someone takes responsibility.
struct Allowed {
  std::thread thread, other;
  ~Allowed() {
    thread.join(); // NOLINT(ron-blocking-destructor)
    // ron-allow(blocking-destructor): the thread ends as soon as it is told, which it was by its owner
    other.join();
  }
};
