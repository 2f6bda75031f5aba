// RUN: %ron_check %s ron-owned-bytes -std=c++20
#include "mock/spawn.h"
#include "mock/view.h"

#include <span>
#include <string_view>

namespace cobalt = boost::cobalt;
using boost::asio::detached;
using coro::task;
void say(std::string_view);
task<> tell(std::string_view);
coro::thread_pool &pool();

// Silent: literals and statics, members and what others own, moved-in values.
const std::string global = "x";
task<> owning(std::string name, std::shared_ptr<std::string> shared) { say(name + *shared); co_return; }
task<> lasting(std::string_view name, const std::string &other) { co_await tell(name); say(other); }
struct Service {
  std::string name_;
  std::shared_ptr<std::string> shared_;
  void start(const std::string &given, std::string_view view, std::string *pointer) {
    static const std::string constant = "y";
    pool().spawn_detached(lasting("literal", global));
    pool().spawn_detached(lasting(constant, name_));
    pool().spawn_detached(lasting(name_, this->name_));
    pool().spawn_detached(lasting(view, given));
    pool().spawn_detached(lasting(*pointer, *shared_));
    auto shared = std::make_shared<std::string>("x");
    pool().spawn_detached(lasting(*shared, *shared));
    auto own = std::make_unique<std::string>("x");
    pool().spawn_detached(lasting(*own, *own));
    pool().spawn_detached(owning(std::string("x"), shared));
    const std::string_view alias = "literal";
    pool().spawn_detached(lasting(alias, global));
  }
};

// Silent: something waits before the local ends, or the event loop ends with it.
struct Loop {
  void run();
  Loop();
};
struct Latch {
  void wait();
};
void waits(Latch &done) {
  const std::string name = "x";
  pool().spawn_detached(lasting(name, name));
  done.wait();
}
int run_to_end(const std::vector<std::string> &names) {
  Loop loop;
  std::string local = "x";
  for (const std::string &name : names)
    pool().spawn_detached(lasting(name, local));
  return 0;
}
void shuts_down() {
  const std::string name = "x";
  pool().spawn_detached(lasting(name, name));
  pool().shutdown();
}
void own_pool() {
  const std::string name = "x";
  auto own = std::make_unique<coro::thread_pool>();
  own->spawn_detached(lasting(name, name));
}
task<> suspends() {
  const std::string name = "x";
  pool().spawn_detached(lasting(name, name));
  co_await tell("x");
}
task<> suspends_in_loop() {
  const std::string name = "x";
  for (int i = 0; i < 3; ++i) {
    co_await tell("x");
    pool().spawn_detached(lasting(name, name));
  }
}

// Silent: a dropped lazy task never runs; a function that takes the task may wait for it; no coroutine.
void wait_for(task<> &&);
task<> plain(std::string_view name);
void elsewhere() {
  lasting(std::string("x"), "y");
  wait_for(lasting(std::string("x"), "y"));
  pool().spawn_detached(plain(std::string("x")));
}

// Silent: a mutable reference is shared on purpose; captures and other lambdas' locals are not the function's.
task<> mutates(std::string &name) { name += "x"; co_return; }
void captures() {
  std::string name = "x";
  pool().spawn_detached(mutates(name));
  auto start = [name] { pool().spawn_detached(lasting(name, name)); };
  auto refer = [&] { pool().spawn_detached(lasting(name, name)); };
  start();
  refer();
}
