// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20 --suffix=DEFAULT,OWN,AWAIT
// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20 --suffix=DEFAULT,AWAIT --config='{CheckOptions: { \
// RUN:   ron-unchecked-unwrap.AssertFunctions: "+MUST_HOLD;+db::require"}}'
// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20 --suffix=DEFAULT,STANDARD,AWAIT --config='{CheckOptions: { \
// RUN:   ron-unchecked-unwrap.AssertFunctions: "MUST_HOLD;db::require"}}'
// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20 --suffix=DEFAULT,OWN --config='{CheckOptions: { \
// RUN:   ron-unchecked-unwrap.SafeAwaitables: "+task"}}'
#include "mock/coroutine.h"
#include "mock/expected.h"

void use(int);
namespace db {
void require(const folly::Try<int> &);
} // namespace db
#define CHECK_OK(result) static_cast<void>((result).hasValue())
#define MUST_HOLD(result) static_cast<void>((result).hasValue())

// Whatever the options.
void plain(folly::Try<int> result) {
  use(*result); // CHECK-DEFAULT: [[@LINE]]:8: warning: 'result' is unwrapped without a check that it holds a value
}

// By the macros and functions that stop.
void standard(folly::Try<int> result) {
  CHECK_OK(result);
  use(*result); // CHECK-STANDARD: [[@LINE]]:8: warning: 'result' is unwrapped without a check that it holds a value
}
void own(folly::Try<int> result, folly::Try<int> other) {
  MUST_HOLD(result);
  use(*result); // CHECK-OWN: [[@LINE]]:8: warning: 'result' is unwrapped without a check that it holds a value
  db::require(other);
  use(*other); // CHECK-OWN: [[@LINE]]:8: warning: 'other' is unwrapped without a check that it holds a value
}

// By the awaits that let others run.
folly::Try<int> shared;
task<> suspends() {
  if (!shared.hasValue())
    co_return;
  co_await next();
  use(*shared); // CHECK-AWAIT: [[@LINE]]:8: warning: 'shared' is unwrapped without a check that it holds a value
}
