// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"

using Counters = prometheus::Family<prometheus::Counter>;
using Histograms = prometheus::Family<prometheus::Histogram>;
constexpr char Method[] = "method";
const std::string Get = "GET";
std::string host = "localhost";
const prometheus::Labels Same{{"a", "b"}};

// Reported: labels that are the same each time: none, literals, constants.
void constant(Counters &requests, Histograms &times, const prometheus::Histogram::BucketBoundaries &buckets) {
  requests.Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'constant' runs
  requests.Add({{"method", "GET"}, {"code", "200"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'constant' runs
  requests.Add({{Method, Get}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'constant' runs
  requests.Add(Same).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'constant' runs
  requests.Add(prometheus::Labels{{"c", std::string("d")}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'constant' runs
  times.Add({{"x", "y"}}, buckets).Observe(1);
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'times' is looked up with the same labels each time 'constant' runs
}
task<> in_coroutine(Counters &requests) {
  co_await next();
  requests.Add({{"method", "PUT"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time 'in_coroutine' runs
}
void in_loop(Counters &requests, int times) {
  while (times-- > 0)
    requests.Add({{"method", "POST"}}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: a metric of 'requests' is looked up with the same labels in every round of a loop
}
struct Handler {
  void operator()(Counters &requests) {
    requests.Add({{"method", "HEAD"}}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: a metric of 'requests' is looked up with the same labels each time 'operator()' runs
  }
};
auto lambda = [](Counters &requests) {
  requests.Add({{"method", "TRACE"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'requests' is looked up with the same labels each time this lambda runs
};

// Silent: a label that is decided at run time.
void varies(Counters &requests, const std::string &method, int code, const prometheus::Labels &labels) {
  requests.Add({{"method", method}}).Increment();
  requests.Add({{"method", "GET"}, {"code", std::to_string(code)}}).Increment();
  requests.Add(labels).Increment();
  requests.Add({{"host", host}}).Increment();
  for (const char *kind : {"a", "b"})
    requests.Add({{"kind", kind}}).Increment();
  const std::string local = method + "s";
  requests.Add({{"method", local}}).Increment();
}
class Codes {
public:
  void count() { requests_.Add({{"code", code_}}).Increment(); }

private:
  Counters &requests_;
  std::string code_;
};

// Silent: setup.
class Requests {
public:
  explicit Requests(Counters &family) : get_(family.Add({{"method", "GET"}})) {
    family.Add({{"method", "PUT"}});
    for (int i = 0; i < 2; ++i)
      family.Add({{"method", "POST"}});
  }

private:
  prometheus::Counter &get_;
};
void once(Counters &requests) {
  static auto &get = requests.Add({{"method", "GET"}});
  get.Increment();
}
void setup_request_metrics(Counters &requests) { requests.Add({{"method", "GET"}}); }

// Silent: a family of the function's own; other calls on a family.
void own() {
  Counters family("name", "help", {});
  family.Add({{"a", "b"}}).Increment();
}
bool asks(Counters &requests) { return requests.Has({{"method", "GET"}}); }
