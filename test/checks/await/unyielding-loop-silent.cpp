// RUN: %ron_check %s ron-unyielding-loop -std=c++20
// Loops that suspend in every round, leave in every round, or come to an end by what they do.
#include "mock/atomic.h"
#include "mock/chrono.h"
#include "mock/coroutine.h"

void work();
bool chance();
int count();
struct Node {
  Node *next;
};
Node *first();
struct Queue {
  bool empty() const;
  unsigned long size() const;
  int *begin();
  int *end();
  void pop();
};
struct Cursor {
  bool Valid() const;
  void Next();
};
struct Parser {
  bool feed(const char *, unsigned long &used);
};

// Silent: every round suspends.
task<> suspends(Queue &queue, int n) {
  while (true) {
    co_await next();
    work();
  }
  while (co_await produce<bool>())
    work();
  for (; chance(); co_await next())
    work();
  do
    work();
  while (co_await produce<bool>() && chance());
  while (chance() && co_await produce<bool>())
    work();
  while (auto item = co_await produce<int>())
    work();
  while (chance()) {
    if (count() > 0) {
      co_await next();
      continue;
    } else {
      work();
    }
    co_await (chance() ? next() : next());
  }
}
task<> in_all_branches() {
  for (;;) {
    switch (count()) {
    case 0:
      co_await next();
      break;
    case 1:
      co_return;
    default:
      co_await produce<int>();
    }
    work();
  }
}
// Silent: the branch that does not suspend cannot be taken twice.
task<> correlated() {
  bool first = true;
  while (true) {
    if (!first)
      co_await next();
    first = false;
    work();
  }
}
task<> by_a_flag() {
  while (true) {
    const bool idle = chance();
    if (idle)
      co_await next();
    work();
    if (!idle)
      co_await next();
  }
}
// Silent: an inner loop that goes round once at least, and suspends when it does.
task<> inner_rounds(int (&array)[3]) {
  while (chance()) {
    for (int i = 0; i < 3; ++i)
      co_await next();
    work();
  }
  while (chance()) {
    for (int value : array)
      co_await next();
    work();
  }
  while (chance()) {
    do
      co_await next();
    while (chance());
    work();
  }
}
// Silent: a failed await leads into the next round.
task<> after_failures() {
  while (true) {
    try {
      work();
      co_await next();
    } catch (...) {
      work();
    }
  }
}
task<> until_it_works() {
  for (;;) {
    try {
      co_await next();
      co_return;
    } catch (int) {
    }
  }
}
// Silent: leaves in every round.
task<> leaves(int kind) {
  while (true) {
    work();
    break;
  }
  for (;;) {
    if (kind == 0)
      co_return;
    work();
    throw kind;
  }
  do {
    work();
  } while (false);
  co_await next();
}
// Silent: counters, sizes, iterators, walks.
task<> counts(int n, unsigned long left, const char *text, Queue &queue) {
  for (int i = 0; i < n; ++i)
    work();
  int i = 0;
  while (i < n) {
    work();
    i += 2;
  }
  while (n--)
    work();
  while (--left != 0)
    work();
  while (left) {
    work();
    left /= 2;
  }
  for (const char *p = text; *p; ++p)
    work();
  for (Node *node = first(); node; node = node->next)
    work();
  Node *node = first();
  while (node != nullptr) {
    work();
    node = node->next;
  }
  for (Node *waiting = first(); waiting;) {
    Node *after = waiting->next;
    work();
    waiting = after;
  }
  for (int *it = queue.begin(); it != queue.end(); ++it)
    work();
  while (!queue.empty()) {
    work();
    queue.pop();
  }
  while (queue.size() > 3 && chance())
    work();
  while (chance() && i < 10) {
    work();
    ++i;
  }
  for (int &entry : queue)
    work();
  co_await next();
}
task<> moves_on(Cursor &cursor, Parser &parser, const char *text, unsigned long size) {
  for (; cursor.Valid(); cursor.Next())
    work();
  while (cursor.Valid()) {
    work();
    cursor.Next();
  }
  unsigned long used = 0;
  while (used < size)
    parser.feed(text, used);
  co_await next();
}
// Silent: a check in the body that counts.
task<> checked(int n, Queue &queue, std::atomic<int> &word) {
  int tries = 0;
  while (true) {
    if (++tries > 5)
      break;
    work();
  }
  for (;;) {
    work();
    if (tries++ == n)
      throw tries;
  }
  for (int i = 0;; ++i) {
    if (i >= n)
      co_return;
    work();
  }
  while (chance()) {
    if (queue.empty())
      break;
    queue.pop();
  }
  unsigned long left = 9;
  while (true) {
    left -= count();
    if (chance() || left == 0) [[unlikely]] {
      break;
    }
    work();
  }
  while (true) { // what is left decides by way of local variables
    const auto size = queue.size();
    const auto half = size / 2;
    if (half == 0)
      break;
    queue.pop();
  }
  int seen = 0;
  while (!word.compare_exchange_strong(seen, seen + 1))
    ;
  co_await next();
}
// Silent: lets others run once in a while.
task<> in_batches() {
  int rounds = 0;
  while (chance()) {
    work();
    if (++rounds % 64 == 0)
      co_await next();
  }
  auto last = std::chrono::steady_clock::now();
  while (chance()) {
    work();
    if (last < std::chrono::steady_clock::now())
      co_await next();
  }
}
task<> spins_and_yields(std::atomic<bool> &locked) {
  int spins = 1000;
  while (locked.exchange(true)) {
    while (locked.load()) {
      if (spins-- <= 0) {
        co_await next();
        spins = 1000;
      }
    }
  }
}
// Silent: a loop that is a macro's way to be one statement.
bool no();
#define ASSERT_ON(CONDITION)                                                                                           \
  do {                                                                                                                 \
    if (CONDITION)                                                                                                     \
      work();                                                                                                          \
  } while (no())
task<> asserts() {
  ASSERT_ON(chance());
  co_await next();
}
// Silent: a generator runs when the next value is asked for.
generator<int> odd() {
  for (int n = 0;; ++n)
    if (chance())
      co_yield n;
}
// Silent: a branch that is not compiled.
template <bool Busy> task<> configured() {
  while (chance()) {
    work();
    if constexpr (!Busy)
      co_await next();
  }
}
template task<> configured<false>();
