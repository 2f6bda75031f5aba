// RUN: %ron_check %s ron-detached-task -std=c++20
// Boost.Asio and Boost.Beast themselves, as installed.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
void note(const char *);
awaitable<void> elsewhere(int);
awaitable<void> elsewhere_noexcept(int) noexcept;

// Reported: an operation whose errors are exceptions.
awaitable<void> echo(tcp::socket socket) {
  char data[64];
  for (;;) {
    const auto n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    co_await asio::async_write(socket, asio::buffer(data, n), use_awaitable);
  }
}
awaitable<void> listener(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_spawn(acceptor.get_executor(), echo(std::move(socket)), detached);
    // CHECK: [[@LINE-1]]:5: warning: 'echo' is detached: an exception that ends it is lost
    // CHECK: [[@LINE-9]]:36: note: an exception may come from here
    // CHECK: [[@LINE-3]]:64: note: let a handler see it, for example by ending 'run()' with it
  }
}
awaitable<std::size_t> fetch(beast::tcp_stream &stream) {
  beast::flat_buffer buffer;
  beast::http::response<beast::http::string_body> response;
  co_return co_await beast::http::async_read(stream, buffer, response, use_awaitable);
}
void start(asio::io_context &io, tcp::acceptor &acceptor, beast::tcp_stream &stream) {
  co_spawn(io, listener(acceptor), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'listener' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-15]]:44: note: an exception may come from here
  // CHECK: [[@LINE-3]]:36: note: let a handler see it, for example by ending 'run()' with it
  asio::co_spawn(io, fetch(stream), asio::detached);
  // CHECK: [[@LINE-1]]:3: warning: 'fetch' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-9]]:22: note: an exception may come from here
  // CHECK: [[@LINE-3]]:37: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, echo(tcp::socket(io)), asio::bind_executor(io.get_executor(), detached));
  // CHECK: [[@LINE-1]]:3: warning: 'echo' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-29]]:36: note: an exception may come from here
  co_spawn(io, elsewhere(1), asio::use_future);
  co_spawn(io, fetch(stream), asio::use_future);
  // CHECK: [[@LINE-1]]:3: warning: 'fetch' ends in a future that is dropped: an exception that ends it is lost
  // CHECK: [[@LINE-17]]:22: note: an exception may come from here
}
// SUGGEST:     co_spawn(acceptor.get_executor(), echo(std::move(socket)), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, listener(acceptor), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   asio::co_spawn(io, fetch(stream), [](std::exception_ptr error, auto &&...) { if (error) std::rethrow_exception(error); });

// Reported: lambdas, called or not; what they await; both operands of an operator.
void lambdas(asio::io_context &io, tcp::socket &socket, asio::steady_timer &timer) {
  co_spawn(io, [&socket]() -> awaitable<void> { co_await asio::async_write(socket, asio::buffer("x"), use_awaitable); }, detached);
  // CHECK: [[@LINE-1]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-2]]:58: note: an exception may come from here
  // CHECK: [[@LINE-3]]:122: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, [](tcp::socket &s) -> awaitable<void> { co_await s.async_wait(tcp::socket::wait_read, asio::deferred); }(socket), detached);
  // CHECK: [[@LINE-1]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-2]]:67: note: an exception may come from here
  // CHECK: [[@LINE-3]]:130: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, [&]() -> awaitable<void> {
    char data[1];
    co_await (socket.async_read_some(asio::buffer(data), use_awaitable) || timer.async_wait(use_awaitable));
  }, detached);
  // CHECK: [[@LINE-4]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-3]]:22: note: an exception may come from here
  // CHECK: [[@LINE-3]]:6: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, [&]() { return elsewhere(2); }, detached);
  // CHECK: [[@LINE-1]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-2]]:31: note: an exception may come from here
  // CHECK: [[@LINE-3]]:48: note: let a handler see it, for example by ending 'run()' with it
  auto task = [&]() -> awaitable<void> { co_await elsewhere(3); };
  co_spawn(io, task, detached);
  // CHECK: [[@LINE-1]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-3]]:51: note: an exception may come from here
  // CHECK: [[@LINE-3]]:22: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, task(), detached);
  // CHECK: [[@LINE-1]]:3: warning: this task is detached: an exception that ends it is lost
  // CHECK: [[@LINE-7]]:51: note: an exception may come from here
  // CHECK: [[@LINE-3]]:24: note: let a handler see it, for example by ending 'run()' with it
}
// SUGGEST:   co_spawn(io, [&socket]() -> awaitable<void> { co_await asio::async_write(socket, asio::buffer("x"), use_awaitable); }, [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, [](tcp::socket &s) -> awaitable<void> { co_await s.async_wait(tcp::socket::wait_read, asio::deferred); }(socket), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST: -  }, detached);
// SUGGEST:   }, [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, [&]() { return elsewhere(2); }, [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, task, [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, task(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });

// Reported: synchronous operations without an error code, what is called here, a handler that throws on.
std::string peer_of(tcp::socket &socket) { return socket.remote_endpoint().address().to_string(); }
awaitable<void> named(tcp::socket socket) {
  note(peer_of(socket).c_str());
  co_return;
}
awaitable<void> rethrows() {
  try {
    co_await elsewhere(4);
  } catch (...) {
    note("failed");
    throw;
  }
}
awaitable<void> handles_few() {
  try {
    co_await elsewhere(5);
  } catch (const boost::system::system_error &) {
  }
}
void more(asio::io_context &io) {
  co_spawn(io, named(tcp::socket(io)), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'named' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-20]]:8: note: an exception may come from here
  // CHECK: [[@LINE-3]]:40: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, rethrows(), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'rethrows' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-16]]:5: note: an exception may come from here
  // CHECK: [[@LINE-3]]:28: note: let a handler see it, for example by ending 'run()' with it
  co_spawn(io, handles_few(), detached);
  // CHECK: [[@LINE-1]]:3: warning: 'handles_few' is detached: an exception that ends it is lost
  // CHECK: [[@LINE-15]]:14: note: an exception may come from here
  // CHECK: [[@LINE-3]]:31: note: let a handler see it, for example by ending 'run()' with it
}
// SUGGEST:   co_spawn(io, named(tcp::socket(io)), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, rethrows(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
// SUGGEST:   co_spawn(io, handles_few(), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });

// Silent: everything is caught, by whichever handler.
awaitable<void> catches(tcp::socket socket) {
  try {
    co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
  } catch (...) {
    note("failed");
  }
}
awaitable<void> catches_exceptions(tcp::socket socket) {
  try {
    co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
  } catch (const std::exception &e) {
    note(e.what());
  }
}
awaitable<void> catches_errors(tcp::socket socket) {
  try {
    co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
  } catch (const boost::system::system_error &e) {
    note(e.what());
  }
}
awaitable<void> as_block(tcp::socket socket) try {
  co_await asio::async_write(socket, asio::buffer("x"), use_awaitable);
} catch (...) {
}

// Silent: errors are values, nothing fails, or only a timer that is cancelled.
awaitable<void> values(tcp::socket socket, tcp::acceptor &acceptor, asio::steady_timer timer) {
  constexpr auto tuple = asio::as_tuple(use_awaitable);
  auto [error, n] = co_await asio::async_write(socket, asio::buffer("x"), tuple);
  boost::system::error_code ec;
  co_await asio::async_write(socket, asio::buffer("x"), asio::redirect_error(use_awaitable, ec));
  auto endpoint = socket.remote_endpoint(ec);
  socket.close(ec);
  co_await asio::post(use_awaitable);
  co_await timer.async_wait(use_awaitable);
  co_await elsewhere_noexcept(1);
  co_await catches(std::move(socket));
  note("done");
}
void silent(asio::io_context &io, tcp::acceptor &acceptor) {
  co_spawn(io, catches(tcp::socket(io)), detached);
  co_spawn(io, catches_exceptions(tcp::socket(io)), detached);
  co_spawn(io, catches_errors(tcp::socket(io)), detached);
  co_spawn(io, as_block(tcp::socket(io)), detached);
  co_spawn(io, values(tcp::socket(io), acceptor, asio::steady_timer(io)), detached);
  co_spawn(io, elsewhere(6), detached);
  asio::post(io, [] { throw 1; });
}

// Silent: somebody is told.
awaitable<void> told(asio::io_context &io, tcp::acceptor &acceptor) {
  co_spawn(io, listener(acceptor), [](std::exception_ptr error) { if (error) std::rethrow_exception(error); });
  co_await co_spawn(io, listener(acceptor), use_awaitable);
  auto future = co_spawn(io, listener(acceptor), asio::use_future);
  co_spawn(io, listener(acceptor), asio::use_future).get();
  (void)co_spawn(io, listener(acceptor), asio::use_future);
}
