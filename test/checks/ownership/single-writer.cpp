// RUN: %ron_check %s ron-single-writer -std=c++20
#include "mock/spawn.h"

#include <fstream>
#include <iostream>
#include <mutex>

namespace boost::asio {
template <class Protocol> struct basic_stream_socket {
  template <class Token> cobalt::task<> async_send(const std::string &, Token &&) { return {}; }
  void send(const std::string &);
};
struct tcp {};
template <class Stream, class Token> cobalt::task<> async_write(Stream &, const std::string &, Token &&) { return {}; }
template <class Stream> void write(Stream &, const std::string &);
template <class Function> void post(io_context &, Function &&) {}
} // namespace boost::asio
namespace asio = boost::asio;
namespace cobalt = boost::cobalt;
using asio::detached;
using Socket = asio::basic_stream_socket<asio::tcp>;
struct TlsSocket : Socket {};

cobalt::task<> say(Socket &socket) {
  co_await asio::async_write(socket, "x", cobalt::use_op);
}
cobalt::promise<> shout(std::shared_ptr<Socket> socket) {
  co_await socket->async_send("x", cobalt::use_op);
}
template <class Stream> cobalt::task<> say_on(Stream &stream) {
  co_await asio::async_write(stream, "x", cobalt::use_op);
}

// Silent: other streams, other libraries' writers, 'std::cout', a lock around the write, one task after the other.
struct Buffer {
  void write(const std::string &);
};
cobalt::task<> silent(asio::io_context &io, Socket &first, Socket &second, Buffer &buffer, std::ostream &out) {
  co_await cobalt::gather(say(first), say(second));
  co_await say(first);
  co_await say(first);
  std::thread([&] { buffer.write("x"); }).detach();
  std::thread([&] { buffer.write("x"); }).detach();
  std::thread([] { std::cout.write("x", 1); }).detach();
  std::thread([] { std::cout.write("x", 1); }).detach();
  std::mutex mutex;
  std::thread([&] { std::lock_guard lock(mutex); out.write("x", 1); }).detach();
  std::thread([&] { std::lock_guard lock(mutex); out.write("x", 1); }).detach();
  std::thread one([&first] { first.send("x"); });
  one.join();
  std::thread other([&first] { first.send("x"); });
  other.join();
}
void own_streams(std::vector<std::string> names) {
  std::vector<std::thread> threads;
  for (const std::string &name : names)
    threads.emplace_back([name] { std::ofstream file(name); file.write("x", 1); });
  for (auto &thread : threads)
    thread.join();
  for (int i = 0; i < 3; ++i) {
    Socket socket;
    std::thread([&socket] { socket.send("x"); }).join();
  }
}
void unevaluated(Socket &socket) {
  std::thread([&] { if constexpr (false) socket.send("x"); }).detach();
  std::thread([&] { (void)sizeof(socket.send("x"), 1); socket.send("y"); }).detach();
}

// Reported: the tasks of 'gather', of derived streams, behind a shared_ptr.
cobalt::task<> joined(Socket &socket, TlsSocket &tls) {
  co_await cobalt::gather(say(socket), say(socket));
  // CHECK: [[@LINE-1]]:40: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-2]]:27: note: the other task is started here
  // CHECK: [[@LINE-50]]:12: note: both write here
  // CHECK: [[@LINE-4]]:40: note: let one task write what the others send it through a channel
  co_await cobalt::race(say_on(tls), say_on(tls));
  // CHECK: [[@LINE-1]]:38: warning: two tasks write to 'tls', and what they write may mix
  // CHECK: [[@LINE-2]]:25: note: the other task is started here
  // CHECK: [[@LINE-49]]:12: note: both write here
  // CHECK: [[@LINE-4]]:38: note: let one task write what the others send it through a channel
  auto shared = std::make_shared<Socket>();
  co_await cobalt::join(shout(shared), shout(shared));
  // CHECK: [[@LINE-1]]:40: warning: two tasks write to 'shared', and what they write may mix
  // CHECK: [[@LINE-2]]:25: note: the other task is started here
  // CHECK: [[@LINE-58]]:12: note: both write here
  // CHECK: [[@LINE-4]]:40: note: let one task write what the others send it through a channel
}

// Reported: threads that write synchronously, also to a file.
void threads(Socket &socket, std::ofstream &file) {
  std::thread first([&socket] { socket.send("x"); });
  std::thread second([&socket] { asio::write(socket, "x"); });
  // CHECK: [[@LINE-1]]:34: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-3]]:33: note: the other task writes here
  // CHECK: [[@LINE-3]]:34: note: let one task write what the others send it through a channel
  first.join();
  second.join();
  std::jthread third([&] { file.write("x", 1); });
  std::jthread fourth([&] { file.write("y", 1); });
  // CHECK: [[@LINE-1]]:29: warning: two tasks write to 'file', and what they write may mix
  // CHECK: [[@LINE-3]]:28: note: the other task writes here
  // CHECK: [[@LINE-3]]:29: note: let one task write what the others send it through a channel
}
void send_hello(Socket &socket) { socket.send("hello"); }
void named(Socket &socket) {
  std::thread(send_hello, std::ref(socket)).detach();
  std::thread(send_hello, std::ref(socket)).detach();
  // CHECK: [[@LINE-1]]:15: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-3]]:15: note: the other task is started here
  // CHECK: [[@LINE-6]]:35: note: both write here
  // CHECK: [[@LINE-4]]:15: note: let one task write what the others send it through a channel
}

// Reported: each round starts another writer.
void rounds(Socket &socket) {
  std::vector<std::thread> threads;
  while (threads.size() < 4)
    threads.emplace_back([&] { socket.send("x"); });
    // CHECK: [[@LINE-1]]:32: warning: the tasks of all rounds write to 'socket', and what they write may mix
    // CHECK: [[@LINE-2]]:5: note: each round starts such a task here
    // CHECK: [[@LINE-3]]:32: note: let one task write what the others send it through a channel
  for (auto &thread : threads)
    thread.join();
}

// Reported once: a template with two instantiations; where the macro is used; in a lambda coroutine.
template <class Stream> void generic(asio::io_context &io, Stream &stream) {
  cobalt::spawn(io, say_on(stream), detached);
  cobalt::spawn(io, say_on(stream), detached);
  // CHECK: [[@LINE-1]]:21: warning: two tasks write to 'stream', and what they write may mix
  // CHECK: [[@LINE-3]]:21: note: the other task is started here
  // CHECK: [[@LINE-102]]:12: note: both write here
  // CHECK: [[@LINE-4]]:21: note: let one task write what the others send it through a channel
}
template void generic(asio::io_context &, Socket &);
template void generic(asio::io_context &, TlsSocket &);
#define SEND(SOCKET) (SOCKET).send("x")
void macro(Socket &socket) {
  std::jthread first([&] { SEND(socket); });
  std::jthread second([&] { SEND(socket); });
  // CHECK: [[@LINE-1]]:29: warning: two tasks write to 'socket', and what they write may mix
  // CHECK: [[@LINE-3]]:28: note: the other task writes here
  // CHECK: [[@LINE-3]]:29: note: let one task write what the others send it through a channel
}
void lambdas(asio::io_context &io) {
  const auto serve = [&io](Socket &socket) -> cobalt::task<> {
    cobalt::spawn(io, [](Socket &s) -> cobalt::task<> { co_await say(s); }(socket), detached);
    cobalt::spawn(io, say(socket), detached);
    // CHECK: [[@LINE-1]]:23: warning: two tasks write to 'socket', and what they write may mix
    // CHECK: [[@LINE-3]]:66: note: the other task writes here
    // CHECK: [[@LINE-127]]:12: note: this one writes here
    // CHECK: [[@LINE-4]]:23: note: let one task write what the others send it through a channel
    co_return;
  };
}

// Silent: every early exit.
cobalt::task<> exits(asio::io_context &io, Socket &socket, int kind) {
  if (kind == 0) {
    cobalt::spawn(io, say(socket), detached);
    co_return;
  }
  if (kind == 1) {
    cobalt::spawn(io, say(socket), detached);
    throw kind;
  }
  for (;;) {
    cobalt::spawn(io, say(socket), detached);
    co_await say(socket);
    if (kind == 2)
      break;
  }
  co_await say(socket);
  switch (kind) {
  case 3:
    asio::post(io, [&] { socket.send("x"); });
    break;
  default:
    asio::post(io, [&] { socket.send("y"); });
  }
}

// Silent: allowed, with a reason.
void allowed(Socket &socket) {
  std::jthread first([&] { socket.send("x"); });
  std::jthread second([&] { socket.send("x"); }); // NOLINT(ron-single-writer)
  // ron-allow(single-writer): datagrams of one write each, which the driver keeps whole
  std::jthread third([&] { socket.send("x"); });
}
