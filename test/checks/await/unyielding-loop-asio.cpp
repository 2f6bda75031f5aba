// RUN: %ron_check %s ron-unyielding-loop -std=c++20
// Boost.Asio itself, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <mutex>
// SUGGEST: #include <boost/asio/use_awaitable.hpp>

using boost::asio::awaitable;
void work();
bool chance();

// Suggested: the library's yield at the end of each round.
awaitable<void> drains() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work(); // in any case
  // CHECK: [[@LINE+2]]:3: note: let others run at the end of each round
    // SUGGEST:     co_await boost::asio::post(boost::asio::use_awaitable);
  }
  co_return;
}
awaitable<int> spins(std::atomic<bool> &ready) {
  while (!ready) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    // SUGGEST:   while (!ready) { co_await boost::asio::post(boost::asio::use_awaitable);
  } // CHECK: [[@LINE]]:3: note: let others run at the end of each round
  // CHECK: [[@LINE+2]]:3: warning: this loop can go round without suspending, and keeps its thread from others
  // CHECK: [[@LINE+2]]:5: note: let others run at the end of each round
  while (!ready)
    ;
    // SUGGEST: -    ;
    // SUGGEST:     { co_await boost::asio::post(boost::asio::use_awaitable); }
  co_return 1;
}
// Not suggested: the end is not reached by every round, under a lock, in a handler, in a template.
awaitable<void> continues() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    if (chance())
      continue;
    work();
  }
  co_await boost::asio::this_coro::executor;
}
awaitable<void> locked(std::mutex &m) {
  std::lock_guard guard(m);
  while (chance()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  co_return;
}
awaitable<void> handles() {
  try {
    work();
  } catch (...) {
    while (chance()) { // CHECK: [[@LINE]]:5: warning: this loop can go round without suspending, and keeps its thread from others
      work();
    }
  }
  co_return;
}
template <class T> awaitable<T> generic(T value) {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  }
  co_return value;
}
template awaitable<int> generic(int);
