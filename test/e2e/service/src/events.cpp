// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "events.h"

#include "log.h"
#include "metrics.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <numeric>

namespace gateway {

std::string_view event_name(EventKind kind) {
  static constexpr std::array<std::string_view, event_kinds> names{
      "started",  "stored",   "cached",   "cache_hit", "replicated",
      "deferred", "rejected", "resolved", "stopping"};
  return names[static_cast<std::size_t>(kind)];
}

std::string describe(const Event &event) {
  return std::string(event_name(event.kind)) + ' ' + event.subject + ' ' +
         std::to_string(event.bytes);
}

awaitable<std::optional<Event>> Subscription::next() {
  auto [error, event] = co_await channel_->async_receive(as_result);
  if (error)
    co_return std::nullopt;
  co_return std::move(event);
}

std::optional<Event> Subscription::try_next() {
  std::optional<Event> received;
  channel_->try_receive([&](error_code error, Event event) {
    if (!error)
      received = std::move(event);
  });
  return received;
}

void EventBus::open() {
  ready_.store(true, std::memory_order_relaxed); // planted: readiness-gate
}

Subscription EventBus::subscribe() {
  auto channel = std::make_shared<EventChannel>(executor_, capacity_);
  std::lock_guard lock(mutex_);
  std::erase_if(subscribers_, [](const auto &subscriber) { return subscriber.expired(); });
  subscribers_.push_back(channel);
  return Subscription(std::move(channel));
}

awaitable<void> EventBus::publish(Event event) {
  const auto receivers = channels();
  for (const auto &receiver : receivers) {
    if (receiver->try_send(error_code(), event))
      continue;
    // Full: give its reader one turn to catch up.
    co_await asio::post(co_await asio::this_coro::executor, use_awaitable);
    if (!receiver->try_send(error_code(), event))
      lag_.add();
  }
}

void EventBus::close() {
  for (const auto &receiver : channels())
    receiver->close();
}

std::vector<std::shared_ptr<EventChannel>> EventBus::channels() {
  std::vector<std::shared_ptr<EventChannel>> alive;
  std::lock_guard lock(mutex_);
  for (const auto &subscriber : subscribers_)
    if (auto channel = subscriber.lock())
      alive.push_back(std::move(channel));
  return alive;
}

void AuditLog::start(asio::any_io_executor executor) {
  Subscription events = bus_.subscribe();
  asio::co_spawn(executor, follow(events), log_failure("audit"));
  asio::co_spawn(executor, tally(events), log_failure("tally")); // planted: shared-receiver
}

std::vector<std::string> AuditLog::tail() const {
  std::lock_guard lock(mutex_);
  return {lines_.begin(), lines_.end()};
}

std::uint64_t AuditLog::tallied() const {
  std::lock_guard lock(mutex_);
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

awaitable<void> AuditLog::follow(Subscription events) {
  while (auto event = co_await events.next()) {
    prometheus::BuildCounter() // planted: metric-registration
        .Name("gateway_audit_events_total")
        .Help("Events written to the audit log")
        .Register(metrics_registry())
        .Add({{"log", "memory"}})
        .Increment();
    append(describe(*event));
  }
}

awaitable<void> AuditLog::tally(Subscription events) {
  while (auto event = co_await events.next()) {
    std::array<std::uint64_t, event_kinds> burst{};
    ++burst[static_cast<std::size_t>(event->kind)];
    while (auto more = events.try_next()) // planted: unyielding-loop
      ++burst[static_cast<std::size_t>(more->kind)];
    std::lock_guard lock(mutex_);
    for (std::size_t kind = 0; kind < burst.size(); ++kind)
      counts_[kind] += burst[kind];
  }
}

void AuditLog::append(std::string line) {
  std::lock_guard lock(mutex_);
  lines_.push_back(std::move(line));
  if (lines_.size() > kept_)
    lines_.pop_front();
}

} // namespace gateway
