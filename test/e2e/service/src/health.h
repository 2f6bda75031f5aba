// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "net.h"

#include <boost/asio/experimental/concurrent_channel.hpp>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace gateway {

enum class Component : std::size_t { config, db, net, bus };
enum class State { starting, ready, degraded };

/// What each component says about itself, and a way to wait until all of them are ready.
class Health {
public:
  void set(Component component, State state);

  bool all_ready() const;
  void wait_ready() const;
  awaitable<void> async_wait_ready();

  /// One `name: state` line per component.
  std::string report() const;

private:
  using Waiter = asio::experimental::concurrent_channel<void(error_code)>;

  bool all_ready_locked() const;

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::array<State, 4> states_{};
  std::vector<std::shared_ptr<Waiter>> waiters_;
};

} // namespace gateway
