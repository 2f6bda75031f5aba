// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "gateway.h"

#include "log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {

using asio::co_spawn;
using asio::ip::tcp;

namespace {

constexpr std::size_t events_kept = 4096;
constexpr std::chrono::milliseconds sample_period{500};

tcp::endpoint listen_on(const Config &config, std::uint16_t port) {
  return {asio::ip::make_address(config.bind), port};
}

awaitable<void> announce(EventBus &bus, std::string_view node) { // planted: owned-bytes
  co_await bus.publish(Event(EventKind::started, std::string(node)));
}

} // namespace

Gateway::Gateway(Config config)
    : config_(std::move(config)), io_(static_cast<int>(config_.io_threads)), settings_(Settings()),
      bus_(io_.get_executor(), events_kept), store_(config_.data),
      cache_(bus_, config_.cached_objects), ledger_(bus_), audit_(bus_, events_kept),
      compactor_(store_.db()), metrics_(metrics_registry()),
      router_({settings_, health_, bus_, store_, cache_, ledger_, audit_, compactor_}),
      acceptor_(asio::make_strand(io_), listen_on(config_, config_.port)) {
  health_.set(Component::config, State::ready);
  health_.set(Component::db, State::ready);
  if (config_.tls)
    tls_ = std::make_unique<TlsListener>(io_, listen_on(config_, 0), *config_.tls, router_);
  if (config_.peer)
    replicator_ = std::make_unique<Replicator>(*config_.peer, health_, bus_, store_);
}

void Gateway::start() {
  bus_.open();
  audit_.start(asio::make_strand(io_));
  health_.set(Component::bus, bus_.is_ready() ? State::ready : State::degraded);
  co_spawn(acceptor_.get_executor(), accept(), log_failure("accept"));
  if (tls_)
    co_spawn(tls_->executor(), tls_->run(), log_failure("TLS accept"));
  if (replicator_)
    co_spawn(asio::make_strand(io_), replicator_->run(bus_.subscribe()), log_failure("replicator"));
  const std::string name = config_.node + " on " + config_.bind;
  // ron-allow(detached-task): a notice for the audit log; the gateway works without it
  co_spawn(io_, announce(bus_, name), asio::detached);
  co_spawn(
      io_,
      [this]() -> awaitable<void> {
        try {
          co_await sample();
        } catch (...) {
          log_line("the lag gauge is not kept up to date any more");
        }
      },
      asio::detached);

  for (unsigned i = 0; i < config_.io_threads; ++i)
    threads_.emplace_back([this] { io_.run(); });
  while (!health_.all_ready())
    std::this_thread::sleep_for(std::chrono::milliseconds(1)); // planted: magic-sleep
}

void Gateway::stop() {
  co_spawn(acceptor_.get_executor(), drain(), asio::use_future).get();
  bus_.close();
  io_.stop();
  for (std::thread &thread : threads_)
    thread.join();
}

awaitable<void> Gateway::accept() {
  health_.set(Component::net, State::ready);
  while (acceptor_.is_open()) {
    const auto strand = asio::make_strand(io_);
    beast::tcp_stream stream(strand);
    auto [error] = co_await acceptor_.async_accept(stream.socket(), as_result);
    if (!error)
      co_spawn(strand, serve(std::move(stream), router_), asio::detached); // planted: detached-task
  }
}

awaitable<void> Gateway::drain() {
  health_.set(Component::net, State::degraded);
  router_.begin_drain();
  co_await bus_.publish(Event(EventKind::stopping, config_.node));
  // Balancers look at /readyz every so often; they must have seen it before connections fail.
  std::this_thread::sleep_for(config_.drain_grace); // planted: magic-sleep
  if (tls_)
    asio::dispatch(tls_->executor(), [this] { tls_->close(); });
  acceptor_.close();
}

awaitable<void> Gateway::sample() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    metrics_.events_lagged.Set(static_cast<double>(bus_.lagged()));
    timer.expires_after(sample_period);
    co_await timer.async_wait(use_awaitable);
  }
}

} // namespace gateway
