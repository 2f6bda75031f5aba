// RUN: %ron_check %s ron-metric-registration -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-metric-registration -std=c++20 --suffix=,SET --config='{CheckOptions: {ron-metric-registration.RegistrationFunctions: "mine::Metrics::*counter;mine::new_*", ron-metric-registration.SetupFunctions: "app::boot*"}}'
// RUN: %ron_check %s ron-metric-registration -std=c++20 --suffix=,ADDED --config='{CheckOptions: {ron-metric-registration.SetupFunctions: "+app::boot*"}}'
#include "mock/prometheus.h"

prometheus::Registry &registry();
namespace mine {
struct Counter {
  void Increment();
};
struct Metrics {
  Counter &counter(const std::string &name);
  Counter &Make_Counter(const char *name);
  static Metrics &instance();
};
std::unique_ptr<Counter> new_gauge(const char *name);
void new_nothing();
template <class T> struct Store {
  T &new_entry(const char *name);
};
} // namespace mine

// 'RegistrationFunctions': none by default.
void handle(const char *name) {
  mine::Metrics::instance().counter("requests_total").Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: 'requests_total' is registered each time 'handle' runs
  mine::Metrics::instance().Make_Counter("errors_total").Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: 'errors_total' is registered each time 'handle' runs
  // FIX-SET:   static auto& requests_total_metric = mine::Metrics::instance().counter("requests_total");
  // FIX-SET:   requests_total_metric.Increment();
  // FIX-SET:   static auto& errors_total_metric = mine::Metrics::instance().Make_Counter("errors_total");
  // FIX-SET:   errors_total_metric.Increment();
  mine::Metrics::instance().counter(name).Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: a metric is registered each time 'handle' runs
  mine::new_gauge("gauge")->Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: 'gauge' is registered each time 'handle' runs
  const auto gauge = mine::new_gauge("local_gauge");
  // CHECK-SET: [[@LINE-1]]:22: warning: 'local_gauge' is registered each time 'handle' runs
  // FIX-SET:   static auto gauge_metric = mine::new_gauge("gauge");
  // FIX-SET:   gauge_metric->Increment();
  // FIX-SET:   static const auto gauge = mine::new_gauge("local_gauge");
  gauge->Increment();
  mine::new_nothing();
  // CHECK-SET: [[@LINE-1]]:3: warning: a metric is registered each time 'handle' runs
  static auto &kept = mine::Metrics::instance().counter("kept_total");
  kept.Increment();
}
void use(std::unique_ptr<mine::Counter>);
void hand_on() {
  use(mine::new_gauge("handed_on"));
  // CHECK-SET: [[@LINE-1]]:7: warning: 'handed_on' is registered each time 'hand_on' runs
}

// 'SetupFunctions': a list of one's own replaces the default, or adds to it; other names are never setup.
namespace app {
void boot_everything(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("a_total").Register(mine).Add({}).Increment();
  // CHECK-DEFAULT: [[@LINE-1]]:3: warning: 'a_total' is registered each time 'boot_everything' runs
}
void BootLate(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("b_total").Register(mine).Add({}).Increment();
  // CHECK-DEFAULT: [[@LINE-1]]:3: warning: 'b_total' is registered each time 'BootLate' runs
}
} // namespace app
void register_metrics(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("c_total").Register(mine).Add({}).Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: 'c_total' is registered each time 'register_metrics' runs
}
void RegisterAllMetrics(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("d_total").Register(mine).Add({}).Increment();
  // CHECK-SET: [[@LINE-1]]:3: warning: 'd_total' is registered each time 'RegisterAllMetrics' runs
}
void reboot(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("e_total").Register(mine).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'e_total' is registered each time 'reboot' runs
}
