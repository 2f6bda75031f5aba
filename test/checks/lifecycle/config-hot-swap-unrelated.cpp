// RUN: %ron_check %s ron-config-hot-swap -std=c++20
// Members that are no shared configuration, and what else may change as it does.
#include "mock/coroutine.h"
#include <atomic>
#include <memory>
#include <string>

struct Settings {
  int limit = 1;
  std::string name;
};
void use(const Settings &);

// Silent: taken away at the end.
class Ends {
public:
  void stop() { settings_ = nullptr; }
  void close() { settings_.reset(); }
  int limit() const { return settings_ ? settings_->limit : 0; }

private:
  std::shared_ptr<const Settings> settings_;
};

// Silent: a configuration changes its own parts, and builders build.
struct ServerConfig {
  void update() { settings = std::make_shared<const Settings>(); }
  int limit() const { return settings->limit; }
  std::shared_ptr<const Settings> settings;
};
class ClientBuilder {
public:
  void update() { settings_ = std::make_shared<const Settings>(); }
  int limit() const { return settings_->limit; }

private:
  std::shared_ptr<const Settings> settings_;
};

// Silent: a configuration that synchronises itself, changed in place.
struct LiveSettings {
  std::atomic<int> limit = 1;
};
class Live {
public:
  void reload() { settings_->limit = 2; }
  int limit() const { return settings_->limit; }

private:
  std::shared_ptr<LiveSettings> settings_ = std::make_shared<LiveSettings>();
};

// Silent: nobody else reads it here (nothing is read for its size), and a local one.
class Unread {
public:
  void reload() {
    settings_ = std::make_shared<const Settings>();
    use(*settings_);
  }
  unsigned size() const { return sizeof(settings_->limit); }

private:
  std::shared_ptr<const Settings> settings_;
};
void local() {
  Settings settings;
  const auto update = [&] { settings.limit = 3; };
  update();
  use(settings);
}

// Silent: of another object, which its own class judges.
class Other {
public:
  void reload(Other &other) { other.settings_ = std::make_shared<const Settings>(); }
  int limit() const { return settings_->limit; }

private:
  std::shared_ptr<const Settings> settings_;
};

// Silent: another type of thing.
struct Table {
  int rows;
};
class Tables {
public:
  void reload() { table_ = std::make_shared<const Table>(); }
  int rows() const { return table_->rows; }

private:
  std::shared_ptr<const Table> table_;
};

// Silent: each thread has its own.
thread_local std::shared_ptr<const Settings> of_thread;
void reload_mine() { of_thread = std::make_shared<const Settings>(); }
int limit_of_mine() { return of_thread->limit; }

// Silent: runs on one strand.
struct strand {};
class OnStrand {
public:
  task<> reload() {
    co_await next();
    settings_ = std::make_shared<const Settings>();
  }
  int limit() const { return settings_->limit; }

private:
  strand strand_;
  std::shared_ptr<const Settings> settings_;
};

// Silent: suppressed.
class Allowed {
public:
  void reload() {
    settings_ = std::make_shared<const Settings>(); // NOLINT(ron-config-hot-swap)
  }
  void replace() {
    // ron-allow(config-hot-swap): called while no request is served
    other_ = std::make_shared<const Settings>();
  }
  int limit() const { return settings_->limit + other_->limit; }

private:
  std::shared_ptr<const Settings> settings_, other_;
};
