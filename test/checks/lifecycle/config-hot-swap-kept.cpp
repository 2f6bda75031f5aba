// RUN: %ron_check %s ron-config-hot-swap -std=c++20
// Configurations that are swapped while others read them, where no atomic can do the same.
#include <memory>
#include <mutex>
#include <string>
#include <thread>

struct Settings {
  int limit = 1;
  std::string name;
};
struct LogOptions {
  int level = 0;
};
Settings parsed(const std::string &text);
Settings merged(const Settings &old);
void use(const Settings &);
void apply(int);
void keep(const std::shared_ptr<const Settings> &);

// Reported without a suggestion: what is read outlives the snapshot.
class Borrows {
public:
  const std::string &name() const { return current_->name; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:44: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
class BorrowsLater {
public:
  void remember() { name_ = current_->name; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:29: note: read here

private:
  std::string_view name_;
  std::shared_ptr<const Settings> current_;
};

// Reported without a suggestion: what no plain load and store does.
class Resets {
public:
  int limit() const { return current_->limit; }
  void update() { current_.reset(new Settings); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
class Raw {
public:
  int limit() const { return current_.get()->limit; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
class Hands {
public:
  void show() const { keep(current_); }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:28: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
class Merges {
public:
  int limit() const { return current_->limit; }
  void update() { current_ = std::make_shared<const Settings>(merged(*current_)); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
class Exchanges {
public:
  int limit() const { return current_->limit; }
  void update() {
    auto next = std::make_shared<const Settings>();
    std::swap(current_, next);
  // CHECK: [[@LINE-1]]:5: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-5]]:30: note: read here
  }

private:
  std::shared_ptr<const Settings> current_;
};

// Reported without a suggestion: an atomic cannot begin so, be copied, or be declared with another.
class Converts {
public:
  int limit() const { return current_->limit; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> current_ = std::make_shared<Settings>();
};
class Copied {
public:
  int limit() const { return current_->limit; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> current_;
};
Copied copy_of(const Copied &other) { return other; }
class Together {
public:
  int limit() const { return first_->limit; }
  void update() { first_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'first_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here

private:
  std::shared_ptr<const Settings> first_, second_;
};

// Reported without a suggestion: other files may know it.
std::shared_ptr<const Settings> shared = std::make_shared<const Settings>();
void reload_shared() { shared = std::make_shared<const Settings>(); } // CHECK: [[@LINE]]:24: warning: configuration 'shared' is replaced while others read it without a lock
int shared_limit() { return shared->limit; } // CHECK: [[@LINE]]:29: note: read here
class Elsewhere {
public:
  int limit() const { return current_->limit; }
  void update() { current_ = std::make_shared<const Settings>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-3]]:30: note: read here
  void other();

private:
  std::shared_ptr<const Settings> current_;
};

// Reported without a suggestion: changed in place.
class InPlace {
public:
  int limit() const { return settings_->limit; }
  void on_config_change(int limit) {
    settings_->limit = limit;
  // CHECK: [[@LINE-1]]:5: warning: configuration 'settings_' is changed in place while others read it without a lock
  // CHECK: [[@LINE-4]]:30: note: read here
  }

private:
  std::shared_ptr<Settings> settings_ = std::make_shared<Settings>();
};
class ByValue {
public:
  ByValue() : worker_([this] { apply(settings_.limit); }) {}
  int limit() const { return settings_.limit; }
  void reload(const std::string &text) {
    settings_ = parsed(text);
  // CHECK: [[@LINE-1]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  // CHECK: [[@LINE-5]]:38: note: read here
  }

private:
  Settings settings_;
  std::jthread worker_;
};
class ByPointer {
public:
  int level() const { return options_->level; }
  void reload(LogOptions *next) {
    std::lock_guard lock(mutex_);
    options_ = next;
  // CHECK: [[@LINE-1]]:5: warning: configuration 'options_' is replaced while others read it without a lock
  // CHECK: [[@LINE-5]]:30: note: read here
  }

private:
  std::mutex mutex_;
  LogOptions *options_ = nullptr;
};

// Reported once: from a macro, and in a template with two instantiations.
#define SWAP(to) to = std::make_shared<const Settings>()
class ByMacro {
public:
  void reload() {
    SWAP(settings_); // CHECK: [[@LINE]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  }
  int limit() const { return settings_->limit; } // CHECK: [[@LINE]]:30: note: read here

private:
  std::shared_ptr<const Settings> settings_;
};
template <class T> class Generic {
public:
  void reload() {
    settings_ = std::make_shared<const Settings>(); // CHECK: [[@LINE]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  }
  T limit() const { return settings_->limit; } // CHECK: [[@LINE]]:28: note: read here

private:
  std::shared_ptr<const Settings> settings_;
};
template <class T> class Holder {
public:
  void reload() {
    settings_ = std::make_shared<const T>(); // CHECK: [[@LINE]]:5: warning: configuration 'settings_' is replaced while others read it without a lock
  }
  int limit() const { return settings_->limit; } // CHECK: [[@LINE]]:30: note: read here

private:
  std::shared_ptr<const T> settings_;
};
void instantiate() {
  Generic<int> a;
  a.reload();
  a.limit();
  Generic<long> b;
  b.reload();
  b.limit();
  Holder<Settings> c;
  c.reload();
  c.limit();
}

// Reported without a suggestion: the reference to a bit outlives the snapshot, though it is no reference by its type.
#include <vector>
struct FlagOptions {
  std::vector<bool> on{true};
};
class Bits {
public:
  bool first() const {
    auto bit = (*current_).on[0];
    apply(1);
    return bit;
  }
  void update() { current_ = std::make_shared<FlagOptions>(); }
  // CHECK: [[@LINE-1]]:19: warning: configuration 'current_' is replaced while others read it without a lock
  // CHECK: [[@LINE-6]]:18: note: read here

private:
  std::shared_ptr<FlagOptions> current_ = std::make_shared<FlagOptions>();
};
