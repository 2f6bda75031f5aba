// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// What takes more than one atomic operation; in a file that has the include already, behind others.
#include <mutex>
#include <utility>
#include <atomic>

// Suggested: the new value comes from the old one.
class Toggle {
public:
  void flip() {
    std::lock_guard lock(mutex_);
    on_ = !on_;
  }
  bool on() const {
    std::lock_guard lock(mutex_);
    return on_;
  }
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     for (auto seen = on_.load(); !on_.compare_exchange_weak(seen, !seen););
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     return on_.load();

private:
  mutable std::mutex mutex_;
  // CHECK: [[@LINE-1]]:22: warning: mutex 'mutex_' guards nothing but 'on_', which can be atomic
  // CHECK: [[@LINE-14]]:5: note: replace the lock by compare-and-exchange here, and make 'on_' atomic
  bool on_ = false;
};
class Scale {
public:
  void grow(int by) {
    std::lock_guard lock(mutex_);
    size_ *= by + 1;
  }
  void shrink(int by) {
    std::lock_guard lock(mutex_);
    this->size_ = this->size_ / by;
  }
// SUGGEST: -  mutable std::mutex mutex_;
// SUGGEST:   std::atomic<bool> on_ = false;
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     for (auto seen = size_.load(); !size_.compare_exchange_weak(seen, seen * (by + 1)););
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     for (auto seen = this->size_.load(); !this->size_.compare_exchange_weak(seen, seen / by););

private:
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'size_', which can be atomic
  // CHECK: [[@LINE-16]]:5: note: replace the lock by compare-and-exchange here, and make 'size_' atomic
  int size_ = 1;
};
// SUGGEST: -  std::mutex mutex_;
// SUGGEST:   std::atomic<int> size_ = 1;

// Suggested: compare, then write.
class Highest {
public:
  void see(long value) {
    std::lock_guard lock(mutex_);
    if (value > highest_)
      highest_ = value;
  }
  void limit(long low, long high) {
    std::lock_guard lock(mutex_);
    if (highest_ < low || highest_ > high) {
      highest_ = low;
    }
  }
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST: -      highest_ = value;
// SUGGEST:     for (auto seen = highest_.load(); value > seen && !highest_.compare_exchange_weak(seen, value););
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST: -      highest_ = low;
// SUGGEST: -    }
// SUGGEST:     for (auto seen = highest_.load(); (seen < low || seen > high) && !highest_.compare_exchange_weak(seen, low);) {}

private:
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'highest_', which can be atomic
  // CHECK: [[@LINE-20]]:5: note: replace the lock by compare-and-exchange here, and make 'highest_' atomic
  long highest_ = 0;
};
// SUGGEST: -  std::mutex mutex_;
// SUGGEST:   std::atomic<long> highest_ = 0;

// Reported with a note: more steps than one loop is sure to do.
class Limited {
public:
  bool enter() {
    std::lock_guard lock(mutex_);
    if (inside_ == max_)
      return false;
    ++inside_;
    return true;
  }
  void leave() {
    std::lock_guard lock(mutex_);
    --inside_;
  }

private:
  const int max_ = 3;
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'inside_', which can be atomic
  // CHECK: [[@LINE-14]]:5: note: this takes several steps, for which an atomic needs compare-and-exchange
  int inside_ = 0;
};
class Sums {
public:
  void add(int rounds) {
    std::lock_guard lock(mutex_);
    for (int i = 0; i < rounds; ++i)
      sum_ += i;
  }

private:
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'sum_', which can be atomic
  // CHECK: [[@LINE-7]]:5: note: this takes several steps, for which an atomic needs compare-and-exchange
  int sum_ = 0;
};
class Blends {
public:
  void add(double part) {
    std::lock_guard lock(mutex_);
    sum_ += part;
  }
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     for (auto seen = sum_.load(); !sum_.compare_exchange_weak(seen, seen + (part)););

private:
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'sum_', which can be atomic
  // CHECK: [[@LINE-8]]:5: note: replace the lock by compare-and-exchange here, and make 'sum_' atomic
  int sum_ = 0;
};
class Truth {
public:
  void add(bool too) {
    std::lock_guard lock(mutex_);
    all_ |= too;
  }
// SUGGEST: -  std::mutex mutex_;
// SUGGEST:   std::atomic<int> sum_ = 0;
// SUGGEST: -    std::lock_guard lock(mutex_);
// SUGGEST:     for (auto seen = all_.load(); !all_.compare_exchange_weak(seen, seen | (too)););

private:
  std::mutex mutex_;
  // CHECK: [[@LINE-1]]:14: warning: mutex 'mutex_' guards nothing but 'all_', which can be atomic
  // CHECK: [[@LINE-10]]:5: note: replace the lock by compare-and-exchange here, and make 'all_' atomic
  bool all_ = false;
};
// SUGGEST: -  std::mutex mutex_;
// SUGGEST:   std::atomic<bool> all_ = false;

// Silent: both steps, and a second value.
class Pair {
public:
  void flip() {
    std::lock_guard lock(mutex_);
    on_ = !on_;
    ++flips_;
  }

private:
  std::mutex mutex_;
  bool on_ = false;
  int flips_ = 0;
};
