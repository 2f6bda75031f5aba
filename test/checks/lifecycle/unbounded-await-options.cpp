// RUN: %ron_check %s ron-unbounded-await -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-unbounded-await -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-unbounded-await.DeadlineFunctions: "+own::limit", ron-unbounded-await.StreamTypes: "+own::Stream", ron-unbounded-await.DefaultDeadline: "std::chrono::seconds(30)"}}'
#include "mock/cancel_after.h"

namespace asio = boost::asio;
using asio::use_awaitable;
using Socket = asio::ip::tcp::socket;
namespace own {
struct Stream {
  template <class Token> asio::awaitable<int> async_send(int, const Token &);
};
void limit(Socket &);
void with_timeout(Socket &);
} // namespace own

asio::awaitable<void> limited(Socket socket) {
  own::limit(socket);
  co_await socket.async_send(1, use_awaitable); // CHECK-DEFAULT: [[@LINE]]:12: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
  // CHECK-DEFAULT: [[@LINE-1]]:12: note: give it the token 'cancel_after'
}
asio::awaitable<void> limited_by_default(Socket socket) {
  own::with_timeout(socket);
  co_await socket.async_send(1, use_awaitable);
}
asio::awaitable<void> own_stream(own::Stream stream) {
  co_await stream.async_send(1, use_awaitable); // CHECK-OWN: [[@LINE]]:12: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
  // CHECK-OWN: [[@LINE-1]]:12: note: give it the token 'cancel_after'
  // FIX-OWN:   co_await stream.async_send(1, asio::cancel_after(std::chrono::seconds(30), use_awaitable));
}
asio::awaitable<void> echo(Socket socket) {
  co_await socket.async_read_some(1, use_awaitable); // CHECK: [[@LINE]]:12: warning: 'async_read_some' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-1]]:12: note: give it the token 'cancel_after'
  // FIX-OWN:   co_await socket.async_read_some(1, asio::cancel_after(std::chrono::seconds(30), use_awaitable));
  co_await socket.async_send(1, use_awaitable);
  // FIX-OWN:   co_await socket.async_send(1, asio::cancel_after(std::chrono::seconds(30), use_awaitable));
}
asio::awaitable<void> no_token(Socket socket) {
  co_await socket.async_send(1); // CHECK: [[@LINE]]:12: warning: 'async_send' waits for the peer as long as it likes: no deadline is in sight
  // CHECK: [[@LINE-1]]:12: note: give it the token 'cancel_after'
}
