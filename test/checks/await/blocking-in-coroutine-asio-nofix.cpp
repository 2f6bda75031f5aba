// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// Boost.Asio itself: reported, and left to a person; and what does not block there.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <mutex>


namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
void use(std::size_t);
awaitable<void> work();

// The error code that the call returns, a handler, a lock, a static variable: no 'co_await' in its place.
awaitable<void> no_place(tcp::socket &socket, const tcp::endpoint &endpoint, asio::mutable_buffer buffer, std::mutex &m) {
  boost::system::error_code error;
  // CHECK: [[@LINE+2]]:7: warning: 'connect' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:7: note: await 'async_connect' instead
  if (socket.connect(endpoint, error))
    co_return;
  try {
    co_await work();
  } catch (...) {
    // CHECK: [[@LINE+2]]:5: warning: 'read_some' blocks the thread that runs this coroutine
    // CHECK: [[@LINE+1]]:5: note: await 'async_read_some' instead
    socket.read_some(buffer, error);
  }
  // CHECK: [[@LINE+2]]:25: warning: 'read_some' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:25: note: await 'async_read_some' instead
  static const auto n = socket.read_some(buffer);
  const std::lock_guard guard(m);
  // CHECK: [[@LINE+2]]:7: warning: 'receive' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:7: note: await 'async_receive' instead
  use(socket.receive(buffer) + n);
}
// A stream that has nothing to await.
struct Pipe {
  template <class Buffers> std::size_t read_some(const Buffers &);
  template <class Buffers> std::size_t read_some(const Buffers &, boost::system::error_code &);
};
awaitable<void> own_stream(Pipe &pipe, asio::mutable_buffer buffer) {
  // CHECK: [[@LINE+2]]:3: warning: 'read' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:3: note: await 'async_read' instead
  asio::read(pipe, buffer);
  co_return;
}
// A coroutine of another library; a macro; a template.
asio::experimental::coro<void> other_library(tcp::socket &socket, asio::mutable_buffer buffer) {
  // CHECK: [[@LINE+2]]:3: warning: 'read_some' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:3: note: await 'async_read_some' instead
  socket.read_some(buffer);
  co_return;
}
#define READ(SOCKET, BUFFER) (SOCKET).read_some(BUFFER)
awaitable<void> macro(tcp::socket &socket, asio::mutable_buffer buffer) {
  // CHECK: [[@LINE+2]]:3: warning: 'read_some' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:3: note: await 'async_read_some' instead
  READ(socket, buffer);
  co_return;
}
template <class Socket> awaitable<void> generic(Socket socket, asio::mutable_buffer buffer) {
  // CHECK: [[@LINE+2]]:3: warning: 'read_some' blocks the thread that runs this coroutine
  // CHECK: [[@LINE+1]]:3: note: await 'async_read_some' instead
  socket.read_some(buffer);
  co_return;
}
template awaitable<void> generic(tcp::socket, asio::mutable_buffer);
// Event loops, and futures of Asio.
awaitable<void> loops(asio::io_context &context, asio::thread_pool &pool) {
  context.run();                             // CHECK: [[@LINE]]:3: warning: 'run' blocks the thread that runs this coroutine
  context.run_for(std::chrono::seconds(1));  // CHECK: [[@LINE]]:3: warning: 'run_for' blocks the thread that runs this coroutine
  pool.join();                               // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  asio::co_spawn(context, work(), asio::use_future).get(); // CHECK: [[@LINE]]:3: warning: 'get' blocks the thread that runs this coroutine
  context.poll();
  context.run_for(std::chrono::seconds(0));
  context.stop();
  co_return;
}
// Silent: ready after the wait for readiness, or after asking how much there is.
awaitable<void> ready(tcp::socket &socket, tcp::socket &other, asio::mutable_buffer buffer) {
  co_await socket.async_wait(tcp::socket::wait_read, asio::use_awaitable);
  socket.read_some(buffer);
  if (other.available() >= buffer.size())
    other.read_some(buffer);
}
// Silent: on the threads of a pool. Reported: on the event loop.
awaitable<void> hops(asio::thread_pool &pool, asio::io_context &context, std::future<int> result) {
  co_await asio::post(pool, asio::use_awaitable);
  result.wait();
  co_await asio::post(context, asio::use_awaitable);
  std::future<int> other;
  other.wait(); // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
}
void spawns(asio::thread_pool &pool, asio::io_context &context, std::shared_ptr<std::future<int>> result) {
  const auto fail = [](std::exception_ptr) {};
  asio::co_spawn(pool, [result]() -> awaitable<void> {
    result->wait();
    co_return;
  }, fail);
  asio::co_spawn(pool.get_executor(), [result]() -> awaitable<void> { result->wait(); co_return; }(), fail);
  asio::co_spawn(context, [result]() -> awaitable<void> {
    result->wait(); // CHECK: [[@LINE]]:5: warning: 'wait' blocks the thread that runs this coroutine
    co_return;
  }, fail);
}
