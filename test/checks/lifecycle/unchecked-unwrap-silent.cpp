// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20
#include <any>
#include <typeinfo>
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

// Silent: checked, in whatever way.
int checked(Result result, std::optional<int> number, Shape shape, std::any any, folly::Try<int> tried) {
  if (result)
    use(result->id);
  if (result.has_value() && chance())
    use(result.value().id);
  if (!number.has_value())
    return 0;
  use(number.value());
  use(result ? result->id : 0);
  if (std::holds_alternative<int>(shape))
    use(std::get<int>(shape));
  else if (shape.index() == 1)
    use(std::get<std::string>(shape).size());
  if (auto *text = std::get_if<std::string>(&shape))
    use(std::get<std::string>(shape).size() + text->size());
  if (tried.hasException())
    return 1;
  use(*tried);
  if (any.type() == typeid(int))
    use(std::any_cast<int>(any));
  if (auto other = load(1); other)
    use(other->id);
  if (number != std::nullopt)
    use(number.value());
  return result.value_or(Session{}).id;
}
// Silent: left early, in whatever way.
task<> early(int n) {
  auto first = co_await fetch(n);
  if (!first)
    co_return;
  use(first->id);
  auto second = load(n);
  if (!second)
    throw Error{1};
  use(second->id);
  auto third = load(n);
  if (!third)
    fail();
  use(third->id);
  while (true) {
    auto fourth = load(n);
    if (!fourth)
      break;
    use(fourth->id);
    auto fifth = load(n);
    if (!fifth)
      continue;
    co_await next(); // of the coroutine's own: nobody can change it
    use(fifth->id);
  }
}
// Silent: remembered, asserted, asked by a function, by its error, in a loop, in a switch.
void ways(Result result, Result other, Result third, Shape shape, std::vector<Result> all) {
  const bool good = result.has_value();
  use(1);
  if (good)
    use(result->id);
  if (!valid(other))
    return;
  use(other->id);
  if (third.error().code == 0)
    use(third->id);
  for (auto &each : all)
    if (each)
      use(each->id);
  switch (shape.index()) {
  case 0:
    use(std::get<0>(shape));
    break;
  default:
    use(std::get<1>(shape).size());
  }
  do {
    result = load(1);
  } while (!result);
  use(result->id);
}
// Silent: it has a value by construction.
void constructed() {
  std::optional<int> number = 1;
  use(number.value());
  std::optional<std::string> text = "a";
  use(text.value().size());
  Result result = Session{};
  use(result->id);
  auto copy = result;
  use(copy->id);
  auto moved = std::move(copy);
  use(moved->id);
  std::optional<int> filled;
  filled.emplace(1);
  use(filled.value());
  filled = std::nullopt;
  filled = 2;
  use(filled.value());
  Shape shape;
  use(std::get<int>(shape));
  shape = std::string("a");
  use(std::get<std::string>(shape).size());
}
// Silent: members that another function may have filled or checked.
class Store {
  std::optional<int> open_;
  Result entry_ = load(1);
  void validate() const {
    if (!entry_)
      throw Error{1};
  }

public:
  void open() { open_ = 1; }
  int handle() const { return open_.value(); }
  int id() const {
    validate();
    return entry_->id;
  }
  task<> read(Session *session) {
    use(*session->limit);
    co_await next();
    use(entry_->id);
  }
};
// Silent: given away to be filled, directly, by address, by a lambda.
void run(void (*)(void *), void *);
void fill(std::optional<int> &);
void fill(std::optional<int> *);
task<> filled() {
  std::optional<int> first, second, third;
  fill(first);
  fill(&second);
  const auto set = [&third] { third = 1; };
  co_await next();
  set();
  use(first.value() + second.value() + third.value());
}
// Silent: of two alternatives, what is not the one is the other.
void two(Shape shape, Shape other) {
  if (!std::holds_alternative<int>(shape))
    use(std::get<std::string>(shape).size());
  else
    use(std::get<0>(shape));
  if (std::holds_alternative<int>(other))
    return;
  use(std::get<1>(other).size());
}
// Silent: the exception is the check.
int exceptions(std::optional<int> number, Shape shape) {
  try {
    return number.value() + std::get<int>(shape);
  } catch (const std::bad_optional_access &) {
    return 0;
  } catch (const std::exception &) {
    return 1;
  }
}
// Silent: the operators of optional, which are upstream's.
int upstream(std::optional<int> number) { return *number; }
// Silent: asserted.
#define assert(e) (static_cast<bool>(e) ? void(0) : fail())
#define ASSERT_TRUE(e)                                                                                                 \
  if (const bool holds = static_cast<bool>(e); holds)                                                                  \
    ;                                                                                                                  \
  else                                                                                                                 \
    return fail()
// As Catch2 writes it: whatever is thrown on the way to the question stops as well.
struct Decomposer {
  Decomposer();
  template <class T> bool operator<=(const T &value) const { return static_cast<bool>(value); }
};
struct Handler {
  Handler();
  void handle(bool);
  void unexpected();
  void complete();
};
#define TEST_(...)                                                                                                     \
  do {                                                                                                                 \
    Handler handler;                                                                                                   \
    try {                                                                                                              \
      handler.handle(Decomposer() <= __VA_ARGS__);                                                                     \
    } catch (...) {                                                                                                    \
      handler.unexpected();                                                                                            \
    }                                                                                                                  \
    handler.complete();                                                                                                \
  } while (false)
#define REQUIRE(...) TEST_(__VA_ARGS__)
void required(Result result, Session *session) {
  REQUIRE(result);
  use(result->id);
  session->limit = 1;
  REQUIRE(session->limit.has_value());
  use(*session->limit);
}
void logicAssert(bool, const char *);
void asserted_by_function(Result result) {
  logicAssert(result.has_value(), "no result");
  use(result->id);
}
void asserted(Result result, Result other) {
  assert(result);
  use(result->id);
  ASSERT_TRUE(other.has_value());
  use(other->id);
}
// Silent: never evaluated, no result, a function of another's.
struct Config {
  int value() const;
  Config *operator->();
};
void others(Config config, Result result) {
  use(config.value());
  use(config->value());
  use(sizeof(result->id));
  if constexpr (false)
    use(result->id);
}

// Silent: someone takes responsibility.
void allowed(Result result, Result other) {
  use(result->id); // NOLINT(ron-unchecked-unwrap)
  // ron-allow(unchecked-unwrap): the caller has checked it
  use(other->id);
}
