// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "net.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <stdlib.h>

namespace gateway::test {

inline std::filesystem::path make_scratch_directory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "gateway-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    throw std::runtime_error("cannot make " + pattern);
  return pattern;
}

/// An io_context on some threads; run() gives the result of a coroutine on it.
class Runtime {
public:
  explicit Runtime(unsigned threads) : work_(io_.get_executor()) {
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this] { io_.run(); });
  }

  asio::io_context &io() { return io_; }

  template <typename T> std::future<T> spawn(awaitable<T> task) {
    return asio::co_spawn(io_, std::move(task), asio::use_future);
  }
  template <typename T> T run(awaitable<T> task) { return spawn(std::move(task)).get(); }

  void stop() {
    work_.reset();
    io_.stop();
    for (std::thread &thread : threads_)
      thread.join();
  }

private:
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  std::vector<std::thread> threads_;
};

/// Runs each test on one thread and on several, with a directory of its own.
class OnBothRuntimes : public testing::TestWithParam<unsigned> {
protected:
  void TearDown() override {
    runtime_.stop();
    std::filesystem::remove_all(scratch_);
  }

  const std::filesystem::path scratch_ = make_scratch_directory();
  Runtime runtime_{GetParam()};
};

} // namespace gateway::test
