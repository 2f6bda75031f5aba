// RUN: %ron_check %s ron-owned-bytes -std=c++20
// Boost.Asio and Boost.Beast themselves, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using Error = boost::system::error_code;

// Reported: a view of what ends with the statement, or with the function, in a task that is spawned.
awaitable<void> say(tcp::socket &socket, std::string_view text) {
// CHECK: [[@LINE-1]]:59: warning: 'say' outlives what its parameter 'text' refers to
// CHECK: [[@LINE+25]]:34: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+2]]:51: note: used here after that
// FIX: awaitable<void> say(tcp::socket &socket, std::string text) {
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}
awaitable<void> send(tcp::socket &socket, asio::const_buffer bytes) {
// CHECK: [[@LINE-1]]:62: warning: 'send' outlives what its parameter 'bytes' refers to
// CHECK: [[@LINE+20]]:35: note: it is lent 'local' here, which ends before the task
// CHECK: [[@LINE+1]]:38: note: used here after that
  co_await asio::async_write(socket, bytes, use_awaitable);
}
awaitable<void> repeat(tcp::socket &socket, const std::string &text, const std::chrono::seconds &pause) {
// CHECK: [[@LINE-1]]:64: warning: 'repeat' outlives what its parameter 'text' refers to
// CHECK: [[@LINE+15]]:49: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+7]]:51: note: used here after that
// CHECK: [[@LINE-4]]:98: warning: 'repeat' outlives what its parameter 'pause' refers to
// CHECK: [[@LINE+12]]:58: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+2]]:51: note: used here after that
// FIX: awaitable<void> repeat(tcp::socket &socket, std::string text, std::chrono::seconds pause) {
  asio::steady_timer timer(socket.get_executor(), pause);
  co_await timer.async_wait(use_awaitable);
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}
void spawn(tcp::socket &socket, int number) {
  const auto executor = socket.get_executor();
  co_spawn(executor, say(socket, "number " + std::to_string(number)), detached);
  std::array<char, 16> local{};
  co_spawn(executor, send(socket, asio::buffer(local)), [](std::exception_ptr) {});
  auto done = co_spawn(executor, repeat(socket, "again", std::chrono::seconds(1)), asio::use_future);
}

// Silent: the spawned task is awaited, or its future asked, in the same full expression; it is one of several that are.
awaitable<void> joins(asio::io_context &io, tcp::socket &socket) {
  co_await say(socket, std::string("x"));
  co_await co_spawn(io, say(socket, std::string("x")), use_awaitable);
  co_await (say(socket, std::string("x")) && send(socket, asio::buffer(std::string("y"))));
  co_spawn(io, say(socket, std::string("x")), asio::use_future).get();
}
int main() {
  asio::io_context io;
  tcp::socket socket(io);
  const std::string text = "x";
  co_spawn(io, say(socket, text), detached);
  io.run();
}

// Reported: the buffer of an operation that goes on.
void writes(tcp::socket &socket, std::string by_value) {
  std::string text = "x";
  asio::async_write(socket, asio::buffer(text), detached);
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives 'text', whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  asio::async_write(socket, asio::buffer(std::string("temporary")), [](Error, std::size_t) {});
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives a temporary, whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  asio::async_write(socket, asio::buffer(by_value), asio::bind_executor(socket.get_executor(), [](Error, std::size_t) {}));
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives 'by_value', whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}
void reads(tcp::socket &socket) {
  char header[16];
  std::vector<char> body(64);
  std::array<asio::mutable_buffer, 2> all{asio::buffer(header), asio::buffer(body)};
  asio::async_read(socket, std::array<asio::mutable_buffer, 2>{asio::buffer(header), asio::buffer(body)}, detached);
  // CHECK: [[@LINE-1]]:28: warning: the operation outlives 'header', whose bytes it is lent
  // CHECK: [[@LINE-2]]:28: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  socket.async_read_some(asio::buffer(body.data(), body.size()), [&body](Error, std::size_t) { body.clear(); });
  // CHECK: [[@LINE-1]]:26: warning: the operation outlives 'body', whose bytes it is lent
  // CHECK: [[@LINE-2]]:26: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  std::uint32_t length = 0;
  asio::async_read(socket, asio::buffer(&length, sizeof length), [](Error, std::size_t) {});
  // CHECK: [[@LINE-1]]:28: warning: the operation outlives 'length', whose bytes it is lent
  // CHECK: [[@LINE-2]]:28: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}
void grows(tcp::socket &socket, beast::tcp_stream &stream) {
  std::string line;
  asio::async_read_until(socket, asio::dynamic_buffer(line), '\n', detached);
  // CHECK: [[@LINE-1]]:34: warning: the operation outlives 'line', whose bytes it is lent
  // CHECK: [[@LINE-2]]:34: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  asio::streambuf lines;
  asio::async_read_until(socket, lines, '\n', [](Error, std::size_t) {});
  // CHECK: [[@LINE-1]]:34: warning: the operation outlives 'lines', whose bytes it is lent
  // CHECK: [[@LINE-2]]:34: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  http::async_read(stream, buffer, request, [](Error, std::size_t) {});
  // CHECK: [[@LINE-1]]:28: warning: the operation outlives 'buffer', whose bytes it is lent
  // CHECK: [[@LINE-2]]:28: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  // CHECK: [[@LINE-3]]:36: warning: the operation outlives 'request', whose bytes it is lent
  // CHECK: [[@LINE-4]]:36: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  http::response<http::string_body> response;
  http::async_write(stream, response, [](Error, std::size_t) {});
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives 'response', whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}

// Reported: in a lambda, a loop, a template, a coroutine that does not wait; a future that nobody asks.
void places(tcp::socket &socket) {
  auto send = [&socket](std::string text) { asio::async_write(socket, asio::buffer(text), detached); };
  // CHECK: [[@LINE-1]]:71: warning: the operation outlives 'text', whose bytes it is lent
  // CHECK: [[@LINE-2]]:71: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  send("x");
  for (int i = 0; i < 3; ++i) {
    const std::string text = std::to_string(i);
    socket.async_send(asio::buffer(text), [](Error, std::size_t) {});
    // CHECK: [[@LINE-1]]:23: warning: the operation outlives 'text', whose bytes it is lent
    // CHECK: [[@LINE-2]]:23: note: keep the bytes in a member, or in a shared_ptr that the handler captures
  }
  std::string last = "x";
  auto done = asio::async_write(socket, asio::buffer(last), asio::use_future);
  // CHECK: [[@LINE-1]]:41: warning: the operation outlives 'last', whose bytes it is lent
  // CHECK: [[@LINE-2]]:41: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}
template <class Socket> void templated(Socket &socket) {
  std::string text = "x";
  asio::async_write(socket, asio::buffer(text), detached);
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives 'text', whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}
void instantiations(tcp::socket &socket, tcp::socket &other, beast::tcp_stream &stream) {
  templated(socket);
  templated(other);
  templated(stream);
}
#define WRITE(socket, text) asio::async_write(socket, asio::buffer(text), detached)
void macro(tcp::socket &socket) {
  std::string text = "x";
  WRITE(socket, text);
  // CHECK: [[@LINE-1]]:3: warning: the operation outlives 'text', whose bytes it is lent
  // CHECK: [[@LINE-2]]:3: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}
awaitable<void> leaves(tcp::socket socket) {
  std::string text = "x";
  if (!socket.is_open())
    co_return;
  asio::async_write(socket, asio::buffer(text), detached);
  // CHECK: [[@LINE-1]]:29: warning: the operation outlives 'text', whose bytes it is lent
  // CHECK: [[@LINE-2]]:29: note: keep the bytes in a member, or in a shared_ptr that the handler captures
}

// Silent: awaited, or waited for before the scope ends; the local event loop ends with the function.
awaitable<void> awaited(tcp::socket &socket) {
  std::string text = "x";
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
  co_await asio::async_write(socket, asio::buffer(std::string("x")), use_awaitable);
  co_await asio::async_write(socket, asio::buffer(text), asio::deferred);
  asio::async_write(socket, asio::buffer(text), detached);
  asio::steady_timer timer(socket.get_executor(), std::chrono::seconds(1));
  co_await timer.async_wait(use_awaitable);
}
void waited(tcp::socket &socket) {
  std::string text = "x";
  asio::async_write(socket, asio::buffer(text), asio::use_future).get();
  asio::async_write(socket, asio::buffer(std::string("x")), asio::use_future).get();
  auto done = asio::async_write(socket, asio::buffer(text), asio::use_future);
  done.wait();
}
void drive(asio::io_context &);
void local_loop() {
  asio::io_context io;
  tcp::socket socket(io);
  std::string text = "x";
  asio::async_write(socket, asio::buffer(text), detached);
  drive(io);
}

// Silent: members, globals, literals, shared and given bytes; bytes that the handler owns.
std::string global;
struct Session : std::enable_shared_from_this<Session> {
  tcp::socket socket_;
  std::string text_;
  std::vector<char> bytes_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  beast::tcp_stream stream_;
  void start(const std::string &given, std::string_view view, asio::const_buffer buffer) {
    static const std::string constant = "x";
    asio::async_write(socket_, asio::buffer(text_), [self = shared_from_this()](Error, std::size_t) {});
    asio::async_read(socket_, asio::buffer(this->bytes_), detached);
    http::async_read(stream_, buffer_, request_, [](Error, std::size_t) {});
    asio::async_write(socket_, asio::buffer(global), detached);
    asio::async_write(socket_, asio::buffer(constant), detached);
    asio::async_write(socket_, asio::buffer("literal"), detached);
    asio::async_write(socket_, asio::buffer(given), detached);
    asio::async_write(socket_, asio::buffer(view), detached);
    asio::async_write(socket_, buffer, detached);
    auto shared = std::make_shared<std::string>("x");
    asio::async_write(socket_, asio::buffer(*shared), [shared](Error, std::size_t) {});
    auto response = std::make_shared<http::response<http::string_body>>();
    http::async_write(stream_, *response, [response](Error, std::size_t) {});
    auto owned = std::make_unique<std::string>("x");
    const auto bytes = asio::buffer(*owned);
    asio::async_write(socket_, bytes, [owned = std::move(owned)](Error, std::size_t) {});
    std::vector<char> moved(16);
    asio::async_write(socket_, asio::buffer(moved), [moved = std::move(moved)](Error, std::size_t) {});
    std::vector<char> bound(16);
    asio::async_write(socket_, asio::buffer(bound), std::bind([](const std::vector<char> &) {}, std::move(bound)));
  }
};

// Silent: a composed operation keeps its bytes in itself; what takes any token; a captured copy.
struct Compose {
  tcp::socket &socket;
  std::unique_ptr<std::string> text;
  template <class Self> void operator()(Self &self, Error error = {}, std::size_t = 0) {
    if (!text) {
      self.complete(error);
      return;
    }
    std::string &bytes = *text;
    asio::async_write(socket, asio::buffer(bytes), std::move(self));
  }
};
template <class Token> auto async_say(tcp::socket &socket, Token &&token) {
  return asio::async_compose<Token, void(Error)>(Compose{socket, std::make_unique<std::string>("x")}, token, socket);
}
template <class Token> auto async_send(tcp::socket &socket, const std::string &text, Token &&token) {
  return asio::async_write(socket, asio::buffer(text), std::forward<Token>(token));
}
void compose(tcp::socket &socket) {
  async_say(socket, detached);
  async_send(socket, global, detached);
  auto write = [&socket, text = std::string("x")] { asio::async_write(socket, asio::buffer(text), detached); };
  write();
}

// Silent: synchronous operations, and those that are marked.
void others(tcp::socket &socket) {
  std::string text = "x";
  asio::write(socket, asio::buffer(text));
  asio::async_write(socket, asio::buffer(text), detached); // NOLINT(ron-owned-bytes)
  // ron-allow(owned-bytes): the test closes the socket first
  asio::async_write(socket, asio::buffer(text), detached);
}
