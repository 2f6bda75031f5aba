// RUN: %ron_check %s ron-single-runtime-test -std=c++20
#include "mock/doctest.h"
#include "mock/event_loop.h"

#include <thread>
#include <vector>

using boost::asio::io_context;

// Reported: a function, and a method of a fixture.
TEST_CASE("a timer fires") {
  io_context io;
  io.run();
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'SUBCASE' for their number
}
struct WithLoop {
  io_context io;
};
TEST_CASE_FIXTURE(WithLoop, "a fixture's timer fires") {
  io.run();
  // CHECK: [[@LINE-2]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'SUBCASE' for their number
}

// Silent: a subcase for each, or no loop.
static void run_on(io_context &io, int threads) {
  std::vector<std::jthread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&] { io.run(); });
}
TEST_CASE("both") {
  io_context io;
  SUBCASE("one thread") { run_on(io, 1); }
  SUBCASE("four threads") { run_on(io, 4); }
}
TEST_CASE("nothing") {}
