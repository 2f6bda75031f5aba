// RUN: %ron_check %s ron-mutable-global -std=c++20
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <pthread.h>

#include "mock/coroutine.h"

void use(int);
void use(const std::string &);

// Reported: at namespace scope, in a class, in a function.
int requests = 0;
// CHECK: [[@LINE-1]]:5: warning: global 'requests' can be changed by several threads at once
namespace {
std::string prefix = "gateway";
// CHECK: [[@LINE-1]]:13: warning: global 'prefix' can be changed by several threads at once
std::vector<int> sizes[2];
// CHECK: [[@LINE-1]]:18: warning: global 'sizes' can be changed by several threads at once
} // namespace
struct Session {
  static int open;
  inline static std::vector<std::string> names;
  // CHECK: [[@LINE-1]]:42: warning: static member 'names' can be changed by several threads at once
  static int elsewhere;
};
int Session::open = 0;
// CHECK: [[@LINE-1]]:14: warning: static member 'open' can be changed by several threads at once
int next_id() {
  static int id = 0;
  // CHECK: [[@LINE-1]]:14: warning: static local 'id' can be changed by several threads at once
  return ++id;
}
task<> count() {
  static long rounds = 0;
  // CHECK: [[@LINE-1]]:15: warning: static local 'rounds' can be changed by several threads at once
  ++rounds;
  co_await next();
}
auto lambda = [] {
  static bool first = true;
  // CHECK: [[@LINE-1]]:15: warning: static local 'first' can be changed by several threads at once
  if (first)
    first = false;
};
void set_prefix(std::string name) {
  prefix = std::move(name);
  sizes[0].push_back(1);
}
// Reported: a pointer and what it points to, its own object.
const char *host = "localhost";
// CHECK: [[@LINE-1]]:13: warning: global 'host' can be changed by several threads at once
struct Cache {
  std::map<int, std::string> entries;
};
Cache *shared_cache() {
  static Cache *const cache = new Cache;
  // CHECK: [[@LINE-1]]:23: warning: the object of static local 'cache' can be changed by several threads at once
  return cache;
}
Cache &owned_cache() {
  static const std::unique_ptr<Cache> cache = std::make_unique<Cache>();
  // CHECK: [[@LINE-1]]:39: warning: the object of static local 'cache' can be changed by several threads at once
  // CHECK: [[@LINE-3]]:8: note: handed out by 'owned_cache'
  return *cache;
}
static Cache &leaked = *new Cache;
// CHECK: [[@LINE-1]]:15: warning: the object of global 'leaked' can be changed by several threads at once
std::shared_ptr<const Cache> snapshot;
// CHECK: [[@LINE-1]]:30: warning: global 'snapshot' can be changed by several threads at once
// Reported, with the accessor: a singleton made by hand.
std::map<std::string, int> &registry() {
  static std::map<std::string, int> instance;
  // CHECK: [[@LINE-1]]:37: warning: static local 'instance' can be changed by several threads at once
  // CHECK: [[@LINE-3]]:29: note: handed out by 'registry'
  return instance;
}
Cache *cache() {
  static Cache instance;
  // CHECK: [[@LINE-1]]:16: warning: static local 'instance' can be changed by several threads at once
  // CHECK: [[@LINE-3]]:8: note: handed out by 'cache'
  return &instance;
}
// Reported: const, and changed all the same.
struct Lazy {
  mutable std::string text;
  int length;
};
const Lazy lazy{"", 0};
// CHECK: [[@LINE-1]]:12: warning: 'mutable' parts of global 'lazy' can be changed by several threads at once
void fill_in() { lazy.text = "a"; }
// Reported once: a macro, a template.
#define COUNTER(name) long name = 0
COUNTER(calls);
// CHECK: [[@LINE-1]]:1: warning: global 'calls' can be changed by several threads at once
template <class T> int counter() {
  static T count = 0;
  // CHECK: [[@LINE-1]]:12: warning: static local 'count' can be changed by several threads at once
  return ++count;
}
template int counter<int>();
template int counter<long>();
template <class T> struct Registry {
  static std::vector<T> all;
};
template <class T> std::vector<T> Registry<T>::all;
// CHECK: [[@LINE-1]]:48: warning: static member 'all' can be changed by several threads at once
void fill() {
  Registry<int>::all.clear();
  Registry<long>::all.clear();
}

// Silent: it cannot change, or is atomic.
const int Limit = 3;
constexpr int Sizes[] = {1, 2};
constinit const char *const Name = "a";
std::atomic<int> connections{0};
std::atomic_flag stopped;
static volatile std::sig_atomic_t interrupted = 0;
void interrupt(int) { interrupted = 1; }
// Silent: what threads synchronise by.
std::mutex mutex;
std::once_flag once;
std::condition_variable condition;
pthread_mutex_t posix = PTHREAD_MUTEX_INITIALIZER;
// Silent: objects that synchronise themselves, and such with no state.
class Bus {
public:
  void publish(int);

private:
  std::mutex mutex_;
  std::vector<int> events_;
};
struct Counters {
  std::atomic<int> in, out;
  const int limit = 3;
};
struct Hash {
  int operator()(int) const;
};
class Opaque {
  struct Impl;
  std::unique_ptr<Impl> impl_;

public:
  Opaque();
  ~Opaque();
};
Bus bus;
Counters counters;
Hash hash;
Opaque opaque;
Bus &events() {
  static Bus *const instance = new Bus;
  return *instance;
}
// Silent: a slot of each thread's own.
namespace detail {
template <class T> class tss_ptr {
  unsigned key_;

public:
  T *get() const;
};
} // namespace detail
detail::tss_ptr<Cache> per_thread;
const auto shared_bus = std::make_shared<Bus>();
// Silent: a const object's own cache, under its own mutex.
class Table {
public:
  int at(int) const;

private:
  mutable std::mutex mutex_;
  mutable std::map<int, int> cache_;
};
const Table table;
// Silent: references to what is reported where it is.
int &alias = requests;
int *const pointer = &requests;
// Silent: each thread has its own; declared here, defined elsewhere.
thread_local int depth = 0;
extern int declared;
// Silent: guarded, by annotation or by every use.
#define GUARDED_BY(x) __attribute__((guarded_by(x)))
int guarded GUARDED_BY(mutex) = 0;
static std::map<int, int> locked;
void add(int key) {
  std::lock_guard lock(mutex);
  ++locked[key];
}
int look(int key) {
  std::unique_lock lock(mutex);
  return locked.at(key);
}
// Silent: the same, though another file could name it; no header does.
std::map<int, int> everywhere;
void enter(int key) {
  std::scoped_lock lock(mutex);
  everywhere.emplace(key, 1);
}
// Silent: there for what its constructor does.
struct Registrar {
  explicit Registrar(const char *);
  int id;
};
static Registrar registrar("plugin");
static const bool Registered = [] {
  int local = 1;
  return local == 1;
}();
// Silent: locals, members, parameters.
class Worker {
  int count_ = 0;

public:
  void run(int times) {
    for (int i = 0; i < times; ++i)
      ++count_;
  }
};

// Silent: someone takes responsibility.
int verbosity = 0; // NOLINT(ron-mutable-global)
// ron-allow(mutable-global): set by main before there are threads
int arguments = 0;
