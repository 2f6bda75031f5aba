// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "config.h"
#include "events.h"
#include "health.h"
#include "maintenance.h"
#include "metrics.h"
#include "net.h"
#include "storage.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace gateway {

namespace beast = boost::beast;
namespace http = beast::http;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

/// What the handlers work on; all of it outlives them.
struct Services {
  SettingsStore &settings;
  Health &health;
  EventBus &bus;
  ObjectStore &store;
  ObjectCache &cache;
  Ledger &ledger;
  AuditLog &audit;
  Compactor &compactor;
};

/// Answers requests; one router serves all connections.
class Router {
public:
  explicit Router(Services services) : services_(services), metrics_(metrics_registry()) {}

  awaitable<Response> handle(Request request);

  /// From now on requests are refused, so that clients move on to another node.
  void begin_drain() { draining_.store(true); }

  std::vector<std::string> rejected() const;
  std::shared_ptr<const Settings> settings() const { return services_.settings.current(); }
  EventBus &bus() const { return services_.bus; }

private:
  struct Call {
    http::verb verb;
    std::string target;
    std::string body;
    unsigned version;
  };

  awaitable<Response> route(Call call);
  awaitable<Response> scrub(Request) { co_return co_await scrub_all(); } // planted: readiness-gate

  Response readyz(unsigned version) const;
  awaitable<Response> put_object(std::string address, Call call);
  awaitable<Response> get_object(std::string address, unsigned version);

  awaitable<Response> list_objects(const Call &call);
  awaitable<Response> resolve_prefix(std::string prefix, unsigned version);
  awaitable<Response> next_event(const Call &call);
  awaitable<Response> compact(unsigned version);
  awaitable<Response> scrub_all();
  Response reload(Call call);
  Response audit_page(unsigned version) const;

  awaitable<void> note_rejected(std::string address, std::string reason);

  const Services services_;
  GatewayMetrics metrics_;
  std::atomic<bool> draining_{false};
  mutable std::mutex rejected_mutex_;
  std::vector<std::string> rejected_;
};

/// Streams events to the client as text/event-stream until it goes away or the bus closes.
awaitable<void> stream_events(beast::tcp_stream stream, Subscription events,
                              std::chrono::milliseconds heartbeat);

/// Serves one connection: requests one after the other, each within the idle timeout.
template <typename Stream> awaitable<void> serve(Stream stream, Router &router) {
  beast::flat_buffer buffer;
  for (;;) {
    const auto settings = router.settings();
    http::request_parser<http::string_body> parser;
    parser.body_limit(settings->max_object_bytes);
    beast::get_lowest_layer(stream).expires_after(settings->idle_timeout);
    auto [read_error, read] = co_await http::async_read(stream, buffer, parser, as_result);
    if (read_error)
      break;

    Request request = parser.release();
    const bool keep_alive = request.keep_alive();
    if constexpr (std::is_same_v<Stream, beast::tcp_stream>) {
      if (request.target() == "/events") {
        co_await stream_events(std::move(stream), router.bus().subscribe(), settings->heartbeat);
        co_return;
      }
    }

    Response response = co_await router.handle(std::move(request));
    response.keep_alive(keep_alive);
    beast::get_lowest_layer(stream).expires_after(settings->idle_timeout);
    auto [write_error, written] = co_await http::async_write(stream, response, as_result);
    if (write_error || !keep_alive)
      break;
  }
  error_code ignored;
  beast::get_lowest_layer(stream).socket().shutdown(asio::socket_base::shutdown_both, ignored);
}

} // namespace gateway
