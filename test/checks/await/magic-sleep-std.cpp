// RUN: %ron_check %s ron-magic-sleep -std=c++20
// The real headers: what the stand-ins claim about them.
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <unistd.h>

using namespace std::chrono_literals;

class Worker {
public:
  ~Worker() {
    // CHECK: [[@LINE+3]]:7: warning: polls 'pending_' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'pending_.wait(seen)'
    while (pending_ != 0)
      std::this_thread::sleep_for(10ms);
      // FIX: -      std::this_thread::sleep_for(10ms);
      // FIX:     for (auto seen = pending_.load(); seen != 0; seen = pending_.load()) pending_.wait(seen);
    thread_.join();
  }
  void wait() const {
    // CHECK: [[@LINE+3]]:7: warning: polls 'started_' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'started_.wait(false, std::memory_order_acquire)'
    while (!started_.load(std::memory_order_acquire))
      std::this_thread::sleep_for(1ms);
      // FIX: -      std::this_thread::sleep_for(1ms);
      // FIX:     started_.wait(false, std::memory_order_acquire);
  }
  void run() {
    started_.store(true, std::memory_order_release);
    // FIX:     started_.notify_all();
    --pending_;
    // FIX:     pending_.notify_all();
  }

private:
  std::atomic<bool> started_{false};
  std::atomic<int> pending_{1};
  std::thread thread_{[this] { run(); }};
};
class Pointer {
public:
  void set(int *value) { value_ = value; }
  // FIX:   void set(int *value) { value_ = value; value_.notify_all(); }
  int *wait() {
    // CHECK: [[@LINE+3]]:7: warning: polls 'value_' by sleeping
    // CHECK: [[@LINE+1]]:12: note: wait for the change with 'value_.wait(nullptr)'
    while (value_ == nullptr)
      ::usleep(10);
      // FIX: -      ::usleep(10);
      // FIX:     value_.wait(nullptr);
    return value_;
  }

private:
  std::atomic<int *> value_ = nullptr;
};
static std::atomic_flag raised;
void raise() { raised.test_and_set(); }
// FIX: void raise() { raised.test_and_set(); raised.notify_all(); }
void wait_raised() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'raised' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'raised.wait(false)'
  while (!raised.test())
    std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1ms);
    // FIX: -    std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1ms);
    // FIX:   raised.wait(false);
}
static std::atomic<std::shared_ptr<int>> shared;
void wait_shared() {
  while (!shared.load())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'shared' by sleeping
}
