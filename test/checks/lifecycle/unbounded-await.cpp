// RUN: %ron_check %s ron-unbounded-await -std=c++20
#include "mock/cancel_after.h"

namespace asio = boost::asio;
using asio::use_awaitable;
using Socket = asio::ip::tcp::socket;

// Reported: the library has a token that limits the wait.
asio::awaitable<void> echo(Socket socket) {
  co_await socket.async_read_some(1, use_awaitable); // CHECK: [[@LINE]]:12: warning: 'async_read_some' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-1]]:12: note: give it the token 'cancel_after'
  co_await socket.async_send(1, use_awaitable);
}
asio::awaitable<void> by_default(Socket socket) {
  co_await socket.async_send(1); // CHECK: [[@LINE]]:12: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-1]]:12: note: give it the token 'cancel_after'
}

// Silent: the token limits it, here or where the coroutine is started.
asio::awaitable<void> limited(Socket socket) {
  co_await socket.async_read_some(1, asio::cancel_after(std::chrono::seconds(5), use_awaitable));
  co_await socket.async_send(1, use_awaitable);
}
template <class Token> void start(asio::awaitable<void>, const Token &);
asio::awaitable<void> started(Socket socket) { co_await socket.async_send(1, use_awaitable); }
void start_it(Socket socket) { start(started(socket), asio::cancel_after(std::chrono::seconds(5), asio::detached)); }
asio::awaitable<void> not_awaited(Socket socket) {
  auto later = socket.async_send(1, use_awaitable);
  co_return;
}
asio::awaitable<void> lends(Socket &socket) { co_await socket.async_send(1, use_awaitable); }
