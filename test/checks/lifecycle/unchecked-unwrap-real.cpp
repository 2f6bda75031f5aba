// RUN: %ron_check %s ron-unchecked-unwrap -std=c++20
// The libraries as installed, and the suggestion: leave with the error.
#include <absl/status/statusor.h>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "mock/coroutine.h"

void use(int);
bool chance();
absl::StatusOr<int> read(int);
tl::expected<int, std::string> parse(int);
std::optional<int> find(int);
task<tl::expected<int, std::string>> fetch(int);

// Suggested: the function gives back the same family of results.
absl::StatusOr<std::string> status() {
  absl::StatusOr<int> number = read(1);
  return std::to_string(*number);
  // CHECK: [[@LINE-1]]:26: warning: 'number' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:26: note: return the failure instead
}
// SUGGEST:   if (!number.ok()) return number.status();

absl::Status only_status(absl::StatusOr<std::string> text) {
  if (chance())
    use(static_cast<int>(text->size()));
  // CHECK: [[@LINE-1]]:26: warning: 'text' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:26: note: return the failure instead
  return absl::OkStatus();
}
// SUGGEST:   if (!text.ok()) return text.status();

tl::expected<long, std::string> sum() {
  const auto first = parse(1);
  const auto second = parse(2);
  if (!second)
    return tl::make_unexpected(second.error());
  return *first + *second;
  // CHECK: [[@LINE-1]]:11: warning: 'first' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:11: note: return the failure instead
}
// SUGGEST:   if (!first) return tl::make_unexpected(first.error());

std::optional<std::string> text() {
  auto number = find(1);
  const int value = number.value();
  // CHECK: [[@LINE-1]]:21: warning: 'number' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:21: note: return the failure instead
  return std::to_string(value);
}
// SUGGEST:   if (!number) return std::nullopt;

task<tl::expected<long, std::string>> coroutine() {
  auto number = co_await fetch(1);
  co_return number.value();
  // CHECK: [[@LINE-1]]:13: warning: 'number' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:13: note: return the failure instead
}
// SUGGEST:   if (!number) co_return tl::make_unexpected(number.error());

class Reader {
  std::optional<int> limit_;

public:
  std::optional<int> twice() {
    limit_ = find(1);
    return 2 * limit_.value();
    // CHECK: [[@LINE-1]]:16: warning: 'limit_' is unwrapped without a check that it holds a value
    // CHECK: [[@LINE-2]]:16: note: return the failure instead
  }
};
// SUGGEST:     if (!limit_) return std::nullopt;

// Not suggested: another family, other errors, nothing to name, a loop, a lambda, a template, a macro.
int plain(absl::StatusOr<int> number) { return *number; } // CHECK: [[@LINE]]:49: warning: 'number' is unwrapped without a check that it holds a value
tl::expected<int, int> other_error(tl::expected<int, std::string> number) { return *number; } // CHECK: [[@LINE]]:85: warning: 'number' is unwrapped without a check that it holds a value
std::optional<int> other_family(tl::expected<int, std::string> number) { return number.value(); } // CHECK: [[@LINE]]:81: warning: 'number' is unwrapped without a check that it holds a value
std::optional<int> unnamed() { return find(1).value(); } // CHECK: [[@LINE]]:39: warning: the result of 'find' is unwrapped without a check that it holds a value
std::optional<int> same_statement() {
  if (auto number = find(1); chance())
    return number.value(); // CHECK: [[@LINE]]:12: warning: 'number' is unwrapped without a check that it holds a value
  return 1;
}
std::optional<int> loop(std::optional<int> number) {
  while (number.value() > 1) // CHECK: [[@LINE]]:10: warning: 'number' is unwrapped without a check that it holds a value
    number = find(1);
  return number;
}
auto lambda = [](std::optional<int> number) -> std::optional<int> { return number.value(); }; // CHECK: [[@LINE]]:76: warning: 'number' is unwrapped without a check that it holds a value
template <class T> std::optional<T> templated(std::optional<T> number) { return number.value(); } // CHECK: [[@LINE]]:81: warning: 'number' is unwrapped without a check that it holds a value
template std::optional<int> templated(std::optional<int>);
#define VALUE(number) return number.value()
std::optional<int> macro(std::optional<int> number) { VALUE(number); } // CHECK: [[@LINE]]:55: warning: 'number' is unwrapped without a check that it holds a value

// Silent: checked as these libraries do.
absl::Status checked(absl::StatusOr<int> number, absl::StatusOr<int> other, absl::StatusOr<int> third) {
  if (!number.ok())
    return number.status();
  use(*number);
  if (absl::Status status = other.status(); !status.ok())
    return status;
  use(*other);
  if (third.status().ok())
    use(third.value());
  absl::StatusOr<int> made = 1;
  use(*made);
  return absl::OkStatus();
}
tl::expected<int, std::string> mapped(tl::expected<int, std::string> number) {
  return number.map([](int value) { return value + 1; });
}
