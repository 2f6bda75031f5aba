// RUN: %ron_check %s ron-single-runtime-test -std=c++20
// Boost.Test and Boost.Asio themselves, as installed.
#define BOOST_TEST_MODULE loops
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/mpl/list.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/included/unit_test.hpp>

#include <chrono>
#include <thread>
#include <vector>

namespace asio = boost::asio;
asio::awaitable<void> work() { co_return; }

// Reported: with and without a fixture, on the test's thread or another.
BOOST_AUTO_TEST_CASE(coroutine_ends) {
  asio::io_context io;
  asio::co_spawn(io, work(), asio::detached);
  BOOST_CHECK(io.run_for(std::chrono::seconds(1)) > 0);
  // CHECK: [[@LINE-4]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:3: note: run it on several threads too, by a 'BOOST_DATA_TEST_CASE' over their number
}
struct Loop {
  asio::io_context io;
};
BOOST_FIXTURE_TEST_CASE(coroutine_ends_in_fixture, Loop) {
  asio::co_spawn(io, work(), asio::detached);
  std::jthread([this] { io.run(); });
  // CHECK: [[@LINE-3]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:25: note: run it on several threads too, by a 'BOOST_DATA_TEST_CASE' over their number
}
BOOST_AUTO_TEST_CASE(handler_runs, *boost::unit_test::timeout(5)) {
  asio::thread_pool pool(1);
  // CHECK: [[@LINE-2]]:1: warning: this test runs its event loop on one thread only
  // CHECK: [[@LINE-2]]:21: note: run it on several threads too, by a 'BOOST_DATA_TEST_CASE' over their number
  asio::post(pool, [] {});
  pool.join();
}

// Silent: several threads, parameters, types, or steps.
BOOST_AUTO_TEST_CASE(threads) {
  asio::io_context io;
  std::vector<std::jthread> all;
  for (int i = 0; i < 4; ++i)
    all.emplace_back([&io] { io.run(); });
}
BOOST_AUTO_TEST_CASE(pool_of_threads) {
  asio::thread_pool pool(4);
  asio::co_spawn(pool, work(), asio::detached);
  pool.join();
}
BOOST_DATA_TEST_CASE(both, boost::unit_test::data::make({1, 4}), threads) {
  asio::io_context io(threads);
  io.run();
}
using Types = boost::mpl::list<int, long>;
BOOST_AUTO_TEST_CASE_TEMPLATE(typed, T, Types) {
  asio::io_context io(static_cast<T>(1));
  io.run();
}
BOOST_AUTO_TEST_CASE(steps) {
  asio::io_context io;
  io.poll();
}
