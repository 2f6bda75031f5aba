// RUN: %ron_check %s ron-borrow-across-await -std=c++20 --suffix=,ALL,COPY
// RUN: %ron_check %s ron-borrow-across-await -std=c++20 --suffix=ALL --config='{CheckOptions: {ron-borrow-across-await.MaxCopySize: 2, ron-borrow-across-await.SafeAwaitables: "+here"}}'
// RUN: %ron_check %s ron-borrow-across-await -std=c++20 --suffix=BAD,ALL,COPY --config='{CheckOptions: {ron-borrow-across-await.MaxCopySize: few, ron-borrow-across-await.SafeAwaitables: "+here"}}'
#include <vector>

#include "mock/task.h"
// CHECK-BAD: {{.*}}warning: option 'ron-borrow-across-await.MaxCopySize' is 'few', which is no whole number; the default is used{{.*}}

struct here : task<> {};
void use(int);

struct Numbers {
  std::vector<int> all_;
  void grow() { all_.push_back(1); }

  task<> first() {
    const int &first = all_.front();
    co_await next();
    use(first);
    // CHECK-ALL: [[@LINE-3]]:16: warning: 'first' refers into 'all_' and is used after the coroutine was suspended
    // CHECK-ALL: [[@LINE-3]]:5: note: suspends here
    // CHECK-ALL: [[@LINE-3]]:9: note: used here
    // CHECK-ALL: [[@LINE-9]]:17: note: 'all_' may be changed here in between
    // CHECK-COPY: [[@LINE-7]]:16: note: copy it, if what it was is good enough
    // SUGGEST-COPY:     const int first = all_.front();
  }

  task<> safe() {
    const int &second = all_.front();
    co_await here();
    use(second);
    // CHECK: [[@LINE-3]]:16: warning: 'second' refers into 'all_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-21]]:17: note: 'all_' may be changed here in between
    // CHECK: [[@LINE-7]]:16: note: copy it, if what it was is good enough
    // SUGGEST:     const int second = all_.front();
  }
};
