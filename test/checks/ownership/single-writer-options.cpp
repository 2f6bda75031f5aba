// RUN: %ron_check %s ron-single-writer -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-single-writer -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-single-writer.StreamTypes: "+own::Pipe", ron-single-writer.WriteFunctions: "+own::*::put;+own::*::async_put", ron-single-writer.SpawnFunctions: "+own::start"}}'
#include <functional>
#include <ostream>
#include <thread>

namespace own {
struct Pipe {
  void write(int);
  void put(int);
  template <class Handler> void async_put(int, Handler &&) {}
};
template <class Function> std::thread start(Function &&function) { return std::thread(function); }
} // namespace own

void streams(own::Pipe &pipe) {
  std::jthread first([&] { pipe.write(1); });
  std::jthread second([&] { pipe.write(2); }); // CHECK-OWN: [[@LINE]]:29: warning: two tasks write to 'pipe', and what they write may mix
  // CHECK-OWN: [[@LINE-2]]:28: note: the other task writes here
  // CHECK-OWN: [[@LINE-2]]:29: note: let one task write what the others send it through a channel
}
void functions(own::Pipe &pipe) {
  std::jthread first([&] { pipe.put(1); });
  std::jthread second([&] { pipe.put(2); }); // CHECK-OWN: [[@LINE]]:29: warning: two tasks write to 'pipe', and what they write may mix
  // CHECK-OWN: [[@LINE-2]]:28: note: the other task writes here
  // CHECK-OWN: [[@LINE-2]]:29: note: let one task write what the others send it through a channel
}
void starts(own::Pipe &pipe) {
  own::start([&] { pipe.async_put(1, [] {}); });
  own::start([&] { pipe.async_put(2, [] {}); }); // CHECK-OWN: [[@LINE]]:20: warning: two tasks write to 'pipe', and what they write may mix
  // CHECK-OWN: [[@LINE-2]]:20: note: the other task writes here
  // CHECK-OWN: [[@LINE-2]]:20: note: let one task write what the others send it through a channel
}
void defaults(std::ostream &out) {
  std::jthread first([&] { out.write("x", 1); });
  std::jthread second([&] { out.write("y", 1); }); // CHECK: [[@LINE]]:29: warning: two tasks write to 'out', and what they write may mix
  // CHECK: [[@LINE-2]]:28: note: the other task writes here
  // CHECK: [[@LINE-2]]:29: note: let one task write what the others send it through a channel
}
