// RUN: %ron_check %s ron-blocking-destructor -std=c++20
// Boost.Asio, as installed.
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

namespace asio = boost::asio;
using asio::ip::tcp;

// Reported: an event loop that is run, a pool that is joined.
class Server {
public:
  ~Server() {
    context_.stop();
    context_.run();
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Server' blocks in 'run'
    // CHECK: [[@LINE-4]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    context_.run_for(std::chrono::seconds(1));
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Server' blocks in 'run_for'
    // CHECK: [[@LINE-7]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    pool_.join();
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Server' blocks in 'join'
    // CHECK: [[@LINE-10]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }

private:
  asio::io_context context_;
  asio::thread_pool pool_;
};

// Reported: synchronous operations on the network.
class Connection {
public:
  ~Connection() {
    boost::system::error_code error;
    asio::write(stream_, asio::buffer("QUIT", 4), error);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Connection' blocks in 'write'
    // CHECK: [[@LINE-4]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    stream_.shutdown(error);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Connection' blocks in 'shutdown'
    // CHECK: [[@LINE-7]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    timer_.wait(error);
    // CHECK: [[@LINE-1]]:5: warning: destroying 'Connection' blocks in 'wait'
    // CHECK: [[@LINE-10]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }

private:
  asio::ssl::stream<tcp::socket> stream_;
  asio::steady_timer timer_;
};

// Silent: ends without waiting.
class Session {
public:
  ~Session() {
    boost::system::error_code error;
    socket_.cancel(error);
    socket_.shutdown(tcp::socket::shutdown_both, error);
    socket_.close(error);
    timer_.cancel();
    context_.stop();
    pool_.stop();
    while (context_.poll() != 0)
      ;
  }

private:
  tcp::socket socket_;
  asio::steady_timer timer_;
  asio::io_context &context_;
  asio::thread_pool &pool_;
};
