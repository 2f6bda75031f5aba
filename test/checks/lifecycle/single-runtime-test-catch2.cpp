// RUN: %ron_check %s ron-single-runtime-test -std=c++20
#include "mock/catch2.h"
#include "mock/event_loop.h"

#include <thread>
#include <vector>

using boost::asio::io_context;

// Reported: a function, a scenario, and a method of a fixture.
TEST_CASE("a timer fires") {
  io_context io;
  io.run();
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'GENERATE' of their number
}
SCENARIO("a timer fires again") {
  io_context io;
  std::jthread loop([&] { io.run(); });
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:27: note: run it on several threads too, by a 'GENERATE' of their number
}
struct WithLoop {
  io_context io;
};
TEST_CASE_METHOD(WithLoop, "a fixture's timer fires") { io.run(); }
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-2]]:57: note: run it on several threads too, by a 'GENERATE' of their number

// Silent: several threads, a generated number of them, or no loop.
TEST_CASE("threads") {
  io_context io;
  std::vector<std::jthread> threads;
  while (threads.size() < 4)
    threads.emplace_back([&] { io.run(); });
}
TEST_CASE("both") {
  const int threads = GENERATE(1, 4);
  io_context io(threads);
  io.run();
}
TEST_CASE("nothing") {}
static void helper() {
  io_context io;
  io.run();
}
void use() { helper(); }

// Silent: allowed, with a reason.
TEST_CASE("allowed") { // ron-allow(single-runtime-test): counts steps
  io_context io;
  io.run();
}
