// RUN: %ron_check %s ron-unyielding-loop -std=c++20
#include "mock/atomic.h"
#include "mock/coroutine.h"

void work();
bool chance();
int count();
struct Item {
  Item *next();
  explicit operator bool() const;
};
struct Queue {
  bool empty() const;
  unsigned long size() const;
  Item try_pop();
  bool try_pop(Item &);
  Item *pop_or_null();
  Item pop();
  task<Item> receive();
  int *begin();
  int *end();
};
void handle(const Item &);

// Reported: nothing in the loop suspends.
task<> forever() {
  while (true) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  }
  co_await next();
}
task<> for_ever() {
  for (;;) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  co_await next();
}
task<> on_a_flag(const std::atomic<bool> &stop, bool &plain) {
  while (!stop) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  while (!stop.load()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    ;
  do { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  } while (!plain);
  co_await next();
}
// Reported: as long as somebody else has work for it.
task<> drains(Queue &queue) {
  Item item;
  while (queue.try_pop(item)) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    handle(item);
  while (auto more = queue.try_pop()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    handle(more);
  while (Item *more = queue.pop_or_null()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    handle(*more);
  int n = 0;
  while ((n = count()) > 0) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  for (Item *more = queue.pop_or_null(); more; more = queue.pop_or_null()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    handle(*more);
  for (;;) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    const Item last = queue.pop();
    if (!last)
      break;
    handle(last);
  }
  while (queue.empty()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  co_await next();
}
// Reported: one way through the body does not suspend.
task<> some_paths(Queue &queue) {
  while (true) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    if (chance())
      co_await next();
    work();
  }
}
task<> by_continue(Queue &queue) {
  for (;;) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    Item item = queue.try_pop();
    if (item) {
      handle(item);
      continue;
    }
    co_await next();
  }
}
task<> short_circuit() {
  while (chance() || co_await produce<bool>()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
}
task<> in_a_switch(int kind) {
  for (;;) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    switch (count()) {
    case 0:
      co_await next();
      break;
    case 1:
      co_return;
    default:
      work();
    }
  }
}
// Reported: what suspends is in a loop that may do nothing.
task<> perhaps_nothing(Queue &queue) {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    for (int &entry : queue)
      co_await produce<int>();
    work();
  }
}
// Reported: the inner loop only.
task<> inner(Queue &queue) {
  while (true) {
    const Item item = co_await queue.receive();
    while (Item more = queue.try_pop()) // CHECK: [[@LINE]]:5: warning: this loop can go round without suspending, and keeps its thread from others
      handle(more);
    handle(item);
  }
}
// Reported: awaits that never leave the thread.
task<> safe_awaits() {
  while (true) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    co_await std::suspend_never();
    work();
  }
}
// Reported: in a lambda coroutine, and not for the lambda around.
auto lambda = [] {
  while (chance())
    work();
  return []() -> task<> {
    while (chance()) // CHECK: [[@LINE]]:5: warning: this loop can go round without suspending, and keeps its thread from others
      work();
    co_return;
  };
};
// Reported: a lambda that suspends is not the loop.
task<> lambda_in_coroutine() {
  while (chance()) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    auto later = []() -> task<> { co_await next(); };
    work();
  }
  co_await next();
}
// Reported once: a template with two instantiations.
template <class T> task<T> generic(T value) {
  while (chance()) // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  co_return value;
}
template task<int> generic(int);
template task<long> generic(long);
// Reported: at the macro's use.
#define FOREVER for (;;)
task<> macro() {
  FOREVER { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    work();
  }
  co_return;
}
// Reported: leaves in some rounds only, by every kind of exit.
task<> exits(int kind) {
  for (;;) { // CHECK: [[@LINE]]:3: warning: this loop can go round without suspending, and keeps its thread from others
    if (chance())
      break;
    if (chance())
      co_return;
    if (chance())
      throw kind;
    if (chance())
      goto end;
    work();
  }
end:
  co_await next();
}

// Silent: suppressed with a reason.
task<> suppressed() {
  while (chance()) // NOLINT(ron-unyielding-loop)
    work();
  // ron-allow(unyielding-loop): the scheduler's own loop
  while (chance())
    work();
  co_await next();
}
// Silent: no work, no coroutine.
task<> no_work(volatile bool &flag, int n) {
  while (!flag)
    ;
  co_await next();
}
void plain() {
  while (chance())
    work();
}
