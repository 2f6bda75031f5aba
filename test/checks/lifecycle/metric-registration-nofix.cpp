// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"

prometheus::Registry &registry();
prometheus::Registry &registry_of(int tenant);
std::shared_ptr<prometheus::Registry> shared_registry();
std::string mutable_prefix;
thread_local prometheus::Registry per_thread;
task<std::string> name();
struct Services {
  prometheus::Registry &registry;
};

// No fix: the registry is a parameter, a local, or might be another each time.
void handle(prometheus::Registry &parameter, Services services, int tenant) {
  prometheus::BuildCounter().Name("a_total").Register(parameter).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'a_total' is registered each time 'handle' runs
  prometheus::BuildCounter().Name("b_total").Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'b_total' is registered each time 'handle' runs
  auto &local = registry();
  prometheus::BuildCounter().Name("c_total").Register(local).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'c_total' is registered each time 'handle' runs
  prometheus::BuildCounter().Name("d_total").Register(registry_of(tenant)).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'd_total' is registered each time 'handle' runs
  prometheus::BuildCounter().Name("e_total").Register(*shared_registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'e_total' is registered each time 'handle' runs
  prometheus::BuildCounter().Name("f_total").Register(per_thread).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'f_total' is registered each time 'handle' runs
}

// No fix: the name, or a constant label, is a run-time value.
void count(const std::string &name, const prometheus::Labels &labels) {
  prometheus::BuildCounter().Name(name).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'count' runs
  prometheus::BuildCounter().Name(mutable_prefix + "_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'count' runs
  prometheus::BuildCounter().Name("l_total").Labels(labels).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'l_total' is registered each time 'count' runs
  prometheus::BuildCounter().Name("m_total").Labels({{"n", name}}).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'm_total' is registered each time 'count' runs
  prometheus::BuildCounter().Name("h_total").Help(name).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'h_total' is registered each time 'count' runs
  prometheus::BuildCounter().Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'count' runs
}
task<> awaits() {
  prometheus::BuildCounter().Name(co_await name()).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'awaits' runs
  prometheus::BuildCounter().Name("w_total").Help(co_await name()).Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'w_total' is registered each time 'awaits' runs
}
void observe(const std::vector<double> &buckets) {
  prometheus::BuildHistogram().Name("bucket_seconds").Register(registry()).Add({}, buckets).Observe(1);
  // CHECK: [[@LINE-1]]:3: warning: 'bucket_seconds' is registered each time 'observe' runs
}
void built() {
  auto builder = prometheus::BuildCounter();
  builder.Name("built_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'built_total' is registered each time 'built' runs
}

// No fix: no declaration can stand there, or it would be skipped.
constexpr bool Verbose = false;
void branches(int state) {
  if (Verbose)
    prometheus::BuildCounter().Name("branch_total").Register(registry());
    // CHECK: [[@LINE-1]]:5: warning: 'branch_total' is registered each time 'branches' runs
  switch (state) {
  case 1:
    prometheus::BuildCounter().Name("case_total").Register(registry()).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'case_total' is registered each time 'branches' runs
  }
again:
  prometheus::BuildCounter().Name("label_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'label_total' is registered each time 'branches' runs
  if (--state)
    goto again;
}
void arguments(prometheus::Counter &done = prometheus::BuildCounter().Name("done").Register(registry()).Add({}));
// CHECK: [[@LINE-1]]:44: warning: 'done' is registered for each call of 'arguments' that leaves this argument out

// No fix: the metric, or perhaps it, is removed in this file.
void removed() {
  auto &sessions = prometheus::BuildGauge().Name("sessions").Register(registry());
  // CHECK: [[@LINE-1]]:20: warning: 'sessions' is registered each time 'removed' runs
  auto &session = sessions.Add({});
  // CHECK: [[@LINE-1]]:19: warning: 'sessions' is looked up with the same labels each time 'removed' runs
  sessions.Remove(&session);
  auto &other = prometheus::BuildGauge().Name("kept").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:17: warning: 'kept' is registered each time 'removed' runs
  // FIX:   static auto &other = prometheus::BuildGauge().Name("kept").Register(registry()).Add({});
  other.Set(1);
}
