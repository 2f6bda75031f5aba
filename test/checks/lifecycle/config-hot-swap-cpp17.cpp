// RUN: %ron_check %s ron-config-hot-swap -std=c++17
// Before C++20 nothing can stand in the place of the functions for a 'shared_ptr', and there is nothing to suggest.
#include <memory>

struct Settings {
  int limit = 1;
};

// Silent: all that there is.
class Functions {
public:
  std::shared_ptr<const Settings> get() const { return std::atomic_load(&settings_); }
  void reload() { std::atomic_store(&settings_, std::make_shared<const Settings>()); }

private:
  std::shared_ptr<const Settings> settings_;
};

// Reported without a suggestion.
class Plain {
public:
  std::shared_ptr<const Settings> get() const { return settings_; }
  void reload() { settings_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'settings_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:56: note: read here

private:
  std::shared_ptr<const Settings> settings_;
};
