// RUN: %ron_check %s ron-config-hot-swap -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-config-hot-swap -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-config-hot-swap.ConfigTypes: "+Limits", ron-config-hot-swap.ReloadFunctions: "+*tune*"}}'
// The types that are configurations, and the functions that reload them.
#include <memory>

struct Limits {
  int rate = 1;
};
struct Options {
  int rate = 1;
};

// A type of one's own.
class Store {
public:
  int rate() const { return limits_->rate; }
  void replace() { limits_.reset(new Limits); }
  // CHECK-OWN: [[@LINE-1]]:20: warning: configuration 'limits_' is replaced while others read it without a lock
  // CHECK-OWN: [[@LINE-3]]:29: note: read here

private:
  std::shared_ptr<const Limits> limits_;
};

// A function of one's own.
class Tuned {
public:
  int rate() const { return options_->rate; }
  void tune() { options_->rate = 2; }
  // CHECK-OWN: [[@LINE-1]]:17: warning: configuration 'options_' is changed in place while others read it without a lock
  // CHECK-OWN: [[@LINE-3]]:29: note: read here

private:
  std::shared_ptr<Options> options_ = std::make_shared<Options>();
};

// Either way: what the defaults know.
class Known {
public:
  int rate() const { return options_->rate; }
  void refresh() { options_->rate = 2; }
  // CHECK: [[@LINE-1]]:20: warning: configuration 'options_' is changed in place while others read it without a lock
  // CHECK: [[@LINE-3]]:29: note: read here

private:
  std::shared_ptr<Options> options_ = std::make_shared<Options>();
};
