// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What runs handlers, on as many threads as call it.
#pragma once

#include <cstddef>

namespace boost::asio {
struct io_context {
  io_context();
  explicit io_context(int hint);
  std::size_t run();
  std::size_t run_one();
  template <class Duration> std::size_t run_for(const Duration &);
  std::size_t poll();
  void stop();
  void restart();
};
struct thread_pool {
  thread_pool();
  explicit thread_pool(std::size_t threads);
  void join();
};
template <class Context, class Handler> void post(Context &, Handler) {}
} // namespace boost::asio
namespace boost::cobalt::this_thread {
void set_executor(asio::io_context &);
} // namespace boost::cobalt::this_thread
