// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"

prometheus::Registry &registry();

// Templates: one report for all instantiations, and no fix.
template <class T> void handle(T &value) {
  prometheus::BuildCounter().Name("handled_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'handled_total' is registered each time 'handle' runs
}
template void handle(int &);
template void handle(char &);
template <class Metrics> void dependent(Metrics &metrics) {
  metrics.Add({{"a", "b"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'metrics' is looked up with the same labels each time 'dependent' runs
}
template void dependent(prometheus::Family<prometheus::Counter> &);
template void dependent(prometheus::Family<prometheus::Gauge> &);
template <class T> struct Server {
  void serve() {
    prometheus::BuildCounter().Name("served_total").Register(registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'served_total' is registered each time 'serve' runs
  }
  task<T> wait() {
    prometheus::BuildGauge().Name("waiting").Register(registry()).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'waiting' is registered each time 'wait' runs
    co_return T();
  }
  prometheus::Registry &registry_;
};
template struct Server<int>;
template struct Server<char>;
auto generic = [](auto &value) {
  prometheus::BuildCounter().Name("generic_total").Register(registry()).Add({}).Increment(value);
  // CHECK: [[@LINE-1]]:3: warning: 'generic_total' is registered each time this lambda runs
};
// Silent: a template that only setup calls.
template <class T> void only_setup(T value) {
  prometheus::BuildCounter().Name("setup_total").Register(registry()).Add({}).Increment(value);
}
int main() {
  only_setup(1);
  only_setup(2.0);
}

// Macros: the place is where the macro is used, and nothing is changed there.
#define COUNT(name) prometheus::BuildCounter().Name(name).Register(registry()).Add({}).Increment()
#define COUNTER(name) prometheus::BuildCounter().Name(name)
#define NAME "macro_name_total"
void macros() {
  COUNT("macro_total");
  // CHECK: [[@LINE-1]]:3: warning: 'macro_total' is registered each time 'macros' runs
  COUNTER("half_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'half_total' is registered each time 'macros' runs
  prometheus::BuildCounter().Name(NAME).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'macro_name_total' is registered each time 'macros' runs
  // FIX:   static auto& macro_name_total_metric = prometheus::BuildCounter().Name(NAME).Register(registry()).Add({});
  // FIX:   macro_name_total_metric.Increment();
}
#define HANDLER(name)                                                                                                  \
  void name() { prometheus::BuildCounter().Name(#name).Register(registry()).Add({}).Increment(); }
HANDLER(on_get)
HANDLER(on_put)

// Comments that take responsibility.
void allowed() {
// CHECK: [[@LINE-5]]:1: warning: 'on_get' is registered each time 'on_get' runs
// CHECK: [[@LINE-5]]:1: warning: 'on_put' is registered each time 'on_put' runs
  prometheus::BuildCounter().Name("n1").Register(registry()).Add({}).Increment(); // NOLINT(ron-metric-registration)
  // NOLINTNEXTLINE(ron-*)
  prometheus::BuildCounter().Name("n2").Register(registry()).Add({}).Increment();
  // ron-allow(metric-registration): called once a day
  prometheus::BuildCounter().Name("n3").Register(registry()).Add({}).Increment();
  prometheus::BuildCounter().Name("n4").Register(registry()).Add({}).Increment(); // ron-allow(ron-metric-registration): rare
  // ron-allow(magic-sleep): of another check
  prometheus::BuildCounter().Name("n5").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'n5' is registered each time 'allowed' runs
  // FIX:   static auto& n5_metric = prometheus::BuildCounter().Name("n5").Register(registry()).Add({});
  // FIX:   n5_metric.Increment();
}
void unexplained() {
  // ron-allow(metric-registration)
  prometheus::BuildCounter().Name("n6").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-2]]:3: warning: a suppression of 'ron-metric-registration' must state its reason
  // CHECK: [[@LINE-2]]:3: warning: 'n6' is registered each time 'unexplained' runs
  // FIX:   static auto& n6_metric = prometheus::BuildCounter().Name("n6").Register(registry()).Add({});
  // FIX:   n6_metric.Increment();
}
