// RUN: %ron_check %s ron-lock-across-await -std=c++23
// UNSUPPORTED: llvm-16
// LLVM 16 does not extend the temporaries of a range yet.
#include "mock/locks.h"

struct list {
  int *begin() const;
  int *end() const;
};
task<> send(int);

// Reported: since C++23 every temporary of the range lives as long as the loop.
task<> over_locked(folly::Synchronized<list> &state) {
  for (int value : *state.rlock()) // CHECK: [[@LINE]]:21: warning: the lock is still held when the coroutine suspends
    co_await send(value); // CHECK: [[@LINE]]:5: note: suspends here while the lock is held
}

// Silent: the copy outlives the lock.
task<> over_copy(folly::Synchronized<list> &state) {
  const list copy = *state.rlock();
  for (int value : copy)
    co_await send(value);
}
