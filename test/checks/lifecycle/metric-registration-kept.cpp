// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"
#include <functional>
#include <optional>
#include <unordered_map>

prometheus::Registry &registry();
void use(prometheus::Counter &);
struct Server {
  void get(const char *path, std::function<void()> handler);
};
template <class T> T *make_object(T &);

// Silent: the handle is kept in a member, a global, or an object of the caller's, also by way of local variables.
prometheus::Counter *global = nullptr;
struct Handles {
  prometheus::Counter *requests;
  prometheus::Counter *errors;
};
class Gateway {
public:
  void attach(prometheus::Registry &registry) {
    requests_ = &prometheus::BuildCounter().Name("requests_total").Register(registry).Add({});
    global = std::addressof(prometheus::BuildCounter().Name("global_total").Register(registry).Add({}));
    auto &family = prometheus::BuildCounter().Name("errors_total").Register(registry);
    refused_ = &family.Add({{"kind", "refused"}});
    auto *failed = &family.Add({{"kind", "failed"}});
    this->failed_ = failed;
    latency_.emplace(prometheus::BuildGauge().Name("latency").Register(registry).Add({}));
  }
  void watch(const std::vector<std::string> &names) {
    for (const std::string &name : names) {
      byName_[name] = &prometheus::BuildCounter().Name(name).Register(registry()).Add({});
      byName_.insert({name, &prometheus::BuildCounter().Name(name + "_2").Register(registry()).Add({})});
    }
  }
  prometheus::Counter &lazy() {
    if (!lazy_)
      lazy_ = &prometheus::BuildCounter().Name("lazy_total").Register(registry()).Add({});
    return *lazy_;
  }

private:
  prometheus::Counter *requests_, *refused_, *failed_, *lazy_ = nullptr;
  std::optional<std::reference_wrapper<prometheus::Gauge>> latency_;
  std::unordered_map<std::string, prometheus::Counter *> byName_;
};
void fill(Handles &handles) {
  handles.requests = &prometheus::BuildCounter().Name("filled_total").Register(registry()).Add({});
}
Handles bundle() {
  auto &errors = prometheus::BuildCounter().Name("bundled_errors_total").Register(registry()).Add({});
  return {&prometheus::BuildCounter().Name("bundled_total").Register(registry()).Add({}), &errors};
}
task<> attach_later(Handles &handles) {
  co_await next();
  handles.errors = &prometheus::BuildCounter().Name("later_total").Register(registry()).Add({});
}

// Silent: a handler keeps the handle.
void routes(Server &server) {
  auto &hits = prometheus::BuildCounter().Name("hits_total").Register(registry()).Add({});
  server.get("/", [&hits] { hits.Increment(); });
  server.get("/a", [&misses = prometheus::BuildCounter().Name("misses_total").Register(registry()).Add({})] {
    misses.Increment();
  });
}

// Silent: a factory, told the name by its callers, registers nothing of its own.
prometheus::Counter &counter(const std::string &name, const prometheus::Labels &labels) {
  return prometheus::BuildCounter().Name(name).Help("A counter").Register(registry()).Add(labels);
}
prometheus::Counter &requests(prometheus::Registry &mine) {
  return prometheus::BuildCounter().Name("made_total").Register(mine).Add({{"a", "b"}});
}
prometheus::Counter &look_up(prometheus::Family<prometheus::Counter> &family) { return family.Add({{"a", "b"}}); }
prometheus::Family<prometheus::Gauge> &gauge(const std::string &name) {
  const std::string full = "app_" + name;
  auto &family = prometheus::BuildGauge().Name(full).Register(registry());
  return family;
}

// Reported: an object that only lives in the function, another function, a local variable do not keep it.
struct Guard {
  explicit Guard(prometheus::Gauge &gauge);
  ~Guard();
};
void guarded(prometheus::Registry &mine) {
  Guard guard(prometheus::BuildGauge().Name("in_flight").Register(mine).Add({}));
  // CHECK: [[@LINE-1]]:15: warning: 'in_flight' is registered each time 'guarded' runs
  use(prometheus::BuildCounter().Name("used_total").Register(mine).Add({}));
  // CHECK: [[@LINE-1]]:7: warning: 'used_total' is registered each time 'guarded' runs
  prometheus::Counter *local = &prometheus::BuildCounter().Name("local_total").Register(mine).Add({});
  // CHECK: [[@LINE-1]]:33: warning: 'local_total' is registered each time 'guarded' runs
  local->Increment();
  double value = prometheus::BuildCounter().Name("read_total").Register(mine).Add({}).Value();
  // CHECK: [[@LINE-1]]:18: warning: 'read_total' is registered each time 'guarded' runs
  (void)value;
}
