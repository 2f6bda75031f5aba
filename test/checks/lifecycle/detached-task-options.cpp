// RUN: %ron_check %s ron-detached-task -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-detached-task -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-detached-task.SpawnFunctions: "+own::run_detached;+own::run", ron-detached-task.LazyTypes: "+own::job", ron-detached-task.ErrorHandler: "own::log_failure(\"task\")"}}'
#include "mock/spawn.h"

namespace own {
template <class T = void> struct job : spawn_mock::awaitable_of<T> {
  using promise_type = spawn_mock::promise<job, T>;
};
void run_detached(job<>);
void run(job<>);
void (*log_failure(const char *))(std::exception_ptr);
} // namespace own
using boost::asio::detached;

own::job<> fails() {
  throw 1;
  co_return;
}
boost::cobalt::task<> fails_too() {
  throw 1;
  co_return;
}
boost::cobalt::task<int> fails_with_result() {
  throw 1;
  co_return 0;
}

void start(boost::asio::io_context &io) {
  own::run_detached(fails()); // CHECK-OWN: [[@LINE]]:3: warning: 'fails' is detached: an exception that ends it is lost
  // CHECK-OWN: [[@LINE-14]]:3: note: an exception may come from here
  own::run(fails());
  fails(); // CHECK-OWN: [[@LINE]]:3: warning: the task that 'fails' returns is dropped before it has run
  boost::cobalt::spawn(io, fails_too(), detached); // CHECK: [[@LINE]]:3: warning: 'fails_too' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-14]]:3: note: an exception may come from here
  // CHECK-DEFAULT: [[@LINE-2]]:41: note: let a handler see it, for example by ending 'run()' with it
  // FIX-OWN:   boost::cobalt::spawn(io, fails_too(), own::log_failure("task"));
  // SUGGEST-DEFAULT:   boost::cobalt::spawn(io, fails_too(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
  boost::cobalt::spawn(io, fails_with_result(), detached); // CHECK: [[@LINE]]:3: warning: 'fails_with_result' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-15]]:3: note: an exception may come from here
  // CHECK: [[@LINE-2]]:49: note: let a handler see it, for example by ending 'run()' with it
  // SUGGEST:   boost::cobalt::spawn(io, fails_with_result(), [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });
}
