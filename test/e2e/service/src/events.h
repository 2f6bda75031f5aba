// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "net.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway {

enum class EventKind {
  started,
  stored,
  cached,
  cache_hit,
  replicated,
  deferred,
  rejected,
  resolved,
  stopping
};
inline constexpr std::size_t event_kinds = 9;

std::string_view event_name(EventKind kind);

struct Event {
  Event() = default;
  explicit Event(EventKind kind, std::string subject = {}, std::uint64_t bytes = 0)
      : kind(kind), subject(std::move(subject)), bytes(bytes) {}

  EventKind kind = EventKind::started;
  std::string subject;
  std::uint64_t bytes = 0;
};

std::string describe(const Event &event);

using EventChannel = asio::experimental::concurrent_channel<void(error_code, Event)>;

/// The receiving end: sees every event that is published after the subscribe() it came from.
class Subscription {
public:
  explicit Subscription(std::shared_ptr<EventChannel> channel) : channel_(std::move(channel)) {}

  /// The next event, or nothing once the bus is closed.
  awaitable<std::optional<Event>> next();

  /// The next event if it is there already.
  std::optional<Event> try_next();

private:
  std::shared_ptr<EventChannel> channel_;
};

/// Counts the events that slow subscribers missed.
class LagCounter {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++missed_;
  }
  std::uint64_t total() const {
    std::lock_guard lock(mutex_);
    return missed_;
  }

private:
  mutable std::mutex mutex_; // planted: mutex-atomic
  std::uint64_t missed_ = 0;
};

/// Broadcasts events to all subscribers; one that falls behind loses events, it never stops others.
class EventBus {
public:
  EventBus(asio::any_io_executor executor, std::size_t capacity)
      : executor_(std::move(executor)), capacity_(capacity) {}

  void open();
  bool is_ready() const { return ready_.load(std::memory_order_acquire); }

  Subscription subscribe();
  awaitable<void> publish(Event event);

  /// Lets subscribers drain what they have, then ends their streams.
  void close();

  std::uint64_t lagged() const { return lag_.total(); }

private:
  std::vector<std::shared_ptr<EventChannel>> channels();

  const asio::any_io_executor executor_;
  const std::size_t capacity_;
  std::atomic<bool> ready_{false};
  LagCounter lag_;
  std::mutex mutex_;
  std::vector<std::weak_ptr<EventChannel>> subscribers_;
};

/// Keeps the newest events as text, and how many there were of each kind.
class AuditLog {
public:
  AuditLog(EventBus &bus, std::size_t kept) : bus_(bus), kept_(kept) {}

  void start(asio::any_io_executor executor);

  std::vector<std::string> tail() const;
  std::uint64_t tallied() const;

private:
  awaitable<void> follow(Subscription events);
  awaitable<void> tally(Subscription events);
  void append(std::string line);

  EventBus &bus_;
  const std::size_t kept_;
  mutable std::mutex mutex_;
  std::deque<std::string> lines_;
  std::array<std::uint64_t, event_kinds> counts_{};
};

} // namespace gateway
