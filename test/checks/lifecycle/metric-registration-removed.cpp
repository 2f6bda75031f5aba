// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/prometheus.h"

prometheus::Registry &registry();

// No fix: the family is taken out of the registry, we cannot tell which.
void forget(prometheus::Family<prometheus::Counter> &family) { registry().Remove(family); }
void handle() {
  prometheus::BuildCounter().Name("requests_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'requests_total' is registered each time 'handle' runs
}
