// RUN: %ron_check %s ron-config-hot-swap -std=c++20
// Configurations that are swapped while others read them, and what a person may accept instead.
#include "mock/coroutine.h"
#include <memory>
#include <string>
// SUGGEST: #include <atomic>

struct Settings {
  int limit = 1;
  std::string name;
};
struct LogOptions {
  int level = 0;
};
Settings parsed(const std::string &text);
void use(const Settings &);
void apply(int);

// Suggested: a snapshot that a member function replaces.
class Store {
public:
  explicit Store(Settings initial) : current_(std::make_shared<const Settings>(initial)) {}
  std::shared_ptr<const Settings> current() const { return current_; }
  int limit() const { return current_->limit; }
  void reload(const std::string &text) {
    auto next = std::make_shared<const Settings>(parsed(text));
    current_ = std::move(next);
  }
  void show() const {
    use(*current_);
    if (current_ && current_ != nullptr)
      apply((*current_).limit);
    const auto held = current_;
    const std::string name = held->name + current_->name;
  }
  void stop() { current_ = nullptr; }
// SUGGEST:   std::shared_ptr<const Settings> current() const { return current_.load(); }
// SUGGEST:   int limit() const { return current_.load()->limit; }
// SUGGEST:     current_.store(std::move(next));
// SUGGEST:     use(*current_.load());
// SUGGEST:     if (current_.load() && current_.load() != nullptr)
// SUGGEST:       apply((*current_.load()).limit);
// SUGGEST:     const auto held = current_.load();
// SUGGEST:     const std::string name = held->name + current_.load()->name;
// SUGGEST:   void stop() { current_.store(nullptr); }

private:
  std::shared_ptr<const Settings> current_;
  // CHECK: [[@LINE-22]]:5: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-27]]:60: note: read here
  // CHECK: [[@LINE-3]]:35: note: make 'current_' a 'std::atomic' that is loaded and stored as a whole
};
// SUGGEST:   std::atomic<std::shared_ptr<const Settings>> current_;

// Suggested: what a lambda replaces, with a setter that nobody is told about.
class Setter {
public:
  void set(std::shared_ptr<const Settings> to) { this->now_ = std::move(to); }
  int limit() const {
    return this->now_->limit;
  }
  auto on_signal() {
    return [this] { now_ = std::make_shared<const Settings>(); };
  }
// SUGGEST:   void set(std::shared_ptr<const Settings> to) { this->now_.store(std::move(to)); }
// SUGGEST:     return this->now_.load()->limit;
// SUGGEST:     return [this] { now_.store(std::make_shared<const Settings>()); };

private:
  std::shared_ptr<const Settings> now_{std::make_shared<const Settings>()};
  // CHECK: [[@LINE-8]]:21: warning: configuration 'now_' is replaced while others read it without a lock
  // CHECK: [[@LINE-12]]:12: note: read here
  // CHECK: [[@LINE-3]]:35: note: make 'now_' a 'std::atomic' that is loaded and stored as a whole
};
// SUGGEST:   std::atomic<std::shared_ptr<const Settings>> now_{std::make_shared<const Settings>()};

// Suggested: of internal linkage; what is behind it stays as changeable as it was.
static std::shared_ptr<LogOptions> log_options = std::make_shared<LogOptions>();
void refresh_log() { log_options = std::make_shared<LogOptions>(); }
int log_level() { return log_options->level; }
  // CHECK: [[@LINE-2]]:22: warning: configuration 'log_options' is replaced while others read it without a lock
  // CHECK: [[@LINE-2]]:26: note: read here
  // CHECK: [[@LINE-5]]:36: note: make 'log_options' a 'std::atomic' that is loaded and stored as a whole
// SUGGEST: static std::atomic<std::shared_ptr<LogOptions>> log_options = std::make_shared<LogOptions>();
// SUGGEST: void refresh_log() { log_options.store(std::make_shared<LogOptions>()); }
// SUGGEST: int log_level() { return log_options.load()->level; }

// Suggested: in the place of the functions that came before.
class Deprecated {
public:
  std::shared_ptr<Settings> get() const { return std::atomic_load(&settings_); }
  void set(std::shared_ptr<Settings> to) {
    std::atomic_store(&settings_, std::move(to)); // CHECK: [[@LINE]]:5: warning: configuration 'settings_' is swapped by a function that C++26 takes away
  }
// SUGGEST:   std::shared_ptr<Settings> get() const { return settings_.load(); }
// SUGGEST:     settings_.store(std::move(to));

private:
  std::shared_ptr<Settings> settings_; // CHECK: [[@LINE]]:29: note: make 'settings_' a 'std::atomic' that is loaded and stored as a whole
};
// SUGGEST:   std::atomic<std::shared_ptr<Settings>> settings_;

// Reported: one reader has forgotten them.
class Forgotten {
public:
  std::shared_ptr<Settings> get() const { return settings_; }
  void set(std::shared_ptr<Settings> to) {
    std::atomic_store(&settings_, std::move(to));
  }
// SUGGEST:   std::shared_ptr<Settings> get() const { return settings_.load(); }
// SUGGEST:     settings_.store(std::move(to));

private:
  std::shared_ptr<Settings> settings_;
  // CHECK: [[@LINE-7]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  // CHECK: [[@LINE-10]]:50: note: read here
  // CHECK: [[@LINE-3]]:29: note: make 'settings_' a 'std::atomic' that is loaded and stored as a whole
};
// SUGGEST:   std::atomic<std::shared_ptr<Settings>> settings_;

// Reported: a coroutine in which a lambda swaps, and a lambda that is one.
class Coroutines {
public:
  task<> follow() {
    co_await next();
    settings_ = std::make_shared<Settings>(); // CHECK: [[@LINE]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  }
  auto follower() {
    return [this]() -> task<> {
      co_await next();
      const auto swap = [this] { other_ = std::make_shared<Settings>(); };
      swap();
    };
  }
  int limit() const { return settings_->limit + other_->limit; } // CHECK: [[@LINE]]:30: note: read here
// SUGGEST:     settings_.store(std::make_shared<Settings>());
// SUGGEST:       const auto swap = [this] { other_.store(std::make_shared<Settings>()); };
// SUGGEST:   int limit() const { return settings_.load()->limit + other_.load()->limit; }

private:
  std::shared_ptr<Settings> settings_; // CHECK: [[@LINE]]:29: note: make 'settings_' a 'std::atomic' that is loaded and stored as a whole
  std::shared_ptr<Settings> other_;
  // CHECK: [[@LINE-12]]:34: warning: configuration 'other_' is replaced while others read it without a lock
  // CHECK: [[@LINE-9]]:49: note: read here
  // CHECK: [[@LINE-3]]:29: note: make 'other_' a 'std::atomic' that is loaded and stored as a whole
};
// SUGGEST:   std::atomic<std::shared_ptr<Settings>> settings_;
// SUGGEST:   std::atomic<std::shared_ptr<Settings>> other_;
