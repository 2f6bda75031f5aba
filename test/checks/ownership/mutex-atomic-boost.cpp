// RUN: %ron_check %s ron-mutex-atomic -std=c++17
// Boost's own synchronized_value, before C++20.
#define BOOST_THREAD_VERSION 4
#include <boost/thread/synchronized_value.hpp>
#include <string>
// FIX: #include <atomic>

// Fixed: one step at a time.
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
  boost::synchronized_value<bool> on_{false};  // CHECK: [[@LINE]]:35: warning: 'on_' is a lock around one value, which can be atomic
};
// FIX:   std::atomic<bool> on_{false};

// Fixed: it begins with zero, which before C++20 has to be said.
class Count {
public:
  Count(const Count &) = delete;
  void add() { ++*count_; }
// FIX:   void add() { ++count_; }

private:
  boost::synchronized_value<int> count_;  // CHECK: [[@LINE]]:34: warning: 'count_' is a lock around one value, which can be atomic
};
// FIX:   std::atomic<int> count_{};

// Reported without a fix: by a guard with a name.
class Level {
public:
  void raise(int by) {
    auto level = level_.synchronize();
    *level += by;
  }

private:
  boost::synchronized_value<int> level_;  // CHECK: [[@LINE]]:34: warning: 'level_' is a lock around one value, which can be atomic
};

// Silent: no scalar, and a lock of two.
class Name {
public:
  void set(const std::string &to) { name_ = to; }
  void swap(Name &other) { name_.swap(other.name_); }

private:
  boost::synchronized_value<std::string> name_;
};
class Sum {
public:
  int both() {
    auto left = left_.synchronize();
    auto right = right_.synchronize();
    return *left + *right;
  }

private:
  boost::synchronized_value<int> left_, right_;
};
