// RUN: %ron_check %s ron-mutable-global -std=c++20
// Variables of this file that nobody writes.
#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

void use(int);
void take(const std::string &);
void take_pointer(const char *const *);
void change(std::string &);

// Fixed: read in every way there is.
static std::string greeting = "hello"; // CHECK: [[@LINE]]:20: warning: global 'greeting' is only read and can be const
static int limit = 3; // CHECK: [[@LINE]]:12: warning: global 'limit' is only read and can be const
static const char *host = "localhost"; // CHECK: [[@LINE]]:20: warning: global 'host' is only read and can be const
static const char *names[] = {"a", "b"}; // CHECK: [[@LINE]]:20: warning: global 'names' is only read and can be const
static std::vector<std::string> words = {"x", "y"}; // CHECK: [[@LINE]]:33: warning: global 'words' is only read and can be const
static std::map<std::string, int> codes{{"ok", 200}}; // CHECK: [[@LINE]]:35: warning: global 'codes' is only read and can be const
namespace {
double ratio = 0.5; // CHECK: [[@LINE]]:8: warning: global 'ratio' is only read and can be const
std::set<int> ports = {80, 443}; // CHECK: [[@LINE]]:15: warning: global 'ports' is only read and can be const
struct Point {
  int x, y;
};
Point origin = {0, 0}; // CHECK: [[@LINE]]:7: warning: global 'origin' is only read and can be const
} // namespace
int reads(const std::string &key, unsigned i) {
  take(greeting);
  take(words[i]);
  std::cout << greeting << words.front() << greeting.size();
  if (ports.count(80) != 0 && limit > 2)
    use(sizeof(ratio) > 4 ? origin.x : origin.y);
  take_pointer(names);
  std::cout << names[i] << *host << host << ratio;
  for (const auto &word : words)
    take(word);
  for (auto &word : words)
    take(word);
  for (auto &[name, code] : codes)
    use(code);
  const auto found = codes.find(key);
  auto &same = words;
  take(same.at(0));
  return found == codes.end() ? codes.at("ok") : found->second;
}
int twice() {
  static int factor = 2; // CHECK: [[@LINE]]:14: warning: static local 'factor' is only read and can be const
  static auto offset = 1.5; // CHECK: [[@LINE]]:15: warning: static local 'offset' is only read and can be const
  return factor * static_cast<int>(offset);
}
// FIX: static const std::string greeting = "hello";
// FIX: static const int limit = 3;
// FIX: static const char *const host = "localhost";
// FIX: static const char *const names[] = {"a", "b"};
// FIX: static const std::vector<std::string> words = {"x", "y"};
// FIX: static const std::map<std::string, int> codes{{"ok", 200}};
// FIX: const double ratio = 0.5;
// FIX: const std::set<int> ports = {80, 443};
// FIX: const Point origin = {0, 0};
// FIX:   static const int factor = 2;
// FIX:   static const auto offset = 1.5;

// Reported without a fix: const would not compile as it stands, or the place is not the right one.
static std::map<int, int> typed{{1, 2}}; // CHECK: [[@LINE]]:27: warning: global 'typed' is only read and can be const
static int first = 1, second = 2;
 // CHECK: [[@LINE-1]]:12: warning: global 'first' is only read and can be const
 // CHECK: [[@LINE-2]]:23: warning: global 'second' is only read and can be const
static struct {
  int x;
} unnamed = {1}; // CHECK: [[@LINE]]:3: warning: global 'unnamed' is only read and can be const
static int zero; // CHECK: [[@LINE]]:12: warning: global 'zero' is only read and can be const
#define VERSION static int version = 1
VERSION; // CHECK: [[@LINE]]:1: warning: global 'version' is only read and can be const
int no_fix() {
  std::map<int, int>::iterator it = typed.find(1);
  for (std::pair<const int, int> &entry : typed)
    use(entry.second);
  return it->second + first + second + version + unnamed.x + zero;
}
class Settings {
  static int level;

public:
  static int get() { return level; }
};
int Settings::level = 1; // CHECK: [[@LINE]]:15: warning: static member 'level' is only read and can be const

// Reported as mutable: written, or perhaps written.
static std::string status; // CHECK: [[@LINE]]:20: warning: global 'status' can be changed by several threads at once
static std::vector<int> queue; // CHECK: [[@LINE]]:25: warning: global 'queue' can be changed by several threads at once
static std::map<int, int> hits; // CHECK: [[@LINE]]:27: warning: global 'hits' can be changed by several threads at once
static std::vector<int> sorted = {2, 1}; // CHECK: [[@LINE]]:25: warning: global 'sorted' can be changed by several threads at once
static int total = 0; // CHECK: [[@LINE]]:12: warning: global 'total' can be changed by several threads at once
static int *current = nullptr; // CHECK: [[@LINE]]:13: warning: global 'current' can be changed by several threads at once
static Point corner = {1, 2}; // CHECK: [[@LINE]]:14: warning: global 'corner' can be changed by several threads at once
static std::map<int, std::string> found = {{1, "a"}}; // CHECK: [[@LINE]]:35: warning: global 'found' can be changed by several threads at once
std::string writes(int key) {
  change(status);
  queue.push_back(key);
  ++hits[key];
  std::sort(sorted.begin(), sorted.end());
  int &sum = total;
  sum += key;
  current = &sum;
  corner.x = key;
  auto it = found.find(key);
  it->second = "b";
  return status;
}

// Silent: const already.
static const std::string Fixed = "a";
static const std::vector<int> Primes = {2, 3, 5};
int constants() { return Primes[0] + static_cast<int>(Fixed.size()); }
