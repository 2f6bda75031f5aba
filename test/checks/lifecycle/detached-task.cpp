// RUN: %ron_check %s ron-detached-task -std=c++20
#include "mock/spawn.h"

#include <stdexcept>

namespace cobalt = boost::cobalt;
using boost::asio::detached;
void note(const std::string &);
bool chance();

// Reported: a task of its own type, whatever the library.
cobalt::task<> fails() {
  if (chance())
    throw std::runtime_error("no luck");
  co_return;
}
coro::task<> awaits() { throw co_await coro::task<int>(); }
void libraries(boost::asio::io_context &io, coro::thread_pool &pool) {
  cobalt::spawn(io, fails(), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'fails' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-7]]:5: note: an exception may come from here
  // CHECK: [[@LINE-3]]:30: note: let a handler see it, for example by ending 'run()' with it
  pool.spawn_detached(awaits());
  // CHECK: [[@LINE-1]]:3: warning: 'awaits' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-8]]:25: note: an exception may come from here
}
// SUGGEST:   cobalt::spawn(io, fails(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });

// Reported: a future that is dropped; the argument of 'async' is what runs.
int parse(const std::string &text) { return std::stoi(text); }
struct Parser {
  int base;
  int operator()(const std::string &text) const;
  int run(const std::string &text) const { return std::stoi(text, nullptr, base); }
};
void futures(const Parser &parser) {
  std::async(parse, "12");
  // CHECK: [[@LINE-1]]:3: warning: 'parse' ends in a future that is dropped: an exception that ends it is lost
  // CHECK: [[@LINE-9]]:45: note: an exception may come from here
  std::async(std::launch::async, [] { note(std::string("x").substr(1)); parse("13"); });
  // CHECK: [[@LINE-1]]:3: warning: this task ends in a future that is dropped: an exception that ends it is lost
  // CHECK: [[@LINE-2]]:73: note: an exception may come from here
  std::async(&Parser::run, &parser, "14");
  // CHECK: [[@LINE-1]]:3: warning: 'run' ends in a future that is dropped: an exception that ends it is lost
  // CHECK: [[@LINE-11]]:51: note: an exception may come from here
}

// Reported: a lazy task that nobody starts.
coro::task<> notify(int);
async_simple::coro::Lazy<int> count();
struct Service {
  folly::coro::Task<> stop();
};
void dropped(Service &service) {
  notify(1);
  // CHECK: [[@LINE-1]]:3: warning: the task that 'notify' returns is dropped before it has run
  count();
  // CHECK: [[@LINE-1]]:3: warning: the task that 'count' returns is dropped before it has run
  if (chance()) {
    service.stop();
    // CHECK: [[@LINE-1]]:5: warning: the task that 'stop' returns is dropped before it has run
  }
  for (int i = 0; i < 3; ++i) {
    notify(i);
    // CHECK: [[@LINE-1]]:5: warning: the task that 'notify' returns is dropped before it has run
  }
}
coro::task<> dropped_in_coroutine() {
  notify(2);
  // CHECK: [[@LINE-1]]:3: warning: the task that 'notify' returns is dropped before it has run
  co_await notify(3);
}

// Reported once: a template with two instantiations, in the macro's use, a lambda in a coroutine.
template <class T> cobalt::task<> generic(T value) {
  if (value)
    throw value;
  co_return;
}
template <class T> void start_generic(boost::asio::io_context &io, T value) {
  cobalt::spawn(io, generic(value), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'generic' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-6]]:5: note: an exception may come from here
  // CHECK: [[@LINE-3]]:37: note: let a handler see it, for example by ending 'run()' with it
}
template void start_generic(boost::asio::io_context &, int);
template void start_generic(boost::asio::io_context &, long);
// SUGGEST:   cobalt::spawn(io, generic(value), [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });

#define START(TASK) boost::cobalt::spawn(io, TASK, boost::asio::detached)
void macro(boost::asio::io_context &io) {
  START(fails());
  // CHECK: [[@LINE-1]]:3: warning: 'fails' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-80]]:5: note: an exception may come from here
  // CHECK: [[@LINE-3]]:3: note: let a handler see it, for example by ending 'run()' with it
}
cobalt::task<> nested(boost::asio::io_context &io) {
  auto start = [&io] { cobalt::spawn(io, fails(), detached); };
  // CHECK: [[@LINE-1]]:24: warning: 'fails' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-86]]:5: note: an exception may come from here
  // CHECK: [[@LINE-3]]:51: note: let a handler see it, for example by ending 'run()' with it
  start();
  co_return;
}
// SUGGEST:   auto start = [&io] { cobalt::spawn(io, fails(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); }); };

// Silent: nothing ends it with an exception.
cobalt::task<> calm(std::vector<std::string> lines) {
  for (const std::string &line : lines)
    note(line);
  co_return;
}
cobalt::task<> caught() {
  try {
    co_await fails();
  } catch (const std::runtime_error &error) {
    note(error.what());
  } catch (...) {
    note("failed");
  }
}
cobalt::task<> returns_early() {
  if (chance())
    co_return;
  [[maybe_unused]] const auto thrower = [] { throw 1; };
  if constexpr (sizeof(int) == 1)
    throw 2;
}
cobalt::task<> only_starts(boost::asio::io_context &io) {
  cobalt::spawn(io, caught(), detached);
  const auto late = fails();
  co_return;
}
void calm_ones(boost::asio::io_context &io, coro::thread_pool &pool) {
  cobalt::spawn(io, calm({"a"}), detached);
  cobalt::spawn(io, caught(), detached);
  cobalt::spawn(io, returns_early(), detached);
  cobalt::spawn(io, only_starts(io), detached);
  pool.spawn_detached(notify(4));
}

// Silent: somebody is told, the task is kept, or the drop is said aloud.
cobalt::task<> told(boost::asio::io_context &io, const Parser &parser) {
  cobalt::spawn(io, fails(), [](std::exception_ptr) {});
  auto kept = std::async(parse, "15");
  std::async(parse, "16").get();
  (void)std::async(parse, "17");
  std::async(note, "18");
  std::async(parser, "19");
  auto later = notify(5);
  std::vector<coro::task<>> all;
  all.emplace_back(notify(5));
  (void)notify(6);
  co_await cobalt::gather(fails(), fails());
  std::thread(parse, "20").detach();
}

// Silent: allowed, with a reason.
void allowed(boost::asio::io_context &io) {
  cobalt::spawn(io, fails(), detached); // NOLINT(ron-detached-task)
  // ron-allow(detached-task): a hint for the cache, of no use when it fails
  cobalt::spawn(io, fails(), detached);
  notify(7); // ron-allow(ron-detached-task): only its construction is measured here
}
