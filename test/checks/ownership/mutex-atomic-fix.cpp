// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// Every form of one step, and how it is written with an atomic.
#include <cstdint>
#include <mutex>
#include <utility>
// FIX: #include <atomic>

namespace {
long taken(long);
} // namespace

// Fixed: looks, stores, counts and exchanges.
class Forms {
public:
  Forms(long start) : value_{start} {}
  auto look() const {
    std::lock_guard lock(mutex_);
    auto now = value_;
    return now;
  }
  bool compare(long with) const {
    std::lock_guard lock(mutex_);
    return this->value_ == with ? true : false;
  }
  void store(long to) {
    std::lock_guard lock(mutex_);
    this->value_ = to;
  }
  long count() {
    std::lock_guard lock(mutex_);
    return ++value_;
  }
  long add(long n) {
    std::lock_guard lock(mutex_);
    return value_ += n;
  }
  void bits(long mask) {
    std::lock_guard lock(mutex_);
    value_ &= mask;
  }
  long swap(long with) {
    std::lock_guard lock(mutex_);
    return std::exchange(value_, with);
  }
  long unlocked() const { return value_; }
// FIX: -    std::lock_guard lock(mutex_);
// FIX:     auto now = value_.load();
// FIX: -    std::lock_guard lock(mutex_);
// FIX:     return this->value_.load() == with ? true : false;
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    std::lock_guard lock(mutex_);
// FIX:     return value_.exchange(with);
// FIX:   long unlocked() const { return value_.load(); }

private:
  mutable std::mutex mutex_;  // CHECK: [[@LINE]]:22: warning: mutex 'mutex_' guards nothing but 'value_', which can be atomic
  long value_;
};
// FIX: -  long value_;
// FIX:   std::atomic<long> value_;

// Fixed: a pointer, a type with 'const' in front, and one that a class of this file keeps to itself.
class Pointer {
public:
  void set(const char *to) {
    std::lock_guard lock(mutex_);
    name_ = to;
  }
  const char *get() const {
    std::lock_guard lock(mutex_);
    return name_;
  }
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -    std::lock_guard lock(mutex_);
// FIX:     return name_.load();

private:
  mutable std::mutex mutex_;  // CHECK: [[@LINE]]:22: warning: mutex 'mutex_' guards nothing but 'name_', which can be atomic
  const char *name_ = "none";
};
class Mutable {
public:
  std::uint64_t next() const {
    std::lock_guard lock(mutex_);
    return last_++;
  }
// FIX: -  const char *name_ = "none";
// FIX:   std::atomic<const char *> name_ = "none";
// FIX: -    std::lock_guard lock(mutex_);

private:
  mutable std::mutex mutex_;  // CHECK: [[@LINE]]:22: warning: mutex 'mutex_' guards nothing but 'last_', which can be atomic
  mutable std::uint64_t last_{0};
};
// FIX: -  mutable std::uint64_t last_{0};
// FIX:   mutable std::atomic<std::uint64_t> last_{0};

// Fixed: a step under a condition of its own.
class Conditional {
public:
  void add(int n, bool twice) {
    std::lock_guard lock(mutex_);
    if (n > 0)
      total_ += twice ? 2 * n : n;
  }
  int drop() {
    int was = 0;
    {
      std::lock_guard lock(mutex_);
      was = std::exchange(total_, 0);
    }
    return was;
  }
// FIX: -    std::lock_guard lock(mutex_);
// FIX: -      std::lock_guard lock(mutex_);
// FIX:       was = total_.exchange(0);

private:
  std::mutex mutex_;  // CHECK: [[@LINE]]:14: warning: mutex 'mutex_' guards nothing but 'total_', which can be atomic
  int total_ = 0;
};
// FIX: -  int total_ = 0;
// FIX:   std::atomic<int> total_ = 0;

// Silent: a reference to the result is kept.
class Kept {
public:
  int &count() {
    std::lock_guard lock(mutex_);
    return ++count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};

// Silent: exchanged by other means.
class Swaps {
public:
  void swap(int &with) {
    std::lock_guard lock(mutex_);
    std::swap(count_, with);
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
