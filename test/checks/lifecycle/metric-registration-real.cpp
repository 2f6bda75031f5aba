// RUN: %ron_check %s ron-metric-registration -std=c++20
// The library itself, as installed; other tests use a stand-in.
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/summary.h>

inline prometheus::Registry &registry() {
  static prometheus::Registry instance;
  return instance;
}
class Responses {
public:
  explicit Responses(prometheus::Registry &registry)
      : family_(prometheus::BuildCounter().Name("responses_total").Register(registry)), ok_(family_.Add({{"code", "200"}})) {}
  void done(int code) { code == 200 ? ok_.Increment() : family_.Add({{"code", std::to_string(code)}}).Increment(); }

private:
  prometheus::Family<prometheus::Counter> &family_;
  prometheus::Counter &ok_;
};

void handle(const std::string &method, double seconds, prometheus::Family<prometheus::Counter> &family) {
  prometheus::BuildCounter()
      .Name("requests_total")
      .Help("Requests")
      .Labels({{"tier", "one"}})
      .Register(registry())
      .Add({{"method", method}})
      .Increment();
  // CHECK: [[@LINE-7]]:3: warning: 'requests_total' is registered each time 'handle' runs
  // FIX:   static auto& requests_total_metric = prometheus::BuildCounter()
  // FIX:       .Register(registry());
  // FIX:   requests_total_metric
  prometheus::BuildGauge().Name("in_flight").Register(registry()).Add({}).Set(1);
  // CHECK: [[@LINE-1]]:3: warning: 'in_flight' is registered each time 'handle' runs
  auto &latency = prometheus::BuildHistogram()
                      .Name("request_seconds")
                      .Register(registry())
                      .Add({}, prometheus::Histogram::BucketBoundaries{0.1, 1});
  // CHECK: [[@LINE-4]]:19: warning: 'request_seconds' is registered each time 'handle' runs
  // FIX:   static auto& in_flight_metric = prometheus::BuildGauge().Name("in_flight").Register(registry()).Add({});
  // FIX:   in_flight_metric.Set(1);
  // FIX:   static auto &latency = prometheus::BuildHistogram()
  latency.Observe(seconds);
  prometheus::BuildSummary()
      .Name("sizes")
      .Register(registry())
      .Add({{"of", "body"}}, prometheus::Summary::Quantiles{{0.5, 0.05}, {0.99, 0.001}})
      .Observe(1);
  // CHECK: [[@LINE-5]]:3: warning: 'sizes' is registered each time 'handle' runs
  // FIX:   static auto& sizes_metric = prometheus::BuildSummary()
  // FIX:       .Add({{"of", "body"}}, prometheus::Summary::Quantiles{{0.5, 0.05}, {0.99, 0.001}});
  // FIX:   sizes_metric
  family.Add({{"method", "GET"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'family' is looked up with the same labels each time 'handle' runs
  family.Add({{"method", method}}).Increment();
}
