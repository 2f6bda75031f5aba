// RUN: %ron_check %s ron-unbounded-await -std=c++20
// Boost.Asio and Boost.Beast themselves, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

// Reported, once a coroutine: what it awaits of its own connection.
awaitable<void> echo(tcp::socket socket) {
  char data[64];
  const auto n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
  // CHECK: [[@LINE-1]]:27: warning: 'async_read_some' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:27: note: race it against a timer
  co_await asio::async_write(socket, asio::buffer(data, n), use_awaitable);
}
awaitable<void> get(tcp::resolver::results_type endpoints, http::request<http::string_body> request) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await asio::async_connect(socket, endpoints, use_awaitable);
  // CHECK: [[@LINE-1]]:12: warning: 'async_connect' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:12: note: race it against a timer
  co_await http::async_write(socket, request, asio::deferred);
}
awaitable<std::string> fetch(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, use_awaitable);
  // CHECK: [[@LINE-1]]:12: warning: 'async_read' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:12: note: call 'expires_after' of the stream first
  co_return response.body();
}
struct Client {
  awaitable<void> run() {
    char data[64];
    co_await asio::async_read(socket_, asio::buffer(data), use_awaitable);
    // CHECK: [[@LINE-1]]:14: warning: 'async_read' waits for the peer as long as it likes: no deadline is in sight
    // CHECK: [[@LINE-2]]:14: note: race it against a timer
  }
  awaitable<void> shake(beast::websocket::stream<beast::tcp_stream> &ws) { co_await ws.async_handshake("host", "/", use_awaitable); }
  // CHECK: [[@LINE-1]]:85: warning: 'async_handshake' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:85: note: race it against a timer
  awaitable<void> start(beast::websocket::stream<beast::tcp_stream> ws) { co_await shake(ws); }
  tcp::socket socket_;
};
void lambdas(asio::io_context &io, tcp::socket socket) {
  asio::co_spawn(io, [&socket]() -> awaitable<void> {
    co_await socket.async_send(asio::buffer("x"), use_awaitable);
    // CHECK: [[@LINE-1]]:14: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
    // CHECK: [[@LINE-2]]:14: note: race it against a timer
  }, asio::detached);
}

// Silent: a deadline of the stream, a race, a timer at hand, a limit that is passed on.
awaitable<void> expires(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  stream.expires_after(5s);
  co_await http::async_read(stream, buffer, response, use_awaitable);
}
awaitable<void> races(tcp::socket socket, asio::steady_timer &timer) {
  char data[64];
  co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
}
awaitable<void> session(tcp::socket &socket) {
  char data[64];
  co_await socket.async_read_some(asio::buffer(data), use_awaitable);
}
awaitable<void> raced(tcp::socket socket) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 5s);
  co_await (session(socket) || timer.async_wait(use_awaitable));
}
awaitable<void> until(tcp::socket socket, std::chrono::steady_clock::time_point &deadline) {
  deadline = std::chrono::steady_clock::now() + 5s;
  co_await socket.async_send(asio::buffer("x"), use_awaitable);
}
awaitable<void> helper(beast::tcp_stream &stream) {
  co_await stream.async_write_some(asio::buffer("x"), use_awaitable);
}
awaitable<void> limits(beast::tcp_stream stream) {
  stream.expires_after(5s);
  co_await helper(stream);
}
awaitable<void> lent(beast::tcp_stream &stream) {
  co_await stream.async_write_some(asio::buffer("x"), use_awaitable);
}
class Watched {
  awaitable<void> run() { co_await socket_.async_send(asio::buffer("x"), use_awaitable); }
  awaitable<void> watch() {
    co_await timer_.async_wait(use_awaitable);
    socket_.cancel();
  }
  tcp::socket socket_;
  asio::steady_timer timer_;
};
awaitable<void> within_lambda(beast::tcp_stream stream) {
  stream.expires_after(5s);
  auto send = [&]() -> awaitable<void> { co_await stream.async_write_some(asio::buffer("x"), use_awaitable); };
  co_await send();
}

// Silent: no peer is waited for.
awaitable<void> others(tcp::acceptor &acceptor, asio::ip::udp::socket datagrams, tcp::resolver resolver) {
  asio::experimental::channel<void(boost::system::error_code, int)> numbers(acceptor.get_executor());
  char data[64];
  co_await acceptor.async_accept(use_awaitable);
  co_await datagrams.async_receive(asio::buffer(data), use_awaitable);
  co_await numbers.async_receive(use_awaitable);
  tcp::socket socket(acceptor.get_executor());
  co_await socket.async_wait(tcp::socket::wait_read, use_awaitable);
  socket.async_send(asio::buffer("x"), asio::detached);
}

// Reported once: a template with two instantiations, where the macro is used, a lambda in a coroutine, every early exit.
template <class Stream> awaitable<void> generic(Stream stream) {
  co_await stream.async_write_some(asio::buffer("x"), use_awaitable);
  // CHECK: [[@LINE-1]]:12: warning: 'async_write_some' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:12: note: race it against a timer
}
template awaitable<void> generic(tcp::socket);
template awaitable<void> generic(beast::tcp_stream);
#define SEND(SOCKET) co_await (SOCKET).async_send(asio::buffer("x"), asio::use_awaitable)
awaitable<void> macro(tcp::socket socket) {
  SEND(socket);
  // CHECK: [[@LINE-1]]:3: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-2]]:3: note: race it against a timer
}
awaitable<void> exits(tcp::socket socket, int kind) {
  if (kind == 0)
    co_return;
  if (kind == 1)
    throw kind;
  for (;;) {
    const auto send = [](tcp::socket peer) -> awaitable<void> { co_await peer.async_send(asio::buffer("x"), use_awaitable); };
    // CHECK: [[@LINE-1]]:74: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
    // CHECK: [[@LINE-2]]:74: note: race it against a timer
    co_await send(std::move(socket));
    if (kind == 2)
      break;
  }
}

// Silent: allowed, with a reason.
awaitable<void> allowed(tcp::socket socket) {
  co_await socket.async_send(asio::buffer("x"), use_awaitable); // NOLINT(ron-unbounded-await)
}
awaitable<void> allowed_too(tcp::socket socket) {
  char data[64];
  // ron-allow(unbounded-await): a subscriber may be silent for days
  co_await socket.async_read_some(asio::buffer(data), use_awaitable);
}
