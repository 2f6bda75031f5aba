// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// Critical sections that do more than to read and write one scalar.
#include "mock/locked_values.h"
#include <condition_variable>
#include <mutex>

void notify();
unsigned computed();

// Silent: other work under the lock, of which nobody knows whether it needs the lock.
class Works {
public:
  void call() {
    std::lock_guard lock(mutex_);
    ++count_;
    notify();
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Computes {
public:
  void call() {
    std::lock_guard lock(mutex_);
    count_ = computed();
  }

private:
  std::mutex mutex_;
  unsigned count_ = 0;
};
class Makes {
public:
  int *get() {
    std::lock_guard lock(mutex_);
    if (!made_)
      made_ = new int(1);
    return made_;
  }

private:
  std::mutex mutex_;
  int *made_ = nullptr;
};
class Follows {
public:
  void add() {
    std::lock_guard lock(mutex_);
    *total_ += 1;
  }

private:
  std::mutex mutex_;
  int *total_ = nullptr;
};
class Outside {
public:
  void copy(int &out) {
    std::lock_guard lock(mutex_);
    out = count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};

// Silent: somebody waits for a change.
class Waits {
public:
  void set() {
    {
      std::lock_guard lock(mutex_);
      on_ = true;
    }
    changed_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return on_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool on_ = false;
};
class WaitsAny {
public:
  void set() {
    std::lock_guard lock(mutex_);
    on_ = true;
  }
  void wait() {
    mutex_.lock();
    changed_.wait(mutex_);
    mutex_.unlock();
  }

private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool on_ = false;
};
class Awaits {
public:
  void set() {
    absl::MutexLock lock(&mutex_);
    on_ = true;
  }
  void wait() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&on_));
  }

private:
  absl::Mutex mutex_;
  bool on_ = false;
};

// Silent: no number, truth value or pointer.
enum class State { idle, busy };
class Others {
public:
  void set(double d) {
    std::lock_guard lock(mutex_);
    ratio_ = d;
  }
  void set(State s) {
    std::lock_guard lock(states_);
    state_ = s;
  }

private:
  std::mutex mutex_, states_;
  double ratio_ = 0;
  State state_ = State::idle;
  int unrelated_ = 0;
};
