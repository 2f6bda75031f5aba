// RUN: %ron_check %s ron-single-runtime-test -std=c++20
#include "mock/event_loop.h"
#include "mock/gtest.h"

#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <vector>

using boost::asio::io_context;
struct Seconds {};
void note(int);
bool done();

// Reported: the test's own thread runs the loop.
TEST(Timer, Fires) {
  io_context io;
  boost::asio::post(io, [] { note(1); });
  io.run();
  // CHECK: [[@LINE-4]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}
TEST(Timer, FiresInTime) {
  io_context io{1};
  EXPECT_TRUE(io.run_for(Seconds()) == 1);
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}
TEST(Timer, FiresTwice) {
  io_context io;
  for (int i = 0; i < 2; ++i) {
    io.run();
    // CHECK: [[@LINE-4]]:1: warning: this test runs its event loop on one thread only
    // CHECK: [[@LINE-2]]:5: note: run it on several threads too, by a 'TEST_P' over their number
    io.restart();
  }
}
TEST(Timer, FiresOrNot) {
  if (done())
    return;
  const auto loop = std::make_unique<io_context>();
  if (loop)
    loop->run();
    // CHECK: [[@LINE-6]]:1: warning: this test runs its event loop on one thread only
    // CHECK: [[@LINE-2]]:5: note: run it on several threads too, by a 'TEST_P' over their number
}

// Reported: one thread that the test starts does.
TEST(Server, Answers) {
  io_context io;
  std::thread server([&io] { io.run(); });
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:30: note: run it on several threads too, by a 'TEST_P' over their number
  note(2);
  io.stop();
  server.join();
}
TEST(Server, AnswersInTheBackground) {
  io_context io;
  const auto serve = [&io] { return io.run(); };
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:37: note: run it on several threads too, by a 'TEST_P' over their number
  auto finished = std::async(std::launch::async, serve);
  finished.get();
}
TEST(Pool, Works) {
  boost::asio::thread_pool pool(1);
  // CHECK: [[@LINE-2]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:28: note: run it on several threads too, by a 'TEST_P' over their number
  boost::asio::post(pool, [] { note(3); });
  pool.join();
}

// Reported: what the test calls does, a helper, a lambda, or the fixture.
void drain(io_context &io) { io.run(); }
template <class Work> void run_with(io_context &io, Work work) {
  boost::asio::post(io, work);
  drain(io);
}
TEST(Helper, IsFollowed) {
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-7]]:30: note: run it on several threads too, by a 'TEST_P' over their number
  io_context io;
  run_with(io, [] { note(4); });
}
TEST(Helper, IsALambda) {
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-13]]:30: note: run it on several threads too, by a 'TEST_P' over their number
  io_context io;
  const auto finish = [&] { drain(io); };
  finish();
  [&] { drain(io); }();
}
class WithServer : public testing::Test {
public:
  void SetUp() override { note(5); }
  void TearDown() override {
    io_.stop();
    server_.join();
  }

protected:
  io_context io_;
  std::thread server_{[this] { io_.run(); }};
};
TEST_F(WithServer, Answers) { note(6); }
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-4]]:32: note: run it on several threads too, by a 'TEST_P' over their number
struct Client {
  Client() : thread([this] { io.run(); }) {}
  io_context io;
  std::thread thread;
};
TEST(Clients, Connect) {
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-6]]:30: note: run it on several threads too, by a 'TEST_P' over their number
  Client client;
  note(7);
}

// Reported: in the user's own macros, too.
#define LOOP_TEST(NAME) TEST(Loop, NAME)
#define RUN(LOOP) LOOP.run()
LOOP_TEST(Runs) {
  io_context io;
  RUN(io);
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}

// Silent: several threads run the loop.
TEST(Threads, OfALoop) {
  io_context io;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&io] { io.run(); });
  for (std::thread &thread : threads)
    thread.join();
}
TEST(Threads, OneAndTheTest) {
  io_context io;
  std::jthread other([&io] { io.run(); });
  io.run();
}
TEST(Threads, Two) {
  io_context io;
  const auto loop = [&io] { io.run(); };
  std::jthread first(loop), second(loop);
}
TEST(Threads, OfAPool) {
  boost::asio::thread_pool pool(4);
  io_context io;
  io.run();
}
TEST(Threads, AsManyAsTheMachineHas) {
  boost::asio::thread_pool pool;
  pool.join();
}
void run_on(io_context &io, unsigned threads) {
  std::vector<std::jthread> all;
  while (threads-- != 0)
    all.emplace_back([&io] { drain(io); });
}
TEST(Threads, OfAHelper) {
  io_context io;
  run_on(io, 4);
}
TEST(Threads, OneByOneAndAll) {
  for (const unsigned threads : {1U, 4U}) {
    io_context io;
    run_on(io, threads);
  }
}
class Runtime {
public:
  explicit Runtime(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this] { io_.run(); });
  }

private:
  io_context io_;
  std::vector<std::jthread> threads_;
};
class OnRuntime : public testing::Test {
protected:
  Runtime runtime_{4};
};
TEST_F(OnRuntime, Works) {
  io_context io;
  io.run();
}

// Silent: who runs the loop, and how often, is not in sight.
void start_workers(io_context &io);
struct ThreadGroup {
  explicit ThreadGroup(io_context &io);
};
void call_twice(std::function<void()> work);
TEST(Unknown, Workers) {
  io_context io;
  start_workers(io);
  io.run();
}
TEST(Unknown, Group) {
  io_context io;
  ThreadGroup group(io);
  io.run();
}
TEST(Unknown, Caller) {
  io_context io;
  call_twice([&io] { io.run(); });
}
TEST(Unknown, Loop) { note(8); }

// Silent: the test goes through the loop step by step, which threads would not do in order.
TEST(Steps, InOrder) {
  io_context io;
  io.run_one();
  note(9);
  io.poll();
}

// Silent: coroutines of this library stay on the thread that they are made for.
TEST(Cobalt, Runs) {
  io_context io;
  boost::cobalt::this_thread::set_executor(io);
  io.run();
}

// Silent: parametrised.
class OnBoth : public testing::TestWithParam<int> {
protected:
  io_context io_;
};
TEST_P(OnBoth, Works) { io_.run(); }
template <class T> class Typed : public testing::Test {
protected:
  io_context io_;
};
TYPED_TEST(Typed, Works) {
  io_context io;
  io.run();
}
template class Typed_Works_Test<int>;
template class Typed_Works_Test<long>;
using TypedForInt = Typed<int>;
TEST_F(TypedForInt, Works) { io_.run(); }
#define TEST_ON_BOTH_RUNTIMES(SUITE, NAME)                                                                             \
  static void SUITE##NAME(io_context &);                                                                               \
  TEST(SUITE, NAME) {                                                                                                  \
    io_context io;                                                                                                     \
    SUITE##NAME(io);                                                                                                   \
  }                                                                                                                    \
  static void SUITE##NAME(io_context &io)
TEST_ON_BOTH_RUNTIMES(Queue, Drains) { io.run(); }

// Silent: no test, or no loop of a library.
struct Motor {
  void run();
};
TEST(Motor, Runs) {
  Motor motor;
  motor.run();
}
int main() {
  io_context io;
  io.run();
}
struct Suite {
  void TestBody() { io.run(); }
  io_context io;
};

// Silent: allowed, with a reason.
TEST(Allowed, ByClangTidy) { // NOLINT(ron-single-runtime-test)
  io_context io;
  io.run();
}
// ron-allow(single-runtime-test): the library under test is for one thread
TEST(Allowed, ByComment) {
  io_context io;
  io.run();
}
