// RUN: %ron_check %s ron-readiness-gate -std=c++20
// Boost.Beast and Boost.Asio themselves, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <mutex>
#include <string>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using http::status;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

struct Health {
  bool all_ready() const;
  awaitable<void> async_wait_ready();
};
struct Store {
  awaitable<std::string> get(std::string);
};
extern Health health;
extern Store store;
std::mutex mutex;
unsigned rejected = 0;

Response page(status code, std::string text) {
  Response response(code, 11);
  response.body() = std::move(text);
  response.prepare_payload();
  return response;
}
Response unavailable() {
  Response response(status::service_unavailable, 11);
  response.set(http::field::retry_after, "2");
  response.prepare_payload();
  return response;
}

// Reported: whoever reads requests off a connection has not asked, nor has the handler.
awaitable<Response> find(Request request) {
  Response response = page(status::ok, co_await store.get(request.body()));
  // CHECK: [[@LINE-1]]:40: warning: the handler gets to 'get' before it asks whether the service is ready
  // CHECK: [[@LINE-3]]:21: note: refuse here, with 503 and 'Retry-After', until the service is ready
  co_return response;
}
void count(const Request &, Response &response) {
  const std::lock_guard guard(mutex);
  // CHECK: [[@LINE-1]]:25: warning: the handler gets to 'lock_guard' before it asks whether the service is ready
  // CHECK: [[@LINE-3]]:6: note: refuse here, with 503 and 'Retry-After', until the service is ready
  ++rejected;
  response.result(status::ok);
}
awaitable<void> serve(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  Request request;
  co_await http::async_read(stream, buffer, request, asio::use_awaitable);
  Response response;
  count(request, response);
  response = co_await find(std::move(request));
  co_await http::async_write(stream, response, asio::use_awaitable);
}

// Reported: the handler asks, but for some requests too late; those that it passes on come too early as well.
awaitable<Response> scrub(Request) { co_return page(status::ok, co_await store.get("scrub")); }
// CHECK: [[@LINE-1]]:65: warning: the handler gets to 'get' before it asks whether the service is ready
// CHECK: [[@LINE-2]]:21: note: refuse here, with 503 and 'Retry-After', until the service is ready
awaitable<Response> handle(Request request) {
  const auto executor = co_await asio::this_coro::executor;
  const bool ready = health.all_ready();
  if (request.target() == "/scrub")
    co_return co_await scrub(std::move(request));
  if (request.target() == "/fast")
    co_return page(status::ok, co_await store.get("fast"));
    // CHECK: [[@LINE-1]]:32: warning: the handler gets to 'get' before it asks whether the service is ready
    // CHECK: [[@LINE-8]]:21: note: refuse here, with 503 and 'Retry-After', until the service is ready
  if (!ready)
    co_return unavailable();
  co_return page(status::ok, co_await store.get("slow"));
}

// Reported: a readiness probe that nobody is asked for.
Response route(const Request &request) {
  if (request.target() == "/livez")
    return page(status::ok, "alive");
  if (request.target() == "/readyz")
    return page(status::ok, "ready");
    // CHECK: [[@LINE-1]]:5: warning: the readiness probe answers 200 here, and has asked nothing
  return page(status::not_found, "");
}

// Reported: 503, and nobody knows for how long.
Response drain() {
  Response response{status::service_unavailable, 11};
  // CHECK: [[@LINE-1]]:12: warning: this 503 has no 'Retry-After': nobody knows when to come back
  response.body() = "draining";
  return response;
}
Response drain_page() { return page(status::service_unavailable, "draining"); }
// CHECK: [[@LINE-1]]:32: warning: this 503 has no 'Retry-After': nobody knows when to come back
void drain_into(Response &response) {
  if (rejected == 0)
    return;
  response.result(503);
  // CHECK: [[@LINE-1]]:3: warning: this 503 has no 'Retry-After': nobody knows when to come back
}

// Silent: asked before, by itself or by the caller.
awaitable<Response> gated_find(Request request) {
  Response response = page(status::ok, co_await store.get(request.body()));
  co_return response;
}
awaitable<Response> gate(Request request) {
  if (request.target() == "/readyz")
    co_return health.all_ready() ? page(status::ok, "ready") : unavailable();
  if (!health.all_ready())
    co_return unavailable();
  if (request.target() == "/find")
    co_return co_await gated_find(std::move(request));
  co_return page(status::ok, co_await store.get("x"));
}
awaitable<Response> patient(Request request) {
  co_await health.async_wait_ready();
  co_return page(status::ok, co_await store.get(request.body()));
}
awaitable<void> serve_gated(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  Request request;
  co_await http::async_read(stream, buffer, request, asio::use_awaitable);
  Response response = co_await gate(request);
  response = co_await patient(std::move(request));
  co_await http::async_write(stream, response, asio::use_awaitable);
}

// Silent: nobody in sight passes it requests; a client; a probe in front of the gate.
awaitable<Response> called_elsewhere(Request request) { co_return page(status::ok, co_await store.get(request.body())); }
awaitable<Response> exchange(beast::tcp_stream &stream, Request request) {
  co_await http::async_write(stream, request, asio::use_awaitable);
  beast::flat_buffer buffer;
  Response response;
  co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  co_return response;
}
awaitable<Response> with_metrics(Request request) {
  if (request.target() == "/metrics")
    co_return page(status::ok, co_await store.get("metrics"));
  if (!health.all_ready())
    co_return unavailable();
  co_return page(status::ok, co_await store.get("x"));
}

// Silent: somebody says when to come back, or may.
Response drain_for_now() {
  Response response{status::service_unavailable, 11};
  response.body() = "draining";
  response.set("Retry-After", "2");
  return response;
}
void add_fields(Response &response);
void say_when(Response &response) { response.set(http::field::retry_after, "2"); }
Response drain_with_help() {
  Response response{status::service_unavailable, 11};
  add_fields(response);
  return response;
}
Response drain_with_visible_help() {
  Response response{status::service_unavailable, 11};
  say_when(response);
  return response;
}
Response bare() { return Response(status::service_unavailable, 11); }
Response complete() {
  Response response = bare();
  response.set(http::field::retry_after, "2");
  return response;
}
bool is_refused(const Response &response) { return response.result() == status::service_unavailable; }
struct Session {
  void refuse() { response_.result(status::service_unavailable); }
  Response response_;
};

// Silent: allowed, with a reason.
Response drained() {
  return Response(status::service_unavailable, 11); // ron-allow(readiness-gate): this node never comes back
}
