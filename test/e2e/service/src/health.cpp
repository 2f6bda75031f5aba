// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "health.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace gateway {
namespace {

constexpr std::array<std::string_view, 4> component_names{"config", "db", "net", "bus"};

constexpr std::string_view state_name(State state) {
  switch (state) {
  case State::starting:
    return "starting";
  case State::ready:
    return "ready";
  case State::degraded:
    return "degraded";
  }
  return "unknown";
}

} // namespace

void Health::set(Component component, State state) {
  std::vector<std::shared_ptr<Waiter>> woken;
  {
    std::lock_guard lock(mutex_);
    states_[static_cast<std::size_t>(component)] = state;
    if (all_ready_locked())
      woken.swap(waiters_);
  }
  changed_.notify_all();
  for (const auto &waiter : woken)
    waiter->try_send(error_code());
}

bool Health::all_ready() const {
  std::lock_guard lock(mutex_);
  return all_ready_locked();
}

void Health::wait_ready() const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return all_ready_locked(); });
}

awaitable<void> Health::async_wait_ready() {
  auto waiter = std::make_shared<Waiter>(co_await asio::this_coro::executor, 1);
  {
    std::lock_guard lock(mutex_);
    if (all_ready_locked())
      co_return;
    waiters_.push_back(waiter);
  }
  co_await waiter->async_receive(use_awaitable);
}

std::string Health::report() const {
  std::array<State, 4> states;
  {
    std::lock_guard lock(mutex_);
    states = states_;
  }
  std::string lines;
  for (std::size_t i = 0; i < states.size(); ++i) {
    lines += component_names[i];
    lines += ": ";
    lines += state_name(states[i]);
    lines += '\n';
  }
  return lines;
}

bool Health::all_ready_locked() const {
  return std::all_of(states_.begin(), states_.end(),
                     [](State state) { return state == State::ready; });
}

} // namespace gateway
