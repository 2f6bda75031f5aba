// RUN: %ron_check %s ron-single-writer -std=c++20
// Boost.Asio and Boost.Beast themselves, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <deque>
#include <memory>
#include <string>
#include <thread>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using Channel = asio::experimental::channel<void(boost::system::error_code, std::string)>;

awaitable<void> reader(tcp::socket &socket) {
  char data[64];
  for (;;)
    co_await socket.async_read_some(asio::buffer(data), use_awaitable);
}
awaitable<void> writer(tcp::socket &socket, std::string text) {
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}
awaitable<void> transfer(tcp::socket &from, tcp::socket &to) {
  char data[64];
  for (;;) {
    const auto n = co_await from.async_read_some(asio::buffer(data), use_awaitable);
    co_await asio::async_write(to, asio::buffer(data, n), use_awaitable);
  }
}
awaitable<void> locked(tcp::socket &socket, Channel &turn) {
  co_await turn.async_send({}, "", use_awaitable);
  co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
  turn.try_receive([](auto...) {});
}

// Silent: one reads and one writes; a proxy; one after the other; each its own socket; a timeout.
awaitable<void> normal(asio::io_context &io, tcp::socket client, tcp::socket server) {
  co_spawn(io, reader(client), detached);
  co_spawn(io, writer(client, "hello"), detached);
  co_await (transfer(client, server) && transfer(server, client));
  co_await (transfer(client, server) || transfer(server, client));
  co_await co_spawn(io, writer(server, "a"), use_awaitable);
  co_await co_spawn(io, writer(server, "b"), use_awaitable);
  co_await writer(server, "c");
  co_await writer(server, "d");
  co_spawn(io, writer(server, "e"), asio::use_future).get();
  co_spawn(io, writer(server, "f"), asio::use_future).get();
  asio::steady_timer timer(io);
  co_await (writer(client, "g") || timer.async_wait(use_awaitable));
}
awaitable<void> accept(tcp::acceptor acceptor) {
  for (;;) {
    auto socket = std::make_shared<tcp::socket>(co_await acceptor.async_accept(use_awaitable));
    co_spawn(acceptor.get_executor(), writer(*socket, "hello"), detached);
    co_spawn(acceptor.get_executor(), [socket]() -> awaitable<void> { co_await reader(*socket); }, detached);
  }
}

// Silent: writers take turns by a channel, a queue or a flag; one drains what the others put in.
void turns(asio::io_context &io, tcp::socket &socket, Channel &turn) {
  co_spawn(io, locked(socket, turn), detached);
  co_spawn(io, locked(socket, turn), detached);
}
class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    asio::post(strand_, [self = shared_from_this()] { self->deliver("a"); });
    asio::post(strand_, [self = shared_from_this()] { self->deliver("b"); });
    for (int i = 0; i < 3; ++i)
      asio::dispatch(strand_, [this] { deliver("c"); });
  }
  void deliver(std::string text) {
    const bool writing = !queue_.empty();
    queue_.push_back(std::move(text));
    if (!writing)
      write();
  }

private:
  void write() {
    asio::async_write(socket_, asio::buffer(queue_.front()), [this](auto error, auto) {
      queue_.pop_front();
      if (!error && !queue_.empty())
        write();
    });
  }
  asio::strand<asio::io_context::executor_type> strand_;
  tcp::socket socket_;
  std::deque<std::string> queue_;
};

// Silent: synchronous writes on one context; exclusive branches; datagrams; one handler starts the next write.
void others(asio::io_context &io, tcp::socket &socket, asio::ip::udp::socket &datagrams, bool fast) {
  asio::post(io, [&] { asio::write(socket, asio::buffer("x")); });
  asio::post(io, [&] { asio::write(socket, asio::buffer("y")); });
  if (fast)
    co_spawn(io, writer(socket, "fast"), detached);
  else
    co_spawn(io, writer(socket, "slow"), detached);
  for (int i = 0; i < 3; ++i)
    datagrams.async_send(asio::buffer("x"), detached);
  asio::async_write(socket, asio::buffer("x"), [&socket](auto, auto) {
    asio::async_write(socket, asio::buffer("y"), detached);
  });
}
void with_future(tcp::socket &socket) {
  for (int i = 0; i < 3; ++i) {
    auto done = asio::async_write(socket, asio::buffer("x"), asio::use_future);
    done.get();
  }
}
awaitable<void> awaited(tcp::socket &socket) {
  for (int i = 0; i < 3; ++i)
    co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
  auto op = asio::async_write(socket, asio::buffer("x"), asio::deferred);
  co_await std::move(op);
}
void all_of(std::vector<tcp::socket> &sockets, asio::io_context &io) {
  for (auto &socket : sockets) {
    co_spawn(io, writer(socket, "x"), detached);
    asio::async_write(socket, asio::buffer("x"), detached);
  }
  for (std::size_t i = 0; i < sockets.size(); ++i)
    asio::async_write(sockets[i], asio::buffer("x"), detached);
}

// Silent: what is accepted is another socket each time; a round that leaves; a stackless coroutine.
void session(tcp::socket socket) { asio::write(socket, asio::buffer("x")); }
void serve(tcp::acceptor &acceptor) {
  for (;;)
    std::thread(session, acceptor.accept()).detach();
}
void leaves(tcp::socket &socket, int kind) {
  for (;;) {
    switch (kind) {
    case 0:
      asio::async_write(socket, asio::buffer("x"), detached);
      return;
    case 1:
      asio::async_write(socket, asio::buffer("y"), detached);
      return;
    }
    ++kind;
  }
}
#include <boost/asio/coroutine.hpp>
#include <boost/asio/yield.hpp>
struct Stackless : asio::coroutine {
  void operator()(boost::system::error_code = {}, std::size_t = 0) {
    reenter(this) {
      while (true) {
        yield asio::async_write(*socket, asio::buffer("x"), *this);
        yield asio::async_write(*socket, asio::buffer("y"), *this);
      }
    }
  }
  std::shared_ptr<tcp::socket> socket;
};
#include <boost/asio/unyield.hpp>

// Reported: two tasks, given the socket as an argument, a capture, a pointer.
void arguments(asio::io_context &io, tcp::socket &socket) {
  co_spawn(io, writer(socket, "a"), detached);
  co_spawn(io, writer(socket, "b"), detached);
  // CHECK: [[@LINE-1]]:16: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-3]]:16: note: the other task is started here
  // CHECK: [[@LINE-146]]:12: note: both write here
  // CHECK: [[@LINE-4]]:16: note: let one task write what the others send it through a channel
}
void captures(asio::io_context &io, tcp::socket socket) {
  auto peer = std::make_shared<beast::tcp_stream>(std::move(socket));
  co_spawn(io, [peer]() -> awaitable<void> {
    co_await asio::async_write(*peer, asio::buffer("events"), use_awaitable);
  }, detached);
  co_spawn(io, [peer]() -> awaitable<void> {
    asio::steady_timer timer(peer->get_executor());
    co_await timer.async_wait(use_awaitable);
    co_await peer->async_write_some(asio::buffer("ping"), use_awaitable);
    // CHECK: [[@LINE-1]]:14: warning: two tasks write to 'peer', and what they write may mix
    // CHECK: [[@LINE-7]]:14: note: the other task writes here
    // CHECK: [[@LINE-3]]:14: note: let one task write what the others send it through a channel
  }, detached);
}
awaitable<void> both(tcp::socket &a, tcp::socket &b) {
  co_await (transfer(a, b) && writer(b, "x"));
  // CHECK: [[@LINE-1]]:31: warning: two tasks write to 'b', and what they write may mix
  // CHECK: [[@LINE-160]]:14: note: the other task writes here
  // CHECK: [[@LINE-167]]:12: note: this one writes here
  // CHECK: [[@LINE-4]]:31: note: let one task write what the others send it through a channel
}
void threads(tcp::socket &socket) {
  std::jthread first([&] { asio::write(socket, asio::buffer("x")); });
  std::jthread second([&] { socket.send(asio::buffer("y")); });
  // CHECK: [[@LINE-1]]:29: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-3]]:28: note: the other task writes here
  // CHECK: [[@LINE-3]]:29: note: let one task write what the others send it through a channel
}
class Connection {
public:
  void start(asio::io_context &io) {
    co_spawn(io, answer(), detached);
    co_spawn(io, beat(), detached);
    asio::post(io, [this] { asio::async_write(socket_, asio::buffer("z"), detached); });
  }

private:
  awaitable<void> answer() { co_await beast::http::async_write(socket_, response_, use_awaitable); }
  awaitable<void> beat() {
    asio::steady_timer timer(socket_.get_executor());
    for (;;) {
      co_await timer.async_wait(use_awaitable);
      co_await writer(socket_, "ping");
      // CHECK: [[@LINE-11]]:18: warning: two tasks write to 'socket_', and what they write may mix
      // CHECK: [[@LINE-7]]:39: note: the other task writes here
      // CHECK: [[@LINE-3]]:16: note: this one writes here
      // CHECK: [[@LINE-14]]:18: note: let one task write what the others send it through a channel
      // CHECK: [[@LINE-14]]:29: warning: two tasks write to 'socket_', and what they write may mix
      // CHECK: [[@LINE-11]]:39: note: the other task writes here
      // CHECK: [[@LINE-16]]:29: note: let one task write what the others send it through a channel
    }
  }
  tcp::socket socket_;
  beast::http::response<beast::http::string_body> response_;
};

// Reported: a task of each round.
void rounds(asio::io_context &io, beast::websocket::stream<beast::tcp_stream> &ws, std::vector<std::string> texts) {
  for (auto &text : texts)
    co_spawn(io, [&ws, text]() -> awaitable<void> { co_await ws.async_write(asio::buffer(text), use_awaitable); }, detached);
    // CHECK: [[@LINE-1]]:62: warning: the tasks of all rounds write to 'ws', and what they write may mix
    // CHECK: [[@LINE-2]]:5: note: each round starts such a task here
    // CHECK: [[@LINE-3]]:62: note: let one task write what the others send it through a channel
}

// Reported: composed writes that nobody waits for.
void loose(tcp::socket &socket, std::vector<std::string> texts) {
  for (auto &text : texts)
    asio::async_write(socket, asio::buffer(text), detached);
    // CHECK: [[@LINE-1]]:5: warning: this write to 'socket' starts while the one of the round before may still run
    // CHECK: [[@LINE-2]]:5: note: let one task write what the others send it through a channel
}
void twice(tcp::socket &socket) {
  asio::async_write(socket, asio::buffer("head"), [](auto, auto) {});
  asio::async_write(socket, asio::buffer("body"), asio::use_future);
  // CHECK: [[@LINE-1]]:3: warning: this write to 'socket' starts while the one before it may still run
  // CHECK: [[@LINE-3]]:3: note: the write before it starts here
  // CHECK: [[@LINE-3]]:3: note: let one task write what the others send it through a channel
}
void answers(tcp::socket &socket, beast::http::response<beast::http::string_body> &first,
             beast::http::response<beast::http::string_body> &second) {
  beast::http::async_write(socket, first, detached);
  beast::http::async_write(socket, second, [](auto, auto) {});
  // CHECK: [[@LINE-1]]:3: warning: this write to 'socket' starts while the one before it may still run
  // CHECK: [[@LINE-3]]:3: note: the write before it starts here
  // CHECK: [[@LINE-3]]:3: note: let one task write what the others send it through a channel
}

// Silent: the answers of Beast, one after the other.
void in_turn(tcp::socket &socket, beast::http::response<beast::http::string_body> &first,
             beast::http::response<beast::http::string_body> &second) {
  beast::http::async_write(socket, first, [&](auto, auto) { beast::http::async_write(socket, second, detached); });
}
void with_future(tcp::socket &socket, beast::http::response<beast::http::string_body> &answer) {
  for (int i = 0; i < 3; ++i)
    beast::http::async_write(socket, answer, asio::use_future).get();
}
