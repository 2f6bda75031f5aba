// RUN: %ron_check %s ron-lock-across-await -std=c++20 --expect-compile-error --config='{CheckOptions: {ron-lock-across-await.LockGuardTypes: "+a::b;c::d", ron-lock-across-await.FlagAsyncLocks: maybe}}'
#include "mock/mutex.h"
#include "mock/coroutine.h"
// CHECK: {{.*}}warning: option 'ron-lock-across-await.FlagAsyncLocks' is 'maybe', neither 'true' nor 'false'; the default is used{{.*}}
// CHECK: {{.*}}warning: option 'ron-lock-across-await.LockGuardTypes' mixes entries with and without '+'{{.*}}

// A file that does not parse is no reason to stop.
task<> broken(std::mutex &m) {
  std::lock_guard g(m);
  co_await undeclared();
}
