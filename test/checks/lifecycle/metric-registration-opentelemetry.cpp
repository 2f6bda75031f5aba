// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/opentelemetry.h"
#include <string>

namespace metrics = opentelemetry::metrics;
using CounterHandle = opentelemetry::nostd::unique_ptr<metrics::Counter<uint64_t>>;
opentelemetry::nostd::shared_ptr<metrics::Meter> global_meter;
void take(CounterHandle);

// An instrument is given by value: the static variable holds it.
void handle() {
  metrics::Provider::GetMeterProvider()->GetMeter("gateway")->CreateUInt64Counter("requests.total")->Add(1);
  // CHECK: [[@LINE-1]]:3: warning: 'requests.total' is registered each time 'handle' runs
  auto counter = global_meter->CreateUInt64Counter("errors", "Errors", "1");
  // CHECK: [[@LINE-1]]:18: warning: 'errors' is registered each time 'handle' runs
  // FIX:   static auto requests_total_metric = metrics::Provider::GetMeterProvider()->GetMeter("gateway")->CreateUInt64Counter("requests.total");
  // FIX:   requests_total_metric->Add(1);
  // FIX:   static auto counter = global_meter->CreateUInt64Counter("errors", "Errors", "1");
  counter->Add(1);
  (*counter).Add(1);
}
task<> serve() {
  co_await next();
  global_meter->CreateDoubleHistogram("latency")->Record(0.1);
  // CHECK: [[@LINE-1]]:3: warning: 'latency' is registered each time 'serve' runs
  // FIX:   static auto latency_metric = global_meter->CreateDoubleHistogram("latency");
  // FIX:   latency_metric->Record(0.1);
}
void observe() {
  auto gauge = global_meter->CreateInt64ObservableGauge("depth");
  // CHECK: [[@LINE-1]]:16: warning: 'depth' is registered each time 'observe' runs
  // FIX:   static auto gauge = global_meter->CreateInt64ObservableGauge("depth");
}

// No fix: the handle would have to be moved out of the variable; a local meter; a run-time name.
void moved(const std::string &name) {
  take(global_meter->CreateUInt64Counter("taken"));
  // CHECK: [[@LINE-1]]:8: warning: 'taken' is registered each time 'moved' runs
  auto counter = global_meter->CreateUInt64Counter("moved");
  // CHECK: [[@LINE-1]]:18: warning: 'moved' is registered each time 'moved' runs
  take(std::move(counter));
  auto meter = metrics::Provider::GetMeterProvider()->GetMeter("gateway");
  meter->CreateUInt64Counter("local")->Add(1);
  // CHECK: [[@LINE-1]]:3: warning: 'local' is registered each time 'moved' runs
  global_meter->CreateUInt64Counter(name)->Add(1);
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'moved' runs
}

// Silent: setup, handles that are kept, a factory; a meter is no metric.
class Metrics {
public:
  explicit Metrics(metrics::Meter &meter) : requests_(meter.CreateUInt64Counter("r")) {
    errors_ = meter.CreateUInt64Counter("e");
  }
  void attach(metrics::Meter &meter) { errors_ = meter.CreateUInt64Counter("e"); }
  void init_metrics(metrics::Meter &meter) { auto unused = meter.CreateUInt64Counter("u"); }

private:
  CounterHandle requests_, errors_;
};
CounterHandle make(metrics::Meter &meter, const std::string &name) {
  auto counter = meter.CreateUInt64Counter(name + "_total");
  return counter;
}
void once() {
  static auto counter = global_meter->CreateUInt64Counter("once");
  counter->Add(1);
  auto meter = metrics::Provider::GetMeterProvider()->GetMeter("gateway");
}
