// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "config.h"
#include "events.h"
#include "health.h"
#include "net.h"
#include "storage.h"

#include <boost/asio/ip/tcp.hpp>

#include <mutex>
#include <set>
#include <string>
#include <unordered_map>

namespace gateway {

/// Copies every object that is stored here to one peer.
class Replicator {
public:
  Replicator(PeerAddress peer, Health &health, EventBus &bus, const ObjectStore &store)
      : peer_(std::move(peer)), health_(health), bus_(bus), store_(store) {}

  awaitable<void> run(Subscription events);

  std::set<std::string> confirmed() const;
  std::set<std::string> deferred() const;

private:
  using Endpoints = asio::ip::tcp::resolver::results_type;

  awaitable<bool> push(Endpoints endpoints, std::string address);
  awaitable<void> confirm(std::string address);
  awaitable<void> defer(std::string address);

  const PeerAddress peer_;
  Health &health_;
  EventBus &bus_;
  const ObjectStore &store_;
  std::unordered_map<std::string, unsigned> attempts_;
  mutable std::mutex mutex_;
  std::set<std::string> confirmed_;
  std::set<std::string> deferred_;
};

} // namespace gateway
