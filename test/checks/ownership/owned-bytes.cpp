// RUN: %ron_check %s ron-owned-bytes -std=c++20
#include "mock/spawn.h"
#include "mock/view.h"

#include <span>
#include <string_view>

namespace cobalt = boost::cobalt;
using boost::asio::detached;
using coro::task;
void say(std::string_view);
task<> tell(std::string_view);
coro::thread_pool &pool();

// Reported: a view of a temporary or a local, in a task that nobody waits for.
task<> announce(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:34: warning: 'announce' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+9]]:34: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:46: note: used here after that
// FIX: task<> announce(std::string name) { say(name); co_return; }
task<> greet(std::string_view name) { co_await tell(name); }
// CHECK: [[@LINE-1]]:31: warning: 'greet' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+6]]:31: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:53: note: used here after that
// FIX: task<> greet(std::string name) { co_await tell(name); }
void spawned() {
  pool().spawn_detached(announce(std::string("gateway")));
  const std::string name = "gateway";
  pool().spawn_detached(greet(name));
}

// Reported: a reference, to what a conversion makes or to what is moved, which goes nowhere.
task<> by_const(const std::string &name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:36: warning: 'by_const' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+14]]:34: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:48: note: used here after that
// FIX: task<> by_const(std::string name) { say(name); co_return; }
task<> by_rvalue(std::vector<char> &&bytes) { bytes.clear(); co_return; }
// CHECK: [[@LINE-1]]:38: warning: 'by_rvalue' outlives what its parameter 'bytes' refers to
// CHECK: [[@LINE+11]]:35: note: it is lent 'bytes' here, which ends before the task
// CHECK: [[@LINE-3]]:47: note: used here after that
// FIX: task<> by_rvalue(std::vector<char> bytes) { bytes.clear(); co_return; }
task<> by_number(const long &number) { co_await tell(std::to_string(number)); }
// CHECK: [[@LINE-1]]:30: warning: 'by_number' outlives what its parameter 'number' refers to
// CHECK: [[@LINE+7]]:26: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:69: note: used here after that
// FIX: task<> by_number(long number) { co_await tell(std::to_string(number)); }
void references(boost::asio::io_context &io) {
  pool().spawn_detached(by_const("made of a literal"));
  std::vector<char> bytes(16);
  pool().spawn_detached(by_rvalue(std::move(bytes)));
  auto later = by_number(3);
}

// Reported: other views, a pointer to bytes, a list.
task<> by_span(std::span<const char> bytes) { say({bytes.data(), bytes.size()}); co_return; }
// CHECK: [[@LINE-1]]:38: warning: 'by_span' outlives what its parameter 'bytes' refers to
// CHECK: [[@LINE+14]]:33: note: it is lent 'bytes' here, which ends before the task
// CHECK: [[@LINE-3]]:52: note: used here after that
// FIX: task<> by_span(std::vector<char> bytes) { say({bytes.data(), bytes.size()}); co_return; }
task<> by_pointer(const char *text) { say(text); co_return; }
// CHECK: [[@LINE-1]]:31: warning: 'by_pointer' outlives what its parameter 'text' refers to
// CHECK: [[@LINE+10]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:43: note: used here after that
task<> by_list(std::initializer_list<int> numbers) { co_await tell(numbers.size() ? "some" : "none"); }
// CHECK: [[@LINE-1]]:43: warning: 'by_list' outlives what its parameter 'numbers' refers to
// CHECK: [[@LINE+7]]:33: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:68: note: used here after that
// FIX: task<> by_list(std::vector<int> numbers) { co_await tell(numbers.size() ? "some" : "none"); }
void views() {
  std::vector<char> bytes(16);
  pool().spawn_detached(by_span(bytes));
  pool().spawn_detached(by_pointer(std::string("x").c_str()));
  pool().spawn_detached(by_list({1, 2, 3}));
}

// Reported: kept in a variable, a container or a member; returned by what is no coroutine.
task<> kept(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:30: warning: 'kept' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+30]]:19: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:42: note: used here after that
// FIX: task<> kept(std::string name) { say(name); co_return; }
task<> stored(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:32: warning: 'stored' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+26]]:26: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:44: note: used here after that
// FIX: task<> stored(std::string name) { say(name); co_return; }
task<> assigned(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:34: warning: 'assigned' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+15]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:46: note: used here after that
// FIX: task<> assigned(std::string name) { say(name); co_return; }
task<> returned(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:34: warning: 'returned' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+12]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:46: note: used here after that
// FIX: task<> returned(std::string name) { say(name); co_return; }
task<> returned_local(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:40: warning: 'returned_local' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+8]]:64: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:52: note: used here after that
// FIX: task<> returned_local(std::string name) { say(name); co_return; }
struct Worker {
  task<> next;
  void prepare() { next = assigned(std::to_string(1)); }
};
task<> forward() { return returned(std::to_string(2)); }
task<> forward_local(std::string name) { return returned_local(name); }
task<> keeps(std::vector<task<>> &tasks) {
  auto one = kept(std::string("one"));
  tasks.push_back(stored(std::string("two")));
  co_await one;
}

// Reported: the element of a local array; the round that started the task is over before it runs.
task<> element(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:33: warning: 'element' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+10]]:33: note: it is lent 'names' here, which ends before the task
// CHECK: [[@LINE-3]]:45: note: used here after that
// FIX: task<> element(std::string name) { say(name); co_return; }
task<> in_rounds(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:35: warning: 'in_rounds' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+8]]:37: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:47: note: used here after that
// FIX: task<> in_rounds(std::string name) { say(name); co_return; }
void rounds(const std::vector<int> &numbers) {
  std::string names[2] = {"a", "b"};
  pool().spawn_detached(element(names[1]));
  for (int number : numbers) {
    const std::string name = std::to_string(number);
    pool().spawn_detached(in_rounds(name));
  }
}

// Reported: a coroutine that starts at once, when it goes on after a suspension.
view_mock::eager after_suspension(std::string_view name) {
// CHECK: [[@LINE-1]]:52: warning: 'after_suspension' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+18]]:20: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+4]]:7: note: used here after that
// FIX: view_mock::eager after_suspension(std::string name) {
  say(name);
  co_await tell("x");
  say(name);
}
view_mock::eager in_loop(std::string_view name) {
// CHECK: [[@LINE-1]]:43: warning: 'in_loop' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+11]]:11: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE+3]]:9: note: used here after that
// FIX: view_mock::eager in_loop(std::string name) {
  for (int i = 0; i < 2; ++i) {
    say(name);
    co_await tell("x");
  }
}
void fire_and_forget() {
  after_suspension(std::string("x"));
  const std::string name = "y";
  in_loop(name);
}

// Reported: a generator, which is lazy.
view_mock::generator<char> letters(std::string_view text) {
// CHECK: [[@LINE-1]]:53: warning: 'letters' outlives what its parameter 'text' refers to
// CHECK: [[@LINE+7]]:22: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+2]]:17: note: used here after that
// FIX: view_mock::generator<char> letters(std::string text) {
  for (char c : text)
    co_yield c;
}
void generate() {
  auto all = letters(std::string("abc"));
  all.next();
}

// Reported: a coroutine lambda; a template, once.
void lambdas() {
  pool().spawn_detached([](const std::string &name) -> task<> { say(name); co_return; }(std::string("x")));
  // CHECK: [[@LINE-1]]:47: warning: the task outlives what its parameter 'name' refers to
  // CHECK: [[@LINE-2]]:89: note: it is lent a temporary here, which ends with the statement
  // CHECK: [[@LINE-3]]:69: note: used here after that
  // FIX:   pool().spawn_detached([](std::string name) -> task<> { say(name); co_return; }(std::string("x")));
}
template <class T> task<> templated(const T &value) { say(std::to_string(value)); co_return; }
// CHECK: [[@LINE-1]]:46: warning: 'templated' outlives what its parameter 'value' refers to
// CHECK: [[@LINE+3]]:35: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:74: note: used here after that
void instantiations() {
  pool().spawn_detached(templated(1));
  pool().spawn_detached(templated(2L));
}

// Reported: a coroutine in a lambda in a coroutine; started by a macro.
#define START(...) pool().spawn_detached(__VA_ARGS__)
task<> from_macro(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:36: warning: 'from_macro' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+9]]:3: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:48: note: used here after that
// FIX: task<> from_macro(std::string name) { say(name); co_return; }
task<> from_lambda(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:37: warning: 'from_lambda' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+7]]:39: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:49: note: used here after that
// FIX: task<> from_lambda(std::string name) { say(name); co_return; }
task<> nested() {
  START(from_macro(std::string("x")));
  auto start = [] {
    const std::string name = "x";
    pool().spawn_detached(from_lambda(name));
  };
  start();
  co_return;
}

// Silent: marked.
task<> accepted(std::string_view name) { say(name); co_return; } // NOLINT(ron-owned-bytes)
// ron-allow(owned-bytes): the pool runs it on the spot
task<> allowed(std::string_view name) { say(name); co_return; }
void marked() {
  START(accepted(std::string("x")));
  START(allowed(std::string("x")));
}

// Silent: awaited, or waited for, in the full expression that makes the temporary.
task<> borrowing(std::string_view name, const std::string &other, std::vector<char> &&bytes) {
  co_await tell(name);
  say(other);
  bytes.clear();
}
task<int> counting(std::string_view name) { say(name); co_return 1; }
view_mock::eager eager(std::string_view name) { co_await tell("x"); say(name); }
template <class T> T sync_wait(task<T> &&);
task<> awaits() {
  std::string name = "x";
  co_await borrowing(std::string("x"), "y", std::vector<char>(3));
  co_await borrowing(name, name, std::vector<char>());
  co_await coro::when_all(borrowing(std::string("x"), "y", {}), counting(std::to_string(1)));
  const int number = co_await counting(std::string("x")) + sync_wait(counting(std::to_string(2)));
  auto result = sync_wait(counting(std::to_string(number)));
  auto task = counting(name);
  co_await task;
}

// Silent: used before the first suspension only, by a coroutine that starts at once; on another branch; not at all.
view_mock::eager before(std::string_view name) {
  say(name);
  const std::string own(name);
  co_await tell(own);
}
view_mock::eager other_branch(std::string_view name, bool fast) {
  if (fast) {
    say(name);
  } else {
    co_await tell("slow");
  }
}
view_mock::eager early(std::string_view name, bool fast) {
  if (!fast) {
    co_await tell("slow");
    co_return;
  }
  say(name);
}
task<> unused(std::string_view, const std::string &ignored) { co_return; }
void eagerly(bool fast) {
  before(std::string("x"));
  other_branch(std::string("x"), fast);
  early(std::string("x"), fast);
  pool().spawn_detached(unused(std::string("x"), "y"));
}
