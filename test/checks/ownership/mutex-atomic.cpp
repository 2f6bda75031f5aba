// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// What counts as a mutex that guards one scalar only. The locks are the standard library's own.
#include "mock/coroutine.h"
#include "mock/locked_values.h"
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <vector>

void notify();

// Reported: a counter.
class Counter {
public:
  void add(unsigned n) {
    std::lock_guard lock(mutex_);
    total_ += n;
  }
  unsigned total() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return total_;
  }
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    const std::lock_guard<std::mutex> lock(mutex_);
// FIX:     return total_.load();

private:
  mutable std::mutex mutex_; // counts on several threads  // CHECK: [[@LINE]]:22: warning: mutex 'mutex_' guards nothing but 'total_', which can be atomic
  unsigned total_ = 0;
};
// FIX: -  unsigned total_ = 0;
// FIX:   std::atomic<unsigned> total_ = 0;

// Reported: a flag, with the member functions behind the class.
class Flag {
public:
  Flag() : on_(false) {}
  void set();
  bool get() const;

private:
  mutable std::mutex mutex_;  // CHECK: [[@LINE]]:22: warning: mutex 'mutex_' guards nothing but 'on_', which can be atomic
  bool on_;
};
void Flag::set() {
  std::unique_lock<std::mutex> lock(mutex_);
  on_ = true;
  lock.unlock();
  notify();
}
bool Flag::get() const {
  std::scoped_lock lock{mutex_};
  if (on_)
    return true;
  return false;
}
// FIX: -  bool on_;
// FIX:   std::atomic<bool> on_;
// FIX: -  std::unique_lock<std::mutex> lock(mutex_);
// FIX: -  lock.unlock();
// FIX: -  std::scoped_lock lock{mutex_};
// FIX:   if (on_.load())

// Reported: a pointer, readers and writers.
class Current {
public:
  const int *get() const {
    std::shared_lock lock(mutex_);
    return now_;
  }
  void set(const int *to) {
    std::unique_lock lock(mutex_);
    now_ = to;
  }
// FIX: -    std::shared_lock lock(mutex_);
// FIX:     return now_.load();
// FIX: -    std::unique_lock lock(mutex_);

private:
  mutable std::shared_mutex mutex_;  // CHECK: [[@LINE]]:29: warning: mutex 'mutex_' guards nothing but 'now_', which can be atomic
  const int *now_ = nullptr;
};
// FIX: -  const int *now_ = nullptr;
// FIX:   std::atomic<const int *> now_ = nullptr;

// Reported: bare calls, and lambdas.
class Bare {
public:
  int take() {
    mutex_.lock();
    const int id = last_++;
    mutex_.unlock();
    notify();
    return id;
  }
  auto later() {
    return [this] {
      std::lock_guard lock(mutex_);
      --last_;
    };
  }
// FIX: -    mutex_.lock();
// FIX: -    mutex_.unlock();
// FIX: -      std::lock_guard lock(mutex_);

private:
  std::mutex mutex_;  // CHECK: [[@LINE]]:14: warning: mutex 'mutex_' guards nothing but 'last_', which can be atomic
  int last_ = 0;
};
// FIX: -  int last_ = 0;
// FIX:   std::atomic<int> last_ = 0;

// Reported: abseil's.
class Absl {
public:
  void set(bool on) {
    absl::MutexLock lock(&mutex_);
    on_ = on;
  }
  bool get() {
    absl::ReaderMutexLock lock(&mutex_);
    return on_;
  }
  void clear() {
    mutex_.Lock();
    on_ = false;
    mutex_.Unlock();
  }
// FIX: -    absl::MutexLock lock(&mutex_);
// FIX: -    absl::ReaderMutexLock lock(&mutex_);
// FIX:     return on_.load();
// FIX: -    mutex_.Lock();
// FIX: -    mutex_.Unlock();

private:
  absl::Mutex mutex_;  // CHECK: [[@LINE]]:15: warning: mutex 'mutex_' guards nothing but 'on_', which can be atomic
  bool on_ = false;
};
// FIX: -  absl::Mutex mutex_;
// FIX:   std::atomic<bool> on_ = false;

// Reported without a fix: what is declared as guarded would have to be declared anew.
class Declared {
public:
  void add() {
    absl::MutexLock lock(&mutex_);
    ++count_;
  }

private:
  absl::Mutex mutex_;  // CHECK: [[@LINE]]:15: warning: mutex 'mutex_' guards nothing but 'count_', which can be atomic
  int count_ __attribute__((guarded_by(mutex_))) = 0;
};

// Reported without a fix: from a macro, and in one declaration with others.
#define LOCKED(m) std::lock_guard lock(m)
class ByMacro {
public:
  void add() {
    LOCKED(mutex_);
    ++count_;
  }

private:
  std::mutex mutex_;  // CHECK: [[@LINE]]:14: warning: mutex 'mutex_' guards nothing but 'count_', which can be atomic
  int count_ = 0;
};
class Together {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }

private:
  std::mutex mutex_, other_;  // CHECK: [[@LINE]]:14: warning: mutex 'mutex_' guards nothing but 'count_', which can be atomic
  int count_ = 0;
};

// Reported: by a coroutine, and a coroutine in a lambda.
class InCoroutine {
public:
  task<> run() {
    {
      std::lock_guard lock(mutex_);
      ++rounds_;
    }
    co_await next();
    const auto again = [this]() -> task<> {
      {
        std::lock_guard lock(mutex_);
        ++rounds_;
      }
      co_await next();
    };
    co_await again();
  }
// FIX: -      std::lock_guard lock(mutex_);
// FIX: -        std::lock_guard lock(mutex_);

private:
  std::mutex mutex_;  // CHECK: [[@LINE]]:14: warning: mutex 'mutex_' guards nothing but 'rounds_', which can be atomic
  int rounds_ = 0;
};
// FIX: -  int rounds_ = 0;
// FIX:   std::atomic<int> rounds_ = 0;

// Silent: held while the coroutine suspends, which is another check's business.
class Held {
public:
  task<> run() {
    std::lock_guard lock(mutex_);
    ++rounds_;
    co_await next();
  }

private:
  std::mutex mutex_;
  int rounds_ = 0;
};

// Silent: two members under one lock, at one place or at two.
class Two {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
    sum_ += 2;
  }

private:
  std::mutex mutex_;
  int count_ = 0, sum_ = 0;
};
class TwoApart {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  void push(int n) {
    std::lock_guard lock(mutex_);
    all_.push_back(n);
  }

private:
  std::mutex mutex_;
  int count_ = 0;
  std::vector<int> all_;
};

// Silent: a template, whose other code is in its instantiations.
template <class T> class Generic {
public:
  void add(T n) {
    std::lock_guard lock(mutex_);
    total_ += n;
  }

private:
  std::mutex mutex_;
  T total_{};
};
void instantiate() {
  Generic<int>().add(1);
  Generic<long>().add(2);
}

// Silent: suppressed.
class Allowed {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  void more() {
    std::lock_guard lock(others_);
    ++other_;
  }

private:
  std::mutex mutex_; // NOLINT(ron-mutex-atomic)
  int count_ = 0;
  // ron-allow(mutex-atomic): the counter is about to get a sibling
  std::mutex others_;
  int other_ = 0;
};
