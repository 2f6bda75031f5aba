// RUN: %ron_check %s ron-single-runtime-test -std=c++20
// RUN: %ron_check %s ron-single-runtime-test -std=c++20 --suffix=OWN --config='{CheckOptions: {ron-single-runtime-test.LoopFunctions: "+engine::Loop::*", ron-single-runtime-test.BothRuntimesMacros: "ENGINE_*"}}'
#include "mock/event_loop.h"
#include "mock/gtest.h"

namespace engine {
struct Loop {
  void spin();
};
} // namespace engine

// Reported where the option names the loop; what is known by default stays known.
TEST(Engine, Spins) {
  engine::Loop loop;
  loop.spin();
  // CHECK-OWN: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK-OWN: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}

TEST(Asio, Runs) {
  boost::asio::io_context io;
  io.run();
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
  // CHECK-OWN: [[@LINE-5]]:1: warning: this test runs its event loop on one thread only
  // CHECK-OWN: [[@LINE-4]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}

// Silent where the macro is known to stand for both runtimes.
#define ENGINE_TEST(NAME) TEST(Engine, NAME)
#define ENGINE_RUN(LOOP) LOOP.run()
#define FOR_BOTH_RUNTIMES(LOOP) for (int threads = 1; threads < 5; threads += 3) LOOP.run()
ENGINE_TEST(Runs) {
  boost::asio::io_context io;
  io.run();
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}

TEST(Engine, RunsInMacro) {
  boost::asio::io_context io;
  ENGINE_RUN(io);
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}

TEST(Engine, RunsInLoopOfMacro) {
  boost::asio::io_context io;
  FOR_BOTH_RUNTIMES(io);
  // CHECK-OWN: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK-OWN: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}
