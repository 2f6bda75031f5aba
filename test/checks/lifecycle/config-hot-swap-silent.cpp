// RUN: %ron_check %s ron-config-hot-swap -std=c++20
// Configurations that nobody sees change, or that may change as they do.
#include "mock/coroutine.h"
#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Settings {
  int limit = 1;
  std::string name;
};
struct LogOptions {
  int level = 0;
};
Settings parsed(const std::string &text);
void use(const Settings &);

// Silent: everybody takes the lock, also when a function of the class does so for another.
class Locked {
public:
  int limit() const {
    std::lock_guard lock(mutex_);
    return limit_now();
  }
  void reload(std::shared_ptr<const Settings> next) {
    std::lock_guard lock(mutex_);
    settings_ = std::move(next);
  }

private:
  int limit_now() const { return settings_->limit; }
  mutable std::mutex mutex_;
  std::shared_ptr<const Settings> settings_;
};
class EarlyExits {
public:
  int limit(bool now) const {
    if (!now)
      return 0;
    mutex_.lock();
    const int limit = settings_->limit;
    mutex_.unlock();
    return limit;
  }
  void reload(bool now) {
    if (!now)
      throw now;
    std::unique_lock lock(mutex_);
    settings_ = std::make_shared<const Settings>();
  }

private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Settings> settings_;
};

// Silent: the compiler watches over the lock.
class Guarded {
public:
  void reload() { settings_ = std::make_shared<const Settings>(); }
  int limit() const { return settings_->limit; }

private:
  struct __attribute__((capability("mutex"))) Mutex {
  } mutex_;
  std::shared_ptr<const Settings> settings_ __attribute__((guarded_by(mutex_)));
};

// Silent: atomic already.
class Atomic {
public:
  int limit() const { return settings_.load()->limit; }
  void reload(std::shared_ptr<const Settings> next) { settings_.store(std::move(next)); }

private:
  std::atomic<std::shared_ptr<const Settings>> settings_;
};

// Silent: given at construction, or set up before anybody reads.
class Constructed {
public:
  explicit Constructed(Settings settings) : settings_(std::move(settings)) {
    const auto raise = [this] { settings_.limit = 2; };
    raise();
  }
  int limit() const { return settings_.limit; }

private:
  Settings settings_;
  std::jthread worker_;
};
class SetUp {
public:
  SetUp() { choose(); }
  void init() { settings_ = std::make_shared<const Settings>(); }
  int limit() const { return settings_->limit; }

private:
  void choose() { settings_ = std::make_shared<const Settings>(); }
  std::shared_ptr<const Settings> settings_;
};

// Silent: setters, which may well come before anybody reads.
class Client {
public:
  void set_limit(int limit) { settings_.limit = limit; }
  void set_options(LogOptions options) { options_ = options; }
  void set_shared(std::shared_ptr<Settings> to) { shared_ = std::move(to); }
  void with(std::shared_ptr<const Settings> to) { constant_ = to; }
  void set_default() { constant_ = std::make_shared<const Settings>(); }
  int limit() const { return settings_.limit + options_.level + shared_->limit + constant_->limit; }

private:
  Settings settings_;
  LogOptions options_;
  std::shared_ptr<Settings> shared_;
  std::shared_ptr<const Settings> constant_;
  std::jthread worker_;
};

// Silent: nothing shows that there is another thread.
class OneThread {
public:
  void update(int limit) { settings_.limit = limit; }
  void reload(LogOptions *to) { options_ = to; }
  int limit() const { return settings_.limit + options_->level; }

private:
  Settings settings_;
  LogOptions *options_ = nullptr;
};

// Silent: what is not constant, changed by a function like any other.
class Ordinary {
public:
  void grow() { settings_->limit += 1; }
  void replace() { settings_ = std::make_shared<Settings>(); }
  void all(const std::vector<int> &limits) {
    std::for_each(limits.begin(), limits.end(), [this](int limit) { settings_->limit += limit; });
  }
  int limit() const { return settings_->limit; }

private:
  std::shared_ptr<Settings> settings_;
};

// Silent: read by those that bring things up only, or by a test.
struct Test {};
class Suite : public Test {
public:
  void start() { use(*settings_); }
  void TestBody() { use(*settings_); }
  void reload() { settings_ = std::make_shared<const Settings>(); }
  ~Suite() { use(*settings_); }

private:
  std::shared_ptr<const Settings> settings_;
};
class Once {
public:
  void prepare() {
    std::call_once(once_, [this] { settings_ = std::make_shared<const Settings>(); });
  }
  int limit() const { return settings_->limit; }

private:
  std::once_flag once_;
  std::shared_ptr<const Settings> settings_;
};

// Silent: const, or mutable for all the world, which is another rule's.
class Constant {
public:
  void reload() { copy_ = *settings_; }
  int limit() const { return settings_->limit + copy_.limit; }

private:
  const std::shared_ptr<const Settings> settings_;
  Settings copy_;
};
static Settings of_program;
void reload_program() { of_program = parsed(""); }
int limit_of_program() { return of_program.limit; }

// Silent: a coroutine and a lambda in it that change what is theirs.
task<> own(std::shared_ptr<const Settings> settings) {
  Settings copy = *settings;
  const auto raise = [&copy] { copy.limit = 2; };
  co_await next();
  raise();
  settings = std::make_shared<const Settings>(copy);
  const auto follow = [](std::shared_ptr<Settings> given) -> task<> {
    co_await next();
    given = std::make_shared<Settings>();
    given->limit = 1;
  };
  co_await follow(nullptr);
}

// Silent: a macro, and a template with two instantiations.
#define LOCKED_SWAP(to)                                                                                                \
  std::lock_guard lock(mutex_);                                                                                        \
  to = std::make_shared<const Settings>()
template <class T> class Generic {
public:
  void reload() { LOCKED_SWAP(settings_); }
  T limit() const {
    std::lock_guard lock(mutex_);
    return settings_->limit;
  }

private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Settings> settings_;
};
void instantiate() {
  Generic<int> a;
  a.reload();
  a.limit();
  Generic<long> b;
  b.reload();
  b.limit();
}
