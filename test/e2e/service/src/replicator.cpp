// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "replicator.h"

#include <boost/asio/this_coro.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <thread>
#include <utility>
#include <variant>

namespace gateway {

namespace beast = boost::beast;
namespace http = beast::http;

using asio::ip::tcp;

namespace {

constexpr std::chrono::seconds peer_deadline{5};
constexpr unsigned http_1_1 = 11;
constexpr unsigned most_attempts = 3;

} // namespace

awaitable<void> Replicator::run(Subscription events) {
  while (!health_.all_ready())
    std::this_thread::sleep_for(std::chrono::milliseconds(2)); // planted: magic-sleep; planted above: unyielding-loop

  tcp::resolver resolver(co_await asio::this_coro::executor);
  const auto endpoints = resolver.resolve(peer_.host, peer_.port); // planted: blocking-in-coroutine

  while (auto event = co_await events.next()) {
    if (event->kind != EventKind::stored)
      continue;
    ++attempts_[event->subject];
    const auto attempt = attempts_.find(event->subject); // planted: borrow-across-await
    const bool arrived = co_await push(endpoints, event->subject);
    const bool settled = arrived || attempt->second >= most_attempts;
    if (settled)
      attempts_.erase(attempt);
    if (arrived)
      co_await confirm(std::move(event->subject));
    else
      co_await defer(std::move(event->subject));
  }
}

std::set<std::string> Replicator::confirmed() const {
  std::lock_guard lock(mutex_);
  return confirmed_;
}

std::set<std::string> Replicator::deferred() const {
  std::lock_guard lock(mutex_);
  return deferred_;
}

awaitable<bool> Replicator::push(Endpoints endpoints, std::string address) {
  ObjectStore::Lookup found = store_.get(address);
  if (!std::holds_alternative<std::string>(found))
    co_return false;

  http::request<http::string_body> request(http::verb::put, "/o/" + address, http_1_1);
  request.set(http::field::host, peer_.host);
  request.body() = std::get<std::string>(std::move(found));
  request.prepare_payload();

  beast::tcp_stream stream(co_await asio::this_coro::executor);
  stream.expires_after(peer_deadline);
  auto [connect_error, endpoint] = co_await stream.async_connect(endpoints, as_result);
  if (connect_error)
    co_return false;
  auto [write_error, written] = co_await http::async_write(stream, request, as_result);
  if (write_error)
    co_return false;
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  auto [read_error, read] = co_await http::async_read(stream, buffer, response, as_result);
  co_return !read_error && response.result() == http::status::created;
}

awaitable<void> Replicator::confirm(std::string address) {
  std::unique_lock lock(mutex_); // planted: lock-across-await
  deferred_.erase(address);
  confirmed_.insert(address);
  co_await bus_.publish(Event(EventKind::replicated, std::move(address)));
}

awaitable<void> Replicator::defer(std::string address) {
  std::lock_guard lock(mutex_); // planted: lock-across-await
  deferred_.insert(address);
  co_await bus_.publish(Event(EventKind::deferred, std::move(address)));
}

} // namespace gateway
