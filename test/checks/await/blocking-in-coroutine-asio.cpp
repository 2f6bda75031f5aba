// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// Boost.Asio and Boost.Beast themselves, as installed: the awaited sibling with the same arguments and the same result.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
// FIX: #include <boost/asio/redirect_error.hpp>
// FIX: #include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::awaitable;
using asio::ip::tcp;
using asio::ip::udp;
void use(std::size_t);

// Fixed: member functions.
awaitable<void> members(tcp::socket &socket, tcp::acceptor acceptor, tcp::resolver &resolver, asio::steady_timer timer) {
  char data[64];
  auto buffer = asio::buffer(data);
  const auto n = socket.read_some(buffer); // CHECK: [[@LINE]]:18: warning: 'read_some' blocks the thread that runs this coroutine
  // FIX:   const auto n = co_await socket.async_read_some(buffer, asio::use_awaitable);
  socket.write_some(asio::buffer(data, n)); // CHECK: [[@LINE]]:3: warning: 'write_some' blocks the thread that runs this coroutine
  // FIX:   co_await socket.async_write_some(asio::buffer(data, n), asio::use_awaitable);
  use(socket.send(buffer, 0)); // CHECK: [[@LINE]]:7: warning: 'send' blocks the thread that runs this coroutine
  // FIX:   use(co_await socket.async_send(buffer, 0, asio::use_awaitable));
  tcp::socket peer = acceptor.accept(); // CHECK: [[@LINE]]:22: warning: 'accept' blocks the thread that runs this coroutine
  // FIX:   tcp::socket peer = co_await acceptor.async_accept(asio::use_awaitable);
  acceptor.accept(peer); // CHECK: [[@LINE]]:3: warning: 'accept' blocks the thread that runs this coroutine
  // FIX:   co_await acceptor.async_accept(peer, asio::use_awaitable);
  const auto endpoints = resolver.resolve("host", "80"); // CHECK: [[@LINE]]:26: warning: 'resolve' blocks the thread that runs this coroutine
  // FIX:   const auto endpoints = co_await resolver.async_resolve("host", "80", asio::use_awaitable);
  socket.connect(*endpoints.begin()); // CHECK: [[@LINE]]:3: warning: 'connect' blocks the thread that runs this coroutine
  // FIX:   co_await socket.async_connect(*endpoints.begin(), asio::use_awaitable);
  timer.wait(); // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  // FIX:   co_await timer.async_wait(asio::use_awaitable);
  for (const auto &entry : resolver.resolve("host", "81")) // CHECK: [[@LINE]]:28: warning: 'resolve' blocks the thread that runs this coroutine
    // FIX:   for (const auto &entry : co_await resolver.async_resolve("host", "81", asio::use_awaitable))
    use(entry.host_name().size());
  co_return;
}
// Fixed: where the result is a part of something larger.
awaitable<std::size_t> parts(tcp::resolver &resolver, tcp::socket &socket, asio::mutable_buffer buffer) {
  if (resolver.resolve("a", "1").empty()) // CHECK: [[@LINE]]:7: warning: 'resolve' blocks the thread that runs this coroutine
    // FIX:   if ((co_await resolver.async_resolve("a", "1", asio::use_awaitable)).empty())
    co_return 0;
  const auto first = *resolver.resolve("b", "2"); // CHECK: [[@LINE]]:23: warning: 'resolve' blocks the thread that runs this coroutine
  // FIX:   const auto first = *co_await resolver.async_resolve("b", "2", asio::use_awaitable);
  while (socket.read_some(buffer) > 0) // CHECK: [[@LINE]]:10: warning: 'read_some' blocks the thread that runs this coroutine
    // FIX:   while (co_await socket.async_read_some(buffer, asio::use_awaitable) > 0)
    ;
  co_return socket.write_some(buffer) + 1; // CHECK: [[@LINE]]:13: warning: 'write_some' blocks the thread that runs this coroutine
  // FIX:   co_return co_await socket.async_write_some(buffer, asio::use_awaitable) + 1;
}
// Fixed: free functions, qualified or found through their arguments.
awaitable<void> functions(tcp::socket &socket, tcp::resolver::results_type endpoints, asio::streambuf &text) {
  char data[64];
  asio::connect(socket, endpoints); // CHECK: [[@LINE]]:3: warning: 'connect' blocks the thread that runs this coroutine
  // FIX:   co_await asio::async_connect(socket, endpoints, asio::use_awaitable);
  asio::write(socket, asio::buffer(data)); // CHECK: [[@LINE]]:3: warning: 'write' blocks the thread that runs this coroutine
  // FIX:   co_await asio::async_write(socket, asio::buffer(data), asio::use_awaitable);
  const auto n = read(socket, asio::buffer(data)); // CHECK: [[@LINE]]:18: warning: 'read' blocks the thread that runs this coroutine
  // FIX:   const auto n = co_await async_read(socket, asio::buffer(data), asio::use_awaitable);
  asio::read(socket, text, asio::transfer_exactly(n)); // CHECK: [[@LINE]]:3: warning: 'read' blocks the thread that runs this coroutine
  // FIX:   co_await asio::async_read(socket, text, asio::transfer_exactly(n), asio::use_awaitable);
  asio::read_until(socket, text, '\n'); // CHECK: [[@LINE]]:3: warning: 'read_until' blocks the thread that runs this coroutine
  // FIX:   co_await asio::async_read_until(socket, text, '\n', asio::use_awaitable);
  co_return;
}
// Fixed: with an error code, which the token fills in.
awaitable<void> errors(tcp::socket &socket, tcp::resolver &resolver, const tcp::endpoint &endpoint, asio::mutable_buffer buffer) {
  boost::system::error_code error;
  use(socket.read_some(buffer, error)); // CHECK: [[@LINE]]:7: warning: 'read_some' blocks the thread that runs this coroutine
  // FIX:   use(co_await socket.async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error)));
  socket.connect(endpoint, error); // CHECK: [[@LINE]]:3: warning: 'connect' blocks the thread that runs this coroutine
  // FIX:   co_await socket.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, error));
  asio::write(socket, buffer, error); // CHECK: [[@LINE]]:3: warning: 'write' blocks the thread that runs this coroutine
  // FIX:   co_await asio::async_write(socket, buffer, asio::redirect_error(asio::use_awaitable, error));
  auto found = resolver.resolve("host", "80", error); // CHECK: [[@LINE]]:16: warning: 'resolve' blocks the thread that runs this coroutine
  // FIX:   auto found = co_await resolver.async_resolve("host", "80", asio::redirect_error(asio::use_awaitable, error));
  co_return;
}
// Fixed: Beast's operations; a lambda coroutine.
awaitable<void> beast(boost::beast::tcp_stream &stream, http::request<http::string_body> &request) {
  http::write(stream, request); // CHECK: [[@LINE]]:3: warning: 'write' blocks the thread that runs this coroutine
  // FIX:   co_await http::async_write(stream, request, asio::use_awaitable);
  boost::beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::read(stream, buffer, response); // CHECK: [[@LINE]]:3: warning: 'read' blocks the thread that runs this coroutine
  // FIX:   co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  co_return;
}
auto lambda = [](tcp::socket socket, asio::mutable_buffer buffer) -> awaitable<void> {
  socket.receive(buffer); // CHECK: [[@LINE]]:3: warning: 'receive' blocks the thread that runs this coroutine
  // FIX:   co_await socket.async_receive(buffer, asio::use_awaitable);
  co_return;
};
// Silent: ready, made non-blocking, or nothing that waits.
awaitable<void> silent(tcp::socket &socket, tcp::socket &polled, udp::socket &datagrams, const udp::endpoint &endpoint,
                       asio::mutable_buffer buffer) {
  boost::system::error_code error;
  polled.non_blocking(true);
  polled.read_some(buffer, error);
  datagrams.connect(endpoint);
  socket.set_option(tcp::no_delay(true));
  socket.shutdown(tcp::socket::shutdown_both, error);
  socket.close(error);
  co_return;
}
