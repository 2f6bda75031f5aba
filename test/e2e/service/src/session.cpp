// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "session.h"

#include "log.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>

#include <prometheus/text_serializer.h>

#include <rocksdb/iterator.h>

#include <charconv>
#include <optional>
#include <thread>

namespace gateway {
namespace {

using http::status;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds stream_write_deadline{10};
constexpr std::string_view object_prefix = "/o/";
constexpr std::string_view resolve_route = "/admin/resolve/";
constexpr std::string_view stream_header = "HTTP/1.1 200 OK\r\n"
                                           "Content-Type: text/event-stream\r\n"
                                           "Cache-Control: no-store\r\n"
                                           "\r\n";
constexpr std::string_view heartbeat_frame = ": still here\n\n";

/// Counts a request in for as long as it is being handled.
class Inflight {
public:
  explicit Inflight(prometheus::Gauge &gauge) : gauge_(gauge) { gauge_.Increment(); }
  Inflight(const Inflight &) = delete;
  Inflight &operator=(const Inflight &) = delete;
  ~Inflight() { gauge_.Decrement(); }

private:
  prometheus::Gauge &gauge_;
};

Response text_response(status code, unsigned version, std::string text) {
  Response response(code, version);
  response.set(http::field::content_type, "text/plain; charset=utf-8");
  response.body() = std::move(text);
  response.prepare_payload();
  return response;
}

Response unavailable(unsigned version, std::string text) {
  Response response(status::service_unavailable, version);
  response.set(http::field::retry_after, "2");
  response.body() = std::move(text);
  response.prepare_payload();
  return response;
}

bool is_probe(std::string_view target) {
  return target == "/livez" || target == "/readyz" || target == "/metrics";
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

/// The number behind `name=` in the query part of a target.
std::optional<std::size_t> query_number(std::string_view target, std::string_view name) {
  const std::size_t query = target.find('?');
  if (query == std::string_view::npos)
    return std::nullopt;
  target.remove_prefix(query + 1);
  if (!target.starts_with(name) || !target.substr(name.size()).starts_with('='))
    return std::nullopt;
  target.remove_prefix(name.size() + 1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(target.data(), target.data() + target.size(), number);
  if (error != std::errc() || end != target.data() + target.size())
    return std::nullopt;
  return number;
}

std::string event_frame(const Event &event) {
  return "event: " + std::string(event_name(event.kind)) + "\ndata: " + event.subject + "\n\n";
}

} // namespace

awaitable<Response> Router::handle(Request request) {
  const bool ready = services_.health.all_ready();
  const auto begin = steady_clock::now();
  const std::string method(request.method_string());
  prometheus::BuildCounter() // planted: metric-registration
      .Name("gateway_requests_total")
      .Help("Requests by method")
      .Register(metrics_registry())
      .Add({{"method", method}})
      .Increment();

  if (request.target() == "/admin/scrub")
    co_return co_await scrub(std::move(request));

  Call call{request.method(), std::string(request.target()), std::move(request.body()),
            request.version()};
  if (!ready && !is_probe(call.target))
    co_return unavailable(call.version, "not ready\n");
  if (draining_.load() && !is_probe(call.target)) {
    Response refusal(status::service_unavailable, call.version); // planted: readiness-gate
    refusal.body() = "draining\n";
    refusal.prepare_payload();
    co_return refusal;
  }

  const Inflight counted(metrics_.inflight);
  Response response = co_await route(std::move(call));
  metrics_.responses.Add({{"code", std::to_string(response.result_int())}}).Increment();
  const std::chrono::duration<double> elapsed = steady_clock::now() - begin;
  prometheus::BuildHistogram() // planted: metric-registration
      .Name("gateway_request_seconds")
      .Help("Time from request to response")
      .Register(metrics_registry())
      .Add({}, prometheus::Histogram::BucketBoundaries{0.001, 0.005, 0.02, 0.1, 0.5, 2})
      .Observe(elapsed.count());
  co_return response;
}

std::vector<std::string> Router::rejected() const {
  std::lock_guard lock(rejected_mutex_);
  return rejected_;
}

awaitable<Response> Router::route(Call call) {
  const std::string path(path_of(call.target));
  if (path == "/livez")
    co_return text_response(status::ok, call.version, "alive\n");
  if (path == "/readyz")
    co_return readyz(call.version);
  if (path == "/metrics") {
    metrics_.events_lagged.Set(static_cast<double>(services_.bus.lagged()));
    const prometheus::TextSerializer serializer;
    co_return text_response(status::ok, call.version,
                            serializer.Serialize(metrics_registry().Collect()));
  }

  if (path.starts_with(object_prefix)) {
    std::string address = path.substr(object_prefix.size());
    if (!is_address(address))
      co_return text_response(status::bad_request, call.version, "not a SHA-256 address\n");
    if (call.verb == http::verb::put)
      co_return co_await put_object(std::move(address), std::move(call));
    if (call.verb == http::verb::get)
      co_return co_await get_object(std::move(address), call.version);
    co_return text_response(status::method_not_allowed, call.version, "GET or PUT\n");
  }

  if (path == "/admin/objects")
    co_return co_await list_objects(call);
  if (path == "/admin/next-event")
    co_return co_await next_event(call);
  if (path == "/admin/audit")
    co_return audit_page(call.version);
  if (path.starts_with(resolve_route))
    co_return co_await resolve_prefix(path.substr(resolve_route.size()), call.version);
  if (path == "/admin/compact" && call.verb == http::verb::post)
    co_return co_await compact(call.version);
  if (path == "/admin/settings" && call.verb == http::verb::post)
    co_return reload(std::move(call));
  co_return text_response(status::not_found, call.version, "no such page\n");
}

Response Router::readyz(unsigned version) const {
  if (services_.health.all_ready())
    return text_response(status::ok, version, services_.health.report());
  return unavailable(version, services_.health.report());
}

awaitable<Response> Router::put_object(std::string address, Call call) {
  if (sha256_hex(call.body) != address) {
    co_await note_rejected(std::move(address), "content does not match the address");
    co_return text_response(status::bad_request, call.version, "address is not the SHA-256\n");
  }
  if (!services_.store.put(address, call.body))
    co_return text_response(status::insufficient_storage, call.version, "cannot store\n");

  const std::uint64_t bytes = call.body.size();
  const std::uint64_t total = co_await services_.ledger.record(address, bytes);
  co_await services_.cache.insert(std::move(address), std::move(call.body));
  prometheus::BuildCounter() // planted: metric-registration
      .Name("gateway_objects_stored_total")
      .Help("Objects that were stored")
      .Register(metrics_registry())
      .Add({{"tier", "rocksdb"}})
      .Increment();
  co_return text_response(status::created, call.version, std::to_string(total) + '\n');
}

awaitable<Response> Router::get_object(std::string address, unsigned version) {
  if (auto cached = co_await services_.cache.find(address))
    co_return text_response(status::ok, version, std::move(*cached));

  ObjectStore::Lookup found = services_.store.get(address);
  auto *body = std::get_if<std::string>(&found);
  if (body == nullptr) {
    if (found == ObjectStore::Lookup(StoreError::not_found))
      co_return text_response(status::not_found, version, "no such object\n");
    co_return text_response(status::internal_server_error, version, "cannot read the object\n");
  }
  Response response = text_response(status::ok, version, *body);
  co_await services_.cache.insert(std::move(address), std::move(*body));
  co_return response;
}

awaitable<Response> Router::list_objects(const Call &call) {
  const std::size_t limit = query_number(call.target, "limit").value(); // planted: unchecked-unwrap
  const auto executor = co_await asio::this_coro::executor;
  std::string page;
  std::size_t listed = 0;
  rocksdb::DB &db = services_.store.db();
  std::unique_ptr<rocksdb::Iterator> it(db.NewIterator({})); // planted: db-iterator-across-await
  for (it->SeekToFirst(); it->Valid() && listed < limit; it->Next()) {
    page += it->key().ToString() + '\n';
    ++listed;
    co_await asio::post(executor, use_awaitable); // let other connections have a turn
  }
  co_return text_response(status::ok, call.version, std::move(page));
}

awaitable<Response> Router::resolve_prefix(std::string prefix, unsigned version) {
  rocksdb::DB &db = services_.store.db();
  std::unique_ptr<rocksdb::Iterator> it(db.NewIterator({})); // planted: db-iterator-across-await
  it->Seek(prefix);
  std::string address = it->Valid() ? it->key().ToString() : std::string();
  if (!address.starts_with(prefix))
    co_return text_response(status::not_found, version, "no object has this prefix\n");
  co_await services_.bus.publish(Event(EventKind::resolved, address));
  co_return text_response(status::ok, version, std::move(address));
}

awaitable<Response> Router::next_event(const Call &call) {
  using namespace asio::experimental::awaitable_operators;
  const milliseconds patience(query_number(call.target, "wait_ms").value_or(1000));
  Subscription events = services_.bus.subscribe();
  asio::steady_timer deadline(co_await asio::this_coro::executor, patience);
  auto outcome = co_await (events.next() || deadline.async_wait(use_awaitable));
  if (outcome.index() != 0)
    co_return text_response(status::no_content, call.version, {});
  const std::optional<Event> event = std::get<0>(std::move(outcome));
  if (!event)
    co_return text_response(status::gone, call.version, "closed\n");
  co_return text_response(status::ok, call.version, describe(*event) + '\n');
}

awaitable<Response> Router::compact(unsigned version) {
  std::future<bool> done = services_.compactor.request();
  const bool compacted = done.get(); // planted: blocking-in-coroutine
  co_return text_response(compacted ? status::ok : status::internal_server_error, version,
                          compacted ? "compacted\n" : "compaction failed\n");
}

awaitable<Response> Router::scrub_all() {
  constexpr std::size_t most = 1000;
  const auto settings = services_.settings.current();
  const std::vector<std::string> addresses = services_.store.addresses(most);
  std::uint64_t bytes = 0;
  for (const std::string &address : addresses) {
    const ObjectStore::Lookup found = services_.store.get(address);
    bytes += std::get<std::string>(found).size();       // planted: unchecked-unwrap
    std::this_thread::sleep_for(settings->scrub_pause); // planted: magic-sleep
  }
  co_return text_response(status::ok, 11, std::to_string(bytes) + '\n');
}

Response Router::reload(Call call) {
  services_.settings.reload(call.body);
  std::string complaints;
  for (const std::string &warning : config_warnings())
    complaints += warning + '\n';
  return text_response(status::ok, call.version, std::move(complaints));
}

Response Router::audit_page(unsigned version) const {
  std::string page;
  for (const std::string &line : services_.audit.tail())
    page += line + '\n';
  return text_response(status::ok, version, std::move(page));
}

awaitable<void> Router::note_rejected(std::string address, std::string reason) {
  rejected_mutex_.lock(); // planted: lock-across-await
  rejected_.push_back(address + ": " + reason);
  co_await services_.bus.publish(Event(EventKind::rejected, std::move(address)));
  rejected_mutex_.unlock();
}

awaitable<void> stream_events(beast::tcp_stream stream, Subscription events,
                              milliseconds heartbeat) {
  auto peer = std::make_shared<beast::tcp_stream>(std::move(stream));
  peer->expires_after(stream_write_deadline);
  co_await asio::async_write(*peer, asio::buffer(stream_header), use_awaitable);

  asio::co_spawn(
      peer->get_executor(),
      [peer, events = std::move(events)]() mutable -> awaitable<void> {
        while (auto event = co_await events.next()) {
          const std::string frame = event_frame(*event);
          peer->expires_after(stream_write_deadline);
          co_await asio::async_write(*peer, asio::buffer(frame), use_awaitable);
        }
      },
      log_failure("event stream"));
  asio::co_spawn(
      peer->get_executor(),
      [peer, heartbeat]() -> awaitable<void> {
        const auto ping = asio::buffer(heartbeat_frame);
        asio::steady_timer timer(peer->get_executor());
        for (;;) {
          timer.expires_after(heartbeat);
          co_await timer.async_wait(use_awaitable);
          peer->expires_after(stream_write_deadline);
          co_await asio::async_write(*peer, ping, use_awaitable); // planted: single-writer
        }
      },
      log_failure("heartbeat"));
}

} // namespace gateway
