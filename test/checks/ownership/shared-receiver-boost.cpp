// RUN: %ron_check %s ron-shared-receiver -std=c++20
// A broadcast over the channels of Boost.Asio itself, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <memory>

namespace asio = boost::asio;
using asio::awaitable;
using namespace asio::experimental::awaitable_operators;

using Channel = asio::experimental::channel<void(boost::system::error_code, int)>;
class EventReceiver {
public:
  explicit EventReceiver(std::shared_ptr<Channel> channel) : channel_(std::move(channel)) {}
  awaitable<int> next() { return channel_->async_receive(asio::use_awaitable); }

private:
  std::shared_ptr<Channel> channel_;
};
struct Bus {
  EventReceiver subscribe();
};
awaitable<void> count(EventReceiver events) {
  for (;;)
    co_await events.next();
}

// Reported and fixed: arguments and captures of what is spawned.
void start(asio::io_context &io, Bus &bus) {
  EventReceiver events = bus.subscribe();
  asio::co_spawn(io, count(events), asio::detached);
  asio::co_spawn(io, count(events), asio::detached);
  // CHECK: [[@LINE-1]]:28: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:28: note: the other task is given it here
  asio::co_spawn(io, [events]() mutable -> awaitable<void> { co_await events.next(); }, asio::detached);
  // CHECK: [[@LINE-1]]:23: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-6]]:28: note: the other task is given it here
}
awaitable<void> both(Bus &bus) {
  auto events = bus.subscribe();
  co_await (count(events) && count(events));
  // CHECK: [[@LINE-1]]:36: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-2]]:19: note: the other task is given it here
}
// FIX:   asio::co_spawn(io, count(bus.subscribe()), asio::detached);
// FIX:   asio::co_spawn(io, [events = bus.subscribe()]() mutable -> awaitable<void> { co_await events.next(); }, asio::detached);
// FIX:   co_await (count(events) && count(bus.subscribe()));

// Silent: each has its own; one after the other.
awaitable<void> own(asio::io_context &io, Bus &bus) {
  asio::co_spawn(io, count(bus.subscribe()), asio::detached);
  asio::co_spawn(io, count(bus.subscribe()), asio::detached);
  auto events = bus.subscribe();
  co_await asio::co_spawn(io, count(events), asio::use_awaitable);
  co_await asio::co_spawn(io, count(events), asio::use_awaitable);
  co_await (count(events) || count(bus.subscribe()));
}
