// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// Locks that have the value in them.
#include "mock/locked_values.h"
#include <atomic>
#include <string>

void notify();
void lend(folly::Synchronized<int> &);

// Fixed: folly's, one step at a time.
class Requests {
public:
  Requests() = default;
  Requests(const Requests &) = delete;
  void add() { ++*count_.wlock(); }
  void add(int n) { *count_.wlock() += n; }
  void reset() { *count_.wlock() = 0; }
  void set(int n) { count_ = n; }
  int count() const { return *count_.rlock(); }
  int copy() const { return count_.copy(); }
  int drain() { return count_.exchange(0); }
// FIX:   void add() { ++count_; }
// FIX:   void add(int n) { count_ += n; }
// FIX:   void reset() { count_ = 0; }
// FIX:   int count() const { return count_.load(); }
// FIX:   int copy() const { return count_.load(); }

private:
  folly::Synchronized<int> count_{0};  // CHECK: [[@LINE]]:28: warning: 'count_' is a lock around one value, which can be atomic
};
// FIX:   std::atomic<int> count_{0};

// Fixed: of internal linkage, with a mutex of its choice, and local.
static folly::Synchronized<bool, folly::SharedMutex> stopping;  // CHECK: [[@LINE]]:54: warning: 'stopping' is a lock around one value, which can be atomic
void stop() { *stopping.lock() = true; }
bool stopped() { return *stopping.rlock(); }
int counts() {
  folly::Synchronized<long> seen{0};  // CHECK: [[@LINE]]:29: warning: 'seen' is a lock around one value, which can be atomic
  const auto see = [&seen] { ++*seen.wlock(); };
  see();
  return seen.copy() > 0;
}
// FIX: static std::atomic<bool> stopping;
// FIX: void stop() { stopping = true; }
// FIX: bool stopped() { return stopping.load(); }
// FIX:   std::atomic<long> seen{0};
// FIX:   const auto see = [&seen] { ++seen; };
// FIX:   return seen.load() > 0;

// Fixed: boost's.
class Switch {
public:
  Switch(const Switch &) = delete;
  void on() { *on_ = true; }
  void off() { on_ = false; }
  bool is_on() const { return on_.get(); }
  bool is_on_now() { return *on_; }
// FIX:   void on() { on_ = true; }
// FIX:   bool is_on() const { return on_.load(); }
// FIX:   bool is_on_now() { return on_.load(); }

private:
  boost::synchronized_value<bool> on_;  // CHECK: [[@LINE]]:35: warning: 'on_' is a lock around one value, which can be atomic
};
// FIX:   std::atomic<bool> on_;

// Reported without a fix: the class is copied, and an atomic is not.
class Copied {
public:
  void add() { ++*count_.wlock(); }
  Copied twin() const { return *this; }

private:
  folly::Synchronized<int> count_{0};  // CHECK: [[@LINE]]:28: warning: 'count_' is a lock around one value, which can be atomic
};

// Reported without a fix: in several steps, in a function of its own, or by a guard with a name.
class Steps {
public:
  bool enter() {
    auto inside = inside_.wlock();
    if (*inside >= 3)
      return false;
    ++*inside;
    return true;
  }
  int inside() const { return inside_.copy(); }

private:
  folly::Synchronized<int> inside_{0};
  // CHECK: [[@LINE-1]]:28: warning: 'inside_' is a lock around one value, which can be atomic
  // CHECK: [[@LINE-10]]:5: note: this takes several steps, for which an atomic needs compare-and-exchange
};
class Functions {
public:
  void add() {
    count_.withWLock([](auto &count) { ++count; });
  }
  int count() const {
    return count_.withRLock([](int count) { return count; });
  }

private:
  folly::Synchronized<int> count_{0};  // CHECK: [[@LINE]]:28: warning: 'count_' is a lock around one value, which can be atomic
};
class Guards {
public:
  void set(int to) {
    auto level = level_.synchronize();
    *level = to;
  }

private:
  boost::synchronized_value<int> level_;  // CHECK: [[@LINE]]:34: warning: 'level_' is a lock around one value, which can be atomic
};

// Silent: more than one scalar, or another kind of value.
struct Stats {
  int hits, misses;
};
class Others {
public:
  void hit() { ++stats_.wlock()->hits; }
  void name(const std::string &n) { *name_.wlock() = n; }
  void ratio(double r) { *ratio_.wlock() = r; }

private:
  folly::Synchronized<Stats> stats_{{0, 0}};
  folly::Synchronized<std::string> name_;
  folly::Synchronized<double> ratio_;
};

// Silent: other work while it is locked.
class Works {
public:
  void add() {
    auto count = count_.wlock();
    ++*count;
    notify();
  }
  void run() {
    runs_.withWLock([](auto &runs) {
      ++runs;
      notify();
    });
  }

private:
  folly::Synchronized<int> count_{0};
  folly::Synchronized<int> runs_{0};
};

// Silent: handed out, or anybody's.
class Lends {
public:
  void add() { ++*count_.wlock(); }
  void pass() { lend(count_); }
  folly::LockedPtr<int> hold() { return held_.wlock(); }
  int &refer() { return *referred_.wlock(); }
  void swap(int &n) { swapped_.swap(n); }

private:
  folly::Synchronized<int> count_{0};
  folly::Synchronized<int> held_{0};
  folly::Synchronized<int> referred_{0};
  folly::Synchronized<int> swapped_{0};
};
struct Public {
  void add() { ++*count.wlock(); }
  folly::Synchronized<int> count{0};
};
folly::Synchronized<int> global{0};
void add_global() { ++*global.wlock(); }

// Silent: suppressed.
class Allowed {
public:
  void add() { ++*count_.wlock(); }

private:
  folly::Synchronized<int> count_{0}; // NOLINT(ron-mutex-atomic)
};

// Silent: a template of locks.
template <class T> class Generic {
public:
  void set(T to) { *value_.wlock() = to; }

private:
  folly::Synchronized<T> value_;
};
void instantiate() {
  Generic<int>().set(1);
  Generic<bool>().set(true);
}
