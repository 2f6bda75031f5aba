// RUN: %ron_check %s ron-single-runtime-test -std=c++20
// GoogleTest and Boost.Asio themselves, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace asio = boost::asio;
asio::awaitable<int> answer() { co_return 42; }

// Reported: with and without a fixture.
TEST(Coroutine, Answers) {
  asio::io_context io;
  auto answered = asio::co_spawn(io, answer(), asio::use_future);
  io.run();
  // CHECK: [[@LINE-4]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
  EXPECT_EQ(answered.get(), 42);
}
TEST(Coroutine, DoesNotThrow) {
  asio::io_context io;
  auto answered = asio::co_spawn(io, answer(), asio::use_future);
  ASSERT_NO_THROW(io.run());
  // CHECK: [[@LINE-4]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'TEST_P' over their number
}
class Loop : public testing::Test {
protected:
  void SetUp() override {
    thread_ = std::jthread([this] { io_.run(); });
  }
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  std::jthread thread_;
};
TEST_F(Loop, Answers) { EXPECT_EQ(asio::co_spawn(io_, answer(), asio::use_future).get(), 42); }
// CHECK: [[@LINE-1]]:1: warning: this test runs its event loop on one thread only
// CHECK: [[@LINE-8]]:37: note: run it on several threads too, by a 'TEST_P' over their number

// Silent: parametrised by the number of threads, by type, or on several threads.
class Threads : public testing::TestWithParam<unsigned> {
protected:
  asio::io_context io_;
};
TEST_P(Threads, Answer) {
  std::vector<std::jthread> threads;
  auto answered = asio::co_spawn(io_, answer(), asio::use_future);
  for (unsigned i = 0; i < GetParam(); ++i)
    threads.emplace_back([this] { io_.run(); });
  EXPECT_EQ(answered.get(), 42);
}
TEST_P(Threads, AnswerOne) { io_.run(); }
INSTANTIATE_TEST_SUITE_P(OneAndFour, Threads, testing::Values(1U, 4U));
template <class T> class Typed : public testing::Test {};
using Types = testing::Types<int, long>;
TYPED_TEST_SUITE(Typed, Types);
TYPED_TEST(Typed, Runs) {
  asio::io_context io;
  io.run();
}
TEST(Coroutine, AnswersOnThreads) {
  asio::io_context io;
  auto answered = asio::co_spawn(io, answer(), asio::use_future);
  std::jthread first([&io] { io.run(); });
  std::jthread second([&io] { io.run(); });
  EXPECT_EQ(answered.get(), 42);
}
