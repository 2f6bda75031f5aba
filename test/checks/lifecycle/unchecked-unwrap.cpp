// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20
#include <any>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "mock/coroutine.h"
#include "mock/expected.h"

struct Error {
  int code;
};
struct Session {
  int id;
  tl::expected<int, Error> limit;
};
using Result = tl::expected<Session, Error>;
using Shape = std::variant<int, std::string>;
Result load(int);
task<Result> fetch(int);
bool chance();
void use(int);
void log(const Error &);
bool valid(const Result &);
void refill(Result &);
[[noreturn]] void fail();

// Reported: every way to take a value that may not be there.
void takes(Result result, std::optional<int> number, Shape shape, std::any any, folly::Try<int> tried) {
  use(result.value().id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
  use(load(1)->id);
  // CHECK: [[@LINE-1]]:7: warning: the result of 'load' is unwrapped without a check that it holds a value
  use((*load(2)).id);
  // CHECK: [[@LINE-1]]:9: warning: the result of 'load' is unwrapped without a check that it holds a value
  use(number.value());
  // CHECK: [[@LINE-1]]:7: warning: 'number' is unwrapped without a check that it holds a value
  use(std::get<std::string>(shape).size());
  // CHECK: [[@LINE-1]]:7: warning: 'shape' is unwrapped without a check that it holds this type
  use(std::get<0>(shape));
  // CHECK: [[@LINE-1]]:7: warning: 'shape' is unwrapped without a check that it holds this type
  use(std::any_cast<int>(any));
  // CHECK: [[@LINE-1]]:7: warning: 'any' is unwrapped without a check that it holds this type
  use(*tried);
  // CHECK: [[@LINE-1]]:8: warning: 'tried' is unwrapped without a check that it holds a value
}
// Reported: in a coroutine, of an awaited result, of an element, of a part of an own object.
task<> awaited(std::vector<Result> results, Session session, unsigned i) {
  use((co_await fetch(1))->id);
  // CHECK: [[@LINE-1]]:7: warning: the result of 'fetch' is unwrapped without a check that it holds a value
  use(results[i]->id);
  // CHECK: [[@LINE-1]]:7: warning: a result is unwrapped without a check that it holds a value
  use(*session.limit);
  // CHECK: [[@LINE-1]]:8: warning: 'limit' is unwrapped without a check that it holds a value
}
// Reported: checked on some ways only, or the wrong way round.
void some_ways(Result result, Result other) {
  if (chance() && result)
    use(result->id);
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-4]]:19: note: on the way where this is false
  if (!other)
    use(other->id);
    // CHECK: [[@LINE-1]]:9: warning: 'other' is unwrapped without a check that it holds a value
}
void too_late(Result result) {
  const int id = result->id;
  // CHECK: [[@LINE-1]]:18: warning: 'result' is unwrapped without a check that it holds a value
  if (result)
    use(id);
}
void logged(Result result) {
  if (!result.has_value())
    log(Error{1});
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-4]]:7: note: on the way where this is true
}
// Reported: made anew behind the check, or changed by somebody.
void anew(Result result) {
  if (!result)
    return;
  result = load(2);
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
}
void changed(Result result) {
  if (!result)
    return;
  refill(result);
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
}
void in_loop(Result result) {
  while (result) {
    use(result->id);
    result = load(3);
  }
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
}
// Reported: a check outside of a lambda; a check of what others may change while the coroutine is suspended.
void lambda(Result result) {
  if (result) {
    const auto later = [&] { use(result->id); };
    // CHECK: [[@LINE-1]]:34: warning: 'result' is unwrapped without a check that it holds a value
    later();
  }
}
class Cache {
  Result entry_ = load(1);

public:
  task<> refresh() {
    if (!entry_)
      co_return;
    co_await next();
    use(entry_->id);
    // CHECK: [[@LINE-1]]:9: warning: 'entry_' is unwrapped without a check that it holds a value
  }
  void reload() {
    entry_ = load(2);
    use(entry_->id);
    // CHECK: [[@LINE-1]]:9: warning: 'entry_' is unwrapped without a check that it holds a value
  }
  int wrong() const {
    if (!entry_)
      return entry_->id;
      // CHECK: [[@LINE-1]]:14: warning: 'entry_' is unwrapped without a check that it holds a value
    return 0;
  }
};
// Reported: one of three alternatives is not the others; a result that is lent for changing after it was asked.
void alternatives(std::variant<int, long, std::string> shape, Result result) {
  if (!std::holds_alternative<int>(shape))
    use(std::get<long>(shape));
  // CHECK: [[@LINE-1]]:9: warning: 'shape' is unwrapped without a check that it holds this type
  if (result) {
    refill(result);
    use(result->id);
    // CHECK: [[@LINE-1]]:9: warning: 'result' is unwrapped without a check that it holds a value
  }
}
// Reported: an exception that comes elsewhere, a handler that does not catch this one, operators that throw nothing.
void handlers(Result result, Shape shape) {
  try {
    use(result->id);
    // CHECK: [[@LINE-1]]:9: warning: 'result' is unwrapped without a check that it holds a value
  } catch (...) {
  }
  try {
    use(std::get<0>(shape));
    // CHECK: [[@LINE-1]]:9: warning: 'shape' is unwrapped without a check that it holds this type
  } catch (const Error &) {
    use(std::get<1>(shape).size());
    // CHECK: [[@LINE-1]]:9: warning: 'shape' is unwrapped without a check that it holds this type
  }
}
// Reported once: a macro, a template with two instantiations.
#define TAKE(result) (*(result))
void by_macro(Result result) { use(TAKE(result).id); }
// CHECK: [[@LINE-1]]:36: warning: 'result' is unwrapped without a check that it holds a value
template <class T> int by_template(tl::expected<T, Error> result) { return *result; }
// CHECK: [[@LINE-1]]:77: warning: 'result' is unwrapped without a check that it holds a value
template int by_template<int>(tl::expected<int, Error>);
template int by_template<long>(tl::expected<long, Error>);
// Reported once for a result: what comes behind would not be reached.
void once(Result result) {
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
  use(result->id);
}
// Reported: known to hold nothing.
void nothing() {
  std::optional<int> empty;
  use(empty.value());
  // CHECK: [[@LINE-1]]:7: warning: 'empty' is unwrapped without a check that it holds a value
  std::optional<int> gone = 1;
  gone.reset();
  use(gone.value());
  // CHECK: [[@LINE-1]]:7: warning: 'gone' is unwrapped without a check that it holds a value
  Result bad = tl::unexpected<Error>(Error{1});
  use(bad->id);
  // CHECK: [[@LINE-1]]:7: warning: 'bad' is unwrapped without a check that it holds a value
}

// Reported: what only expects goes on.
#define EXPECT_TRUE(e)                                                                                                 \
  if (const bool holds = static_cast<bool>(e); holds)                                                                  \
    ;                                                                                                                  \
  else                                                                                                                 \
    use(0)
void expected(Result result) {
  EXPECT_TRUE(result.has_value());
  use(result->id);
  // CHECK: [[@LINE-1]]:7: warning: 'result' is unwrapped without a check that it holds a value
}
