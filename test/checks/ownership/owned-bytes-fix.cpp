// RUN: %ron_check %s ron-owned-bytes -std=c++20
#include "mock/spawn.h"

#include <map>
#include <span>
#include <string_view>

using coro::task;
void say(std::string_view);
coro::thread_pool &pool();
template <class Task> void start(Task &&task) { pool().spawn_detached(std::forward<Task>(task)); }

// Fixed: a view of text, in every declaration.
task<> view(std::string_view name);
// FIX: task<> view(std::string name);
task<> view(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:30: warning: 'view' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+63]]:30: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:42: note: used here after that
// FIX: task<> view(std::string name) { say(name); co_return; }
static task<> constant(int count, const std::string_view name) {
// CHECK: [[@LINE-1]]:58: warning: 'constant' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+60]]:37: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE+2]]:17: note: used here after that
// FIX: static task<> constant(int count, const std::string name) {
  for (char c : name)
    say({&c, name.size()});
  const std::string copy(name);
  if (name == "x" || name.empty() || name[0] == 'x')
    say(copy);
  co_return;
}

// Fixed: references, however they are written.
task<> reference(const std::string &name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:37: warning: 'reference' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+48]]:35: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:49: note: used here after that
// FIX: task<> reference(std::string name) { say(name); co_return; }
task<> east(std::string const& name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:32: warning: 'east' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+44]]:30: note: it is lent 'name' here, which ends before the task
// CHECK: [[@LINE-3]]:44: note: used here after that
// FIX: task<> east(std::string name) { say(name); co_return; }
task<> moved(std::vector<std::string> &&names) { say(names[0]); co_return; }
// CHECK: [[@LINE-1]]:41: warning: 'moved' outlives what its parameter 'names' refers to
// CHECK: [[@LINE+40]]:31: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:54: note: used here after that
// FIX: task<> moved(std::vector<std::string> names) { say(names[0]); co_return; }
task<> table(const std::map<std::string, std::shared_ptr<int>> &names) { say(names.begin()->first); co_return; }
// CHECK: [[@LINE-1]]:65: warning: 'table' outlives what its parameter 'names' refers to
// CHECK: [[@LINE+36]]:31: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:78: note: used here after that
// FIX: task<> table(std::map<std::string, std::shared_ptr<int>> names) { say(names.begin()->first); co_return; }
struct Point {
  std::string name;
  double x, y;
};
task<> user(const Point &at) { say(at.name); co_return; }
// CHECK: [[@LINE-1]]:26: warning: 'user' outlives what its parameter 'at' refers to
// CHECK: [[@LINE+28]]:30: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:36: note: used here after that
// FIX: task<> user(Point at) { say(at.name); co_return; }

// Fixed: a view of elements, a list.
task<> span(std::span<const int> numbers) { say(std::to_string(numbers.size())); co_return; }
// CHECK: [[@LINE-1]]:34: warning: 'span' outlives what its parameter 'numbers' refers to
// CHECK: [[@LINE+23]]:30: note: it is lent 'numbers' here, which ends before the task
// CHECK: [[@LINE-3]]:64: note: used here after that
// FIX: task<> span(std::vector<int> numbers) { say(std::to_string(numbers.size())); co_return; }
task<> list(std::initializer_list<int> numbers) {
// CHECK: [[@LINE-1]]:40: warning: 'list' outlives what its parameter 'numbers' refers to
// CHECK: [[@LINE+19]]:30: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+2]]:21: note: used here after that
// FIX: task<> list(std::vector<int> numbers) {
  for (int number : numbers)
    say(std::to_string(number));
  co_return;
}
void fixed() {
  pool().spawn_detached(view(std::string("x")));
  std::string name = "x";
  pool().spawn_detached(constant(1, name));
  pool().spawn_detached(view("literal"));
  pool().spawn_detached(reference(name));
  pool().spawn_detached(east(name));
  pool().spawn_detached(moved({"x", "y"}));
  pool().spawn_detached(table({}));
  pool().spawn_detached(user({"x", 1, 2}));
  std::vector<int> numbers;
  pool().spawn_detached(span(numbers));
  pool().spawn_detached(list({1, 2}));
}

// Fixed: a private member function, and a lambda's reference.
class Session {
  task<> serve(const std::string &name);
  // FIX:   task<> serve(std::string name);
  void run() { pool().spawn_detached(serve(std::to_string(id))); }
  int id;
};
task<> Session::serve(const std::string &name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:42: warning: 'serve' outlives what its parameter 'name' refers to
// CHECK: [[@LINE-5]]:44: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:54: note: used here after that
// FIX: task<> Session::serve(std::string name) { say(name); co_return; }
void lambda() {
  const int number = 3;
  pool().spawn_detached([](const int &number) -> task<> { say(std::to_string(number)); co_return; }(number));
  // CHECK: [[@LINE-1]]:39: warning: the task outlives what its parameter 'number' refers to
  // CHECK: [[@LINE-2]]:101: note: it is lent 'number' here, which ends before the task
  // CHECK: [[@LINE-3]]:78: note: used here after that
  // FIX:   pool().spawn_detached([](int number) -> task<> { say(std::to_string(number)); co_return; }(number));
}

// Not fixed: a use, or a caller, that an owner does not fit.
task<> cuts(std::string_view name) {
// CHECK: [[@LINE-1]]:30: warning: 'cuts' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+29]]:30: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+1]]:3: note: used here after that
  name.remove_prefix(1);
  say(name);
  co_return;
}
task<> keeps(std::string_view name) {
// CHECK: [[@LINE-1]]:31: warning: 'keeps' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+22]]:31: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE+1]]:33: note: used here after that
  const std::string_view rest = name.substr(1);
  say(rest);
  co_return;
}
task<> given_view(std::string_view name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:36: warning: 'given_view' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+15]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:48: note: used here after that
task<> given_array(std::span<const int> numbers) { say(std::to_string(numbers.size())); co_return; }
// CHECK: [[@LINE-1]]:41: warning: 'given_array' outlives what its parameter 'numbers' refers to
// CHECK: [[@LINE+13]]:37: note: it is lent 'numbers' here, which ends before the task
// CHECK: [[@LINE-3]]:71: note: used here after that
task<> writes(std::span<int> numbers) { numbers[0] = 1; co_return; }
// CHECK: [[@LINE-1]]:30: warning: 'writes' outlives what its parameter 'numbers' refers to
// CHECK: [[@LINE+10]]:32: note: it is lent 'more' here, which ends before the task
// CHECK: [[@LINE-3]]:41: note: used here after that
void unfit(std::string_view view) {
  int numbers[3] = {};
  std::vector<int> more;
  pool().spawn_detached(cuts(std::string("x")));
  pool().spawn_detached(keeps(std::string("x")));
  pool().spawn_detached(given_view(std::string("x")));
  pool().spawn_detached(given_view(view));
  pool().spawn_detached(given_array(numbers));
  pool().spawn_detached(writes(more));
}

// Not fixed: others may rely on the type of the function: a pointer, a virtual function, overloads, other types.
task<> pointed(const std::string &name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:35: warning: 'pointed' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+19]]:33: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:47: note: used here after that
task<> (*pointer)(const std::string &) = pointed;
struct Base {
  virtual task<> run(const std::string &name) { say(name); co_return; }
  // CHECK: [[@LINE-1]]:41: warning: 'run' outlives what its parameter 'name' refers to
  // CHECK: [[@LINE+14]]:34: note: it is lent a temporary here, which ends with the statement
  // CHECK: [[@LINE-3]]:53: note: used here after that
};
task<> overloaded(const std::string &name) { say(name); co_return; }
// CHECK: [[@LINE-1]]:38: warning: 'overloaded' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+10]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:50: note: used here after that
task<> overloaded(int) { co_return; }
template <class T> task<> templated(const T &value) { say(std::to_string(value)); co_return; }
// CHECK: [[@LINE-1]]:46: warning: 'templated' outlives what its parameter 'value' refers to
// CHECK: [[@LINE+6]]:35: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:74: note: used here after that
void shared(Base &base) {
  pool().spawn_detached(pointed(std::to_string(1)));
  pool().spawn_detached(base.run(std::to_string(2)));
  pool().spawn_detached(overloaded(std::to_string(3)));
  pool().spawn_detached(templated(4));
}

// Not fixed: what cannot be copied, or would lose a part of itself.
struct Socket {
  Socket();
  Socket(const Socket &) = delete;
  int handle;
};
struct Shape {
  virtual ~Shape();
  virtual double area() const;
};
struct Circle : Shape {};
task<> uncopyable(const Socket &socket) { say(std::to_string(socket.handle)); co_return; }
// CHECK: [[@LINE-1]]:33: warning: 'uncopyable' outlives what its parameter 'socket' refers to
// CHECK: [[@LINE+15]]:36: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:62: note: used here after that
task<> owners(const std::vector<std::unique_ptr<int>> &all) { say(std::to_string(all.size())); co_return; }
// CHECK: [[@LINE-1]]:56: warning: 'owners' outlives what its parameter 'all' refers to
// CHECK: [[@LINE+12]]:32: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:82: note: used here after that
task<> sliced(const Shape &shape) { say(std::to_string(shape.area())); co_return; }
// CHECK: [[@LINE-1]]:28: warning: 'sliced' outlives what its parameter 'shape' refers to
// CHECK: [[@LINE+9]]:32: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:56: note: used here after that
task<> bytes(const char *text) { say(text); co_return; }
// CHECK: [[@LINE-1]]:26: warning: 'bytes' outlives what its parameter 'text' refers to
// CHECK: [[@LINE+6]]:31: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:38: note: used here after that
void whole() {
  pool().spawn_detached(uncopyable(Socket()));
  pool().spawn_detached(owners(std::vector<std::unique_ptr<int>>()));
  pool().spawn_detached(sliced(Circle()));
  pool().spawn_detached(bytes(std::string("x").c_str()));
}

// Not fixed: declared in a macro.
#define NAME const std::string &name
task<> in_macro(NAME) { say(name); co_return; }
// CHECK: [[@LINE-1]]:17: warning: 'in_macro' outlives what its parameter 'name' refers to
// CHECK: [[@LINE+2]]:47: note: it is lent a temporary here, which ends with the statement
// CHECK: [[@LINE-3]]:29: note: used here after that
void macro() { pool().spawn_detached(in_macro(std::string("x"))); }
