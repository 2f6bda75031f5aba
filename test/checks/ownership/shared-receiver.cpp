// RUN: %ron_check %s ron-shared-receiver -std=c++20
#include "mock/spawn.h"

namespace cobalt = boost::cobalt;
using boost::asio::detached;
namespace tokio {
template <class T> struct broadcast_receiver {
  cobalt::task<T> recv();
};
} // namespace tokio
struct Event {};
struct Subscription {
  cobalt::task<Event> next();
  Event *try_next();
};
struct Bus {
  Subscription subscribe();
  Subscription subscribe(int topic);
  cobalt::task<Subscription> async_subscribe();
};
Bus &bus_of(int);
tokio::broadcast_receiver<int> subscribe();
void use(Event);
cobalt::task<> follow(Subscription);
cobalt::task<> watch(Subscription &);
cobalt::task<> look(const Subscription &);
cobalt::task<> share(std::shared_ptr<Subscription>);

// Reported and fixed: the second task is given the same one, as an argument.
void arguments(boost::asio::io_context &io, Bus &bus) {
  Subscription events = bus.subscribe();
  cobalt::spawn(io, follow(events), detached);
  cobalt::spawn(io, follow(events), detached);
  // CHECK: [[@LINE-1]]:28: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:28: note: the other task is given it here
}
void three(boost::asio::io_context &io, Bus *bus) {
  auto events = bus->subscribe();
  cobalt::spawn(io, follow(events), detached);
  cobalt::spawn(io, follow(events), detached);
  // CHECK: [[@LINE-1]]:28: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:28: note: the other task is given it here
  cobalt::spawn(io, follow(std::move(events)), detached);
  auto numbers = subscribe();
  const auto task = [](tokio::broadcast_receiver<int> in) -> cobalt::task<> { co_await in.recv(); };
  cobalt::spawn(io, task(numbers), detached);
  cobalt::spawn(io, task(numbers), detached);
  // CHECK: [[@LINE-1]]:26: warning: two tasks receive from 'numbers': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:26: note: the other task is given it here
}
// FIX:   cobalt::spawn(io, follow(bus.subscribe()), detached);
// FIX:   cobalt::spawn(io, follow(bus->subscribe()), detached);
// FIX:   cobalt::spawn(io, task(subscribe()), detached);

// Reported and fixed: as a capture.
void captures(boost::asio::io_context &io, Bus &bus) {
  auto events = bus.subscribe();
  std::thread([&events] { events.try_next(); }).detach();
  std::thread([&events] { events.try_next(); }).detach();
  // CHECK: [[@LINE-1]]:17: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:17: note: the other task is given it here
}
void copies(Bus &bus) {
  auto events = bus.subscribe();
  std::jthread first([events]() mutable { events.try_next(); });
  std::jthread second([events]() mutable { events.try_next(); });
  // CHECK: [[@LINE-1]]:24: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:23: note: the other task is given it here
}
void implicit(Bus &bus) {
  auto events = bus.subscribe();
  std::jthread first([&] { events.try_next(); });
  std::jthread second([&] { events.try_next(); });
  // CHECK: [[@LINE-1]]:24: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:23: note: the other task is given it here
}
void initialised(Bus &bus) {
  auto events = bus.subscribe();
  std::jthread first([&] { events.try_next(); });
  std::jthread second([mine = events]() mutable { mine.try_next(); });
  // CHECK: [[@LINE-1]]:24: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:23: note: the other task is given it here
}
// FIX:   std::thread([events = bus.subscribe()]() mutable { events.try_next(); }).detach();
// FIX:   std::jthread second([events = bus.subscribe()]() mutable { events.try_next(); });
// FIX:   std::jthread second([&, events = bus.subscribe()]() mutable { events.try_next(); });
// FIX:   std::jthread second([mine = bus.subscribe()]() mutable { mine.try_next(); });

// Reported and fixed: the tasks that a loop starts.
void rounds(boost::asio::io_context &io, Bus &bus) {
  auto events = bus.subscribe();
  for (int i = 0; i < 4; ++i)
    cobalt::spawn(io, follow(events), detached);
    // CHECK: [[@LINE-1]]:30: warning: the tasks of all rounds receive from 'events': each of them misses what another one gets
    // CHECK: [[@LINE-4]]:8: note: all rounds share the one that is declared here
}
void workers(Bus &bus) {
  std::vector<std::thread> threads;
  auto events = bus.subscribe();
  while (threads.size() < 4)
    threads.emplace_back([&events] { events.try_next(); });
    // CHECK: [[@LINE-1]]:28: warning: the tasks of all rounds receive from 'events': each of them misses what another one gets
    // CHECK: [[@LINE-4]]:8: note: all rounds share the one that is declared here
  for (auto &thread : threads)
    thread.join();
}
// FIX:     cobalt::spawn(io, follow(bus.subscribe()), detached);
// FIX:     threads.emplace_back([events = bus.subscribe()]() mutable { events.try_next(); });

// Reported and not fixed: by reference, by pointer, made asynchronously or with arguments, in the macro's use.
cobalt::task<> references(boost::asio::io_context &io, Bus &bus) {
  auto events = bus.subscribe();
  co_await cobalt::gather(watch(events), watch(events));
  // CHECK: [[@LINE-1]]:48: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-2]]:33: note: the other task is given it here
  auto shared = std::make_shared<Subscription>(bus.subscribe());
  cobalt::spawn(io, share(shared), detached);
  cobalt::spawn(io, share(shared), detached);
  // CHECK: [[@LINE-1]]:27: warning: two tasks receive from 'shared': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:27: note: the other task is given it here
  auto awaited = bus.subscribe(1);
  cobalt::spawn(io, follow(awaited), detached);
  cobalt::spawn(io, follow(awaited), detached);
  // CHECK: [[@LINE-1]]:28: warning: two tasks receive from 'awaited': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:28: note: the other task is given it here
}
#define FOLLOW(EVENTS) cobalt::spawn(io, follow(EVENTS), detached)
void macro(boost::asio::io_context &io, Bus &bus) {
  auto events = bus.subscribe();
  FOLLOW(events);
  FOLLOW(events);
  // CHECK: [[@LINE-1]]:3: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:3: note: the other task is given it here
}

// Reported once: a template with two instantiations, in a lambda.
template <class Source> void generic(boost::asio::io_context &io, Source &source) {
  auto events = source.subscribe();
  cobalt::spawn(io, follow(events), detached);
  cobalt::spawn(io, follow(events), detached);
  // CHECK: [[@LINE-1]]:28: warning: two tasks receive from 'events': each of them misses what another one gets
  // CHECK: [[@LINE-3]]:28: note: the other task is given it here
}
struct OtherBus : Bus {};
template void generic(boost::asio::io_context &, Bus &);
template void generic(boost::asio::io_context &, OtherBus &);
void lambda(boost::asio::io_context &io, Bus &bus) {
  const auto start = [&io, &bus]() -> cobalt::task<> {
    auto events = bus.subscribe();
    cobalt::spawn(io, follow(events), detached);
    cobalt::spawn(io, follow(events), detached);
    // CHECK: [[@LINE-1]]:30: warning: two tasks receive from 'events': each of them misses what another one gets
    // CHECK: [[@LINE-3]]:30: note: the other task is given it here
    co_return;
  };
  cobalt::spawn(io, start(), detached);
}
// FIX:   cobalt::spawn(io, follow(source.subscribe()), detached);
// FIX:     cobalt::spawn(io, follow(bus.subscribe()), detached);

// Silent: each has its own, or only one is left.
void own(boost::asio::io_context &io, Bus &bus) {
  cobalt::spawn(io, follow(bus.subscribe()), detached);
  cobalt::spawn(io, follow(bus.subscribe()), detached);
  auto first = bus.subscribe(), second = bus.subscribe();
  cobalt::spawn(io, follow(first), detached);
  cobalt::spawn(io, follow(second), detached);
  auto third = bus.subscribe();
  cobalt::spawn(io, follow(std::move(third)), detached);
  third = bus.subscribe();
  cobalt::spawn(io, follow(std::move(third)), detached);
  for (int i = 0; i < 4; ++i) {
    auto mine = bus.subscribe();
    cobalt::spawn(io, follow(mine), detached);
    cobalt::spawn(io, [again = bus.subscribe()]() mutable -> cobalt::task<> { co_await again.next(); }(), detached);
  }
}

// Silent: one after the other, or one of the two.
cobalt::task<> sequence(boost::asio::io_context &io, Bus &bus, bool fast) {
  auto events = bus.subscribe();
  co_await cobalt::gather(watch(events), follow(bus.subscribe()));
  co_await cobalt::gather(watch(events), follow(bus.subscribe()));
  std::thread first([&events] { events.try_next(); });
  first.join();
  std::thread second([&events] { events.try_next(); });
  second.join();
  auto others = bus.subscribe();
  if (fast)
    cobalt::spawn(io, follow(others), detached);
  else
    cobalt::spawn(io, follow(others), detached);
  auto more = bus.subscribe();
  for (int i = 0; i < 4; ++i)
    std::async(std::launch::async, [&more] { more.try_next(); }).get();
  if (fast) {
    cobalt::spawn(io, follow(more), detached);
    co_return;
  }
  cobalt::spawn(io, follow(more), detached);
}

// Silent: nothing that was subscribed, and no receiver.
struct JobReceiver {
  int pop();
};
struct Emailer {
  int subscribe();
};
void no_broadcast(boost::asio::io_context &io, JobReceiver jobs, Emailer emailer, Bus &bus, Subscription given) {
  std::thread([&jobs] { jobs.pop(); }).detach();
  std::thread([&jobs] { jobs.pop(); }).detach();
  const int id = emailer.subscribe();
  std::thread([id] { use({}); }).detach();
  std::thread([id] { use({}); }).detach();
  cobalt::spawn(io, follow(given), detached);
  cobalt::spawn(io, follow(given), detached);
}

// Silent: allowed, with a reason.
void allowed(boost::asio::io_context &io, Bus &bus) {
  auto events = bus.subscribe();
  cobalt::spawn(io, follow(events), detached);
  cobalt::spawn(io, follow(events), detached); // NOLINT(ron-shared-receiver)
  // ron-allow(shared-receiver): the two take turns by design
  cobalt::spawn(io, follow(events), detached);
}
