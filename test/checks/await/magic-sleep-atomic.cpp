// RUN: %ron_check %s ron-magic-sleep -std=c++20
#include "mock/atomic.h"
#include "mock/coroutine.h"
#include "mock/sleep.h"

using namespace std::literals;
void work();
bool chance();
int number();

// Fixed: a local, whose stores are all in its function.
void local_flag() {
  std::atomic<bool> done{false};
  std::thread worker([&done] {
    work();
    done = true;
    // FIX:     done.notify_all();
  });
  // CHECK: [[@LINE+3]]:5: warning: polls 'done' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'done.wait(false)'
  while (!done)
    std::this_thread::sleep_for(1ms);
    // FIX: -    std::this_thread::sleep_for(1ms);
    // FIX:   done.wait(false);
  worker.join();
}

// Fixed: internal linkage. The memory order stays, and a store that is a whole branch gets braces.
static std::atomic<bool> started;
void start(bool really) {
  if (really)
    started.store(true, std::memory_order_release);
    // FIX:     { started.store(true, std::memory_order_release); started.notify_all(); }
  else
    started = false;
    // FIX:     { started = false; started.notify_all(); }
}
void wait_started() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'started' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'started.wait(false, std::memory_order_acquire)'
  while (started.load(std::memory_order_acquire) == false) {
    sleep(1);
  }
  // FIX: -    sleep(1);
  // FIX: -  }
  // FIX:   started.wait(false, std::memory_order_acquire);
}

// Fixed: a private member, with all member functions here.
class Worker {
public:
  void run();
  void wait();
  bool running() const { return state_ == 2; }

private:
  std::atomic<int> state_{0};
};
void Worker::run() {
  state_ = 1; // the comment stays with the store
  // FIX:   state_.notify_all();
  work();
  switch (number()) {
  case 1:
    this->state_.store(2);
    // FIX:     this->state_.notify_all();
    break;
  default:
    ++state_;
    state_.notify_all();
  }
}
void Worker::wait() {
  do {
    // CHECK: [[@LINE+2]]:5: warning: polls 'state_' by sleeping
    // CHECK: [[@LINE+2]]:12: note: wait for the change with 'state_.wait(seen)'
    sleep(1);
  } while (state_.load() != 2);
  // FIX: -  do {
  // FIX: -
  // FIX: -
  // FIX: -    sleep(1);
  // FIX:   for (auto seen = state_.load(); seen != 2; seen = state_.load()) state_.wait(seen);
}

// Fixed: the condition of an 'if' that leaves, before the sleep or behind it.
enum class Phase { Starting, Ready };
namespace {
std::atomic<unsigned> left{3};
struct {
  std::atomic<Phase> phase{Phase::Starting};
} status;
} // namespace
void leave() {
  left.fetch_add(-1u);
  // FIX:   left.notify_all();
  status.phase = Phase::Ready;
  // FIX:   status.phase.notify_all();
}
void wait_left() {
  while (true) {
    // CHECK: [[@LINE+2]]:5: warning: polls 'left' by sleeping
    // CHECK: [[@LINE+2]]:9: note: wait for the change with 'left.wait(seen)'
    usleep(10);
    if (0 == left)
      break;
  }
  // FIX: -  while (true) {
  // FIX: -
  // FIX: -
  // FIX: -    usleep(10);
  // FIX: -      break;
  // FIX: -  }
  // FIX:   for (auto seen = left.load(); seen != 0; seen = left.load()) left.wait(seen);
}
void wait_phase() {
  for (;;) {
    // CHECK: [[@LINE+5]]:5: warning: polls 'phase' by sleeping
    // CHECK: [[@LINE+1]]:9: note: wait for the change with 'status.phase.wait(Phase::Starting)'
    if (!(status.phase.load() == Phase::Starting)) {
      break;
    }
    usleep(10);
  }
  // FIX: -  for (;;) {
  // FIX: -
  // FIX: -
  // FIX: -      break;
  // FIX: -    }
  // FIX: -    usleep(10);
  // FIX: -  }
  // FIX:   status.phase.wait(Phase::Starting);
}

// Fixed: pointers, and values that only have to grow.
static std::atomic<Worker *> published;
static std::atomic<int> arrived;
static std::atomic_flag raised;
void publish(Worker *worker) {
  published = worker;
  // FIX:   published.notify_all();
  arrived++;
  // FIX:   arrived.notify_all();
  raised.test_and_set();
  // FIX:   raised.notify_all();
}
void wait_published() {
  // CHECK: [[@LINE+3]]:5: warning: polls 'published' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'published.wait(nullptr)'
  while (!published)
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   published.wait(nullptr);
  // CHECK: [[@LINE+3]]:5: warning: polls 'arrived' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'arrived.wait(seen)'
  for (; arrived < 3;)
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   for (auto seen = arrived.load(); seen < 3; seen = arrived.load()) arrived.wait(seen);
  // CHECK: [[@LINE+3]]:5: warning: polls 'raised' by sleeping
  // CHECK: [[@LINE+1]]:10: note: wait for the change with 'raised.wait(false, std::memory_order_relaxed)'
  while (!raised.test(std::memory_order_relaxed))
    sleep(1);
    // FIX: -    sleep(1);
    // FIX:   raised.wait(false, std::memory_order_relaxed);
}

// No wait is offered: the rounds do more, nobody says which change ends it, or the wait would block a coroutine.
static std::atomic<int> head, tail;
static std::atomic<bool> moving;
void more(int limit) {
  while (!moving) {
    work();
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'moving' by sleeping
  }
  while (head != tail)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'head' by sleeping
  while (head < limit)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'head' by sleeping
  while (!moving && chance())
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'moving' by sleeping
  for (int i = 0; !moving; ++i)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'moving' by sleeping
}
task<> in_coroutine() {
  while (!moving)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'moving' by sleeping
  co_return;
}
template <class T> void in_template(T) {
  static std::atomic<bool> ready;
  ready = true;
  while (!ready)
    sleep(1); // CHECK: [[@LINE]]:5: warning: polls 'ready' by sleeping
}
template void in_template(int);
template void in_template(bool);
volatile std::atomic<bool> registered;
