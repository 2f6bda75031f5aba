// RUN: %ron_check %s ron-unchecked-unwrap -std=c++23
// UNSUPPORTED: llvm-16
// Its concepts are too old for the header.
#include <expected>
#include <string>

void use(int);
std::expected<int, std::string> parse(int);

// Reported, and suggested.
std::expected<int, std::string> next() {
  auto number = parse(1);
  use(number.value());
  // CHECK: [[@LINE-1]]:7: warning: 'number' is unwrapped without a check that it holds a value
  // CHECK: [[@LINE-2]]:7: note: return the failure instead
  return *number + 1;
}
// SUGGEST:   if (!number) return std::unexpected(number.error());

// Silent: checked, and made with a value.
int checked() {
  auto number = parse(1);
  if (!number)
    return 0;
  std::expected<int, std::string> made = 1;
  std::expected<void, std::string> nothing;
  nothing.value();
  return *number + *made;
}
