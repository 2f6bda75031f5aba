// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "config.h"
#include "events.h"
#include "health.h"
#include "maintenance.h"
#include "metrics.h"
#include "net.h"
#include "replicator.h"
#include "session.h"
#include "storage.h"
#include "tls.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace gateway {

/// The whole service: owns the parts and the threads that run them.
class Gateway {
public:
  explicit Gateway(Config config);

  /// Returns when all components are ready.
  void start();

  /// Stops taking connections, waits for the grace period, ends all threads. Call it once.
  void stop();

  asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  asio::any_io_executor executor() { return io_.get_executor(); }
  Health &health() { return health_; }
  EventBus &bus() { return bus_; }
  Router &router() { return router_; }
  TlsListener *tls() { return tls_.get(); }
  Replicator *replicator() { return replicator_.get(); }

private:
  awaitable<void> accept();
  awaitable<void> drain();
  awaitable<void> sample();

  const Config config_;
  asio::io_context io_;
  Health health_;
  SettingsStore settings_;
  EventBus bus_;
  ObjectStore store_;
  ObjectCache cache_;
  Ledger ledger_;
  AuditLog audit_;
  Compactor compactor_;
  GatewayMetrics metrics_;
  Router router_;
  asio::ip::tcp::acceptor acceptor_;
  std::unique_ptr<TlsListener> tls_;
  std::unique_ptr<Replicator> replicator_;
  std::vector<std::thread> threads_;
};

} // namespace gateway
