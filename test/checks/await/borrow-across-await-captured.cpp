// RUN: %ron_check %s ron-borrow-across-await -std=c++20
#include <string>
#include <vector>

#include "mock/task.h"

void use(int);

// Reported: filled further while the lambda is suspended, later or in the next round.
task<> filled_after() {
  std::vector<std::string> texts{"text"};
  auto reads = [&texts](int i) -> task<> {
    auto &text = texts[i];
    co_await next();
    use(text.size());
    // CHECK: [[@LINE-3]]:11: warning: 'text' refers into 'texts' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE+3]]:3: note: 'texts' may be changed here in between
  };
  auto reading = reads(0);
  texts.push_back("more");
  co_await std::move(reading);
}
task<> filled_in_rounds(std::vector<task<>> &running) {
  std::vector<std::string> texts;
  for (int i = 0; i < 3; ++i) {
    texts.push_back("text");
    auto reads = [&texts](int i) -> task<> {
      auto &text = texts[i];
      co_await next();
      use(text.size());
      // CHECK: [[@LINE-3]]:13: warning: 'text' refers into 'texts' and is used after the coroutine was suspended
      // CHECK: [[@LINE-3]]:7: note: suspends here
      // CHECK: [[@LINE-3]]:11: note: used here
      // CHECK: [[@LINE-8]]:5: note: 'texts' may be changed here in between
    };
    running.push_back(reads(i));
  }
  co_return;
}

// Silent: filled before the lambda that reads it is made.
task<> filled_before() {
  std::vector<std::string> texts;
  for (int i = 0; i < 3; ++i)
    texts.push_back("text");
  auto reads = [&texts](int i) -> task<> {
    auto &text = texts[i];
    co_await next();
    use(text.size());
  };
  co_await reads(0);
}
