// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=,DEFAULT --config='{CheckOptions: {ron-magic-sleep.ComponentClass: critical}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=TEST --config='{CheckOptions: {ron-magic-sleep.ComponentClass: test}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=TEST --config='{CheckOptions: {ron-magic-sleep.ComponentClass: demo}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=MORE --config='{CheckOptions: { \
// RUN:   ron-magic-sleep.SleepFunctions: "+os::*::nap;+os::doze", ron-magic-sleep.AllowedIn: "*::BackOff::*;main", \
// RUN:   ron-magic-sleep.AllowComments: "sleep override;jitter"}}'
// RUN: %ron_check %s ron-magic-sleep -std=c++20 --suffix=ONLY --config='{CheckOptions: {ron-magic-sleep.SleepFunctions: "os::doze"}}'
#include "mock/atomic.h"
#include "mock/coroutine.h"
#include "mock/sleep.h"

namespace os {
namespace posix {
void nap();
} // namespace posix
void doze(int);
} // namespace os

namespace net {
struct BackOff {
  void pause();
};
} // namespace net

// A sleep of the platform: reported unless the list is replaced or the component serves nobody.
void plain() {
  sleep(1); // CHECK-DEFAULT: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK-MORE: [[@LINE-1]]:3: warning: 'sleep' delays instead of waiting for an event
}
// A comment without a reason: what is silent anyway needs none.
void without_reason() {
  // CHECK-DEFAULT: [[@LINE+5]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK-DEFAULT: [[@LINE+4]]:13: warning: a suppression of 'ron-magic-sleep' must state its reason
  // CHECK-MORE: [[@LINE+3]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK-ONLY: [[@LINE+2]]:13: warning: a suppression of 'ron-magic-sleep' must state its reason
  // CHECK-MORE: [[@LINE+1]]:13: warning: a suppression of 'ron-magic-sleep' must state its reason
  sleep(1); // allow-sleep
}

// SleepFunctions: names of one's own, in addition or alone; they may be globs, and case does not matter.
void own() {
  os::posix::nap(); // CHECK-MORE: [[@LINE]]:3: warning: 'nap' delays instead of waiting for an event
  os::doze(3); // CHECK-MORE: [[@LINE]]:3: warning: 'doze' delays instead of waiting for an event
  // CHECK-ONLY: [[@LINE-1]]:3: warning: 'doze' delays instead of waiting for an event
}

// AllowedIn: the named functions and what they contain.
void net::BackOff::pause() {
  sleep(1); // CHECK-DEFAULT: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
  auto later = [] {
    sleep(1); // CHECK-DEFAULT: [[@LINE]]:5: warning: 'sleep' delays instead of waiting for an event
  };
  later();
}

// AllowComments: markers that need no reason, at the start of a comment.
void marked() {
  /* sleep override */ sleep(1); // CHECK-DEFAULT: [[@LINE]]:24: warning: 'sleep' delays instead of waiting for an event
  sleep(1); // jitter
  // CHECK-DEFAULT: [[@LINE-1]]:3: warning: 'sleep' delays instead of waiting for an event
  sleep(1); // no jitter here
  // CHECK-DEFAULT: [[@LINE-1]]:3: warning: 'sleep' delays instead of waiting for an event
  // CHECK-MORE: [[@LINE-2]]:3: warning: 'sleep' delays instead of waiting for an event
}
int main() {
  sleep(1); // CHECK-DEFAULT: [[@LINE]]:3: warning: 'sleep' delays instead of waiting for an event
}
