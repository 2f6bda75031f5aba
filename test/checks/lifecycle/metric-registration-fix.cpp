// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"

prometheus::Registry &registry();
prometheus::Registry global_registry;
std::shared_ptr<prometheus::Registry> shared_registry = std::make_shared<prometheus::Registry>();
prometheus::Registry *pointer_to_registry;
struct Monitoring {
  static Monitoring &instance();
  prometheus::Registry &registry();
  std::shared_ptr<prometheus::Registry> owned;
};
constexpr char Prefix[] = "constant_total";
const prometheus::Histogram::BucketBoundaries Buckets{0.1, 1};
std::vector<double> buckets();

// The whole metric, when its labels are constant.
void handle() {
  prometheus::BuildCounter().Name("http_requests_total").Register(registry()).Add({{"method", "GET"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'http_requests_total' is registered each time 'handle' runs
  // FIX:   static auto& http_requests_total_metric = prometheus::BuildCounter().Name("http_requests_total").Register(registry()).Add({{"method", "GET"}});
  // FIX:   http_requests_total_metric.Increment();
}
task<> serve() {
  co_await next();
  prometheus::BuildCounter()
      .Name("served_total")
      .Help("Served requests")
      .Labels({{"tier", "one"}})
      .Register(global_registry)
      .Add({})
      .Increment();
  // CHECK: [[@LINE-7]]:3: warning: 'served_total' is registered each time 'serve' runs
  // FIX:   static auto& served_total_metric = prometheus::BuildCounter()
  // FIX:       .Add({});
  // FIX:   served_total_metric
}

// Run-time labels stay behind.
void count(const std::string &method) {
  prometheus::BuildCounter()
      .Name("counted_total")
      .Register(*shared_registry)
      .Add({{"method", method}})
      .Increment();
  // CHECK: [[@LINE-5]]:3: warning: 'counted_total' is registered each time 'count' runs
  // FIX:   static auto& counted_total_metric = prometheus::BuildCounter()
  // FIX:       .Register(*shared_registry);
  // FIX:   counted_total_metric
}

// A registry behind a pointer, an accessor, a static function.
void reach(double value) {
  prometheus::BuildGauge().Name("a").Register(*pointer_to_registry).Add({}).Set(value);
  // CHECK: [[@LINE-1]]:3: warning: 'a' is registered each time 'reach' runs
  prometheus::BuildGauge().Name("b").Register(Monitoring::instance().registry()).Add({}).Set(value);
  // CHECK: [[@LINE-1]]:3: warning: 'b' is registered each time 'reach' runs
  prometheus::BuildGauge().Name("c").Register(*Monitoring::instance().owned).Add({}).Set(value);
  // CHECK: [[@LINE-1]]:3: warning: 'c' is registered each time 'reach' runs
  prometheus::BuildHistogram().Name(Prefix).Register(registry()).Add({}, Buckets).Observe(value);
  // CHECK: [[@LINE-1]]:3: warning: 'constant_total' is registered each time 'reach' runs
  prometheus::BuildHistogram().Name("made").Register(registry()).Add({}, buckets()).Observe(value);
  // CHECK: [[@LINE-1]]:3: warning: 'made' is registered each time 'reach' runs
  // FIX:   static auto& a_metric = prometheus::BuildGauge().Name("a").Register(*pointer_to_registry).Add({});
  // FIX:   a_metric.Set(value);
  // FIX:   static auto& b_metric = prometheus::BuildGauge().Name("b").Register(Monitoring::instance().registry()).Add({});
  // FIX:   b_metric.Set(value);
  // FIX:   static auto& c_metric = prometheus::BuildGauge().Name("c").Register(*Monitoring::instance().owned).Add({});
  // FIX:   c_metric.Set(value);
  // FIX:   static auto& constant_total_metric = prometheus::BuildHistogram().Name(Prefix).Register(registry()).Add({}, Buckets);
  // FIX:   constant_total_metric.Observe(value);
  // FIX:   static auto& made_metric = prometheus::BuildHistogram().Name("made").Register(registry()).Add({}, buckets());
  // FIX:   made_metric.Observe(value);
}

// The name is made an identifier that nothing else has.
int taken_metric = 0;
int taken_metric_2 = 0;
void named() {
  prometheus::BuildCounter().Name("http:requests-per.second/").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'http:requests-per.second/' is registered each time 'named' runs
  prometheus::BuildCounter().Name("2xx_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: '2xx_total' is registered each time 'named' runs
  prometheus::BuildCounter().Name("taken").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'taken' is registered each time 'named' runs
  // FIX:   static auto& http_requests_per_second_metric = prometheus::BuildCounter().Name("http:requests-per.second/").Register(registry()).Add({});
  // FIX:   http_requests_per_second_metric.Increment();
  // FIX:   static auto& n2xx_total_metric = prometheus::BuildCounter().Name("2xx_total").Register(registry()).Add({});
  // FIX:   n2xx_total_metric.Increment();
  // FIX:   static auto& taken_metric_3 = prometheus::BuildCounter().Name("taken").Register(registry()).Add({});
  // FIX:   taken_metric_3.Increment();
}

// A variable that the expression initialises becomes static itself.
void variable(const std::string &method) {
  auto &requests = prometheus::BuildCounter().Name("var_total").Register(registry());
  // CHECK: [[@LINE-1]]:20: warning: 'var_total' is registered each time 'variable' runs
  // FIX:   static auto &requests = prometheus::BuildCounter().Name("var_total").Register(registry());
  requests.Add({{"method", method}}).Increment();
  [[maybe_unused]] const auto &all = prometheus::BuildCounter().Name("all_total").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:38: warning: 'all_total' is registered each time 'variable' runs
  prometheus::Counter &typed = prometheus::BuildCounter()
                                   .Name("typed_total")
                                   .Register(registry())
                                   .Add({});
  // CHECK: [[@LINE-4]]:32: warning: 'typed_total' is registered each time 'variable' runs
  // FIX:   [[maybe_unused]] static const auto &all = prometheus::BuildCounter().Name("all_total").Register(registry()).Add({});
  // FIX:   static prometheus::Counter &typed = prometheus::BuildCounter()
  typed.Increment();
}
// And what is looked up in it follows.
void variables() {
  auto &requests = prometheus::BuildCounter().Name("followed_total").Register(registry());
  // CHECK: [[@LINE-1]]:20: warning: 'followed_total' is registered each time 'variables' runs
  auto &get = requests.Add({{"method", "GET"}});
  // CHECK: [[@LINE-1]]:15: warning: 'followed_total' is looked up with the same labels each time 'variables' runs
  // FIX:   static auto &requests = prometheus::BuildCounter().Name("followed_total").Register(registry());
  // FIX:   static auto &get = requests.Add({{"method", "GET"}});
  get.Increment();
  requests.Add({{"method", "PUT"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'followed_total' is looked up with the same labels each time 'variables' runs
  // FIX:   static auto& followed_total_metric = requests.Add({{"method", "PUT"}});
  // FIX:   followed_total_metric.Increment();
}
// Not where it is something else than a reference.
void pointer() {
  prometheus::Counter *requests = &prometheus::BuildCounter().Name("ptr_total").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:36: warning: 'ptr_total' is registered each time 'pointer' runs
  // FIX:   static auto& ptr_total_metric = prometheus::BuildCounter().Name("ptr_total").Register(registry()).Add({});
  // FIX:   prometheus::Counter *requests = &ptr_total_metric;
  requests->Increment();
  prometheus::Counter *first = nullptr, &second = prometheus::BuildCounter().Name("second_total").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:51: warning: 'second_total' is registered each time 'pointer' runs
  // FIX:   static auto& second_total_metric = prometheus::BuildCounter().Name("second_total").Register(registry()).Add({});
  // FIX:   prometheus::Counter *first = nullptr, &second = second_total_metric;
  second.Increment(first == nullptr);
}

// An expression whose value is dropped.
void dropped() {
  prometheus::BuildCounter().Name("dropped_total").Register(registry());
  // CHECK: [[@LINE-1]]:3: warning: 'dropped_total' is registered each time 'dropped' runs
  // FIX:   [[maybe_unused]] static auto& dropped_total_metric = prometheus::BuildCounter().Name("dropped_total").Register(registry());
}

// In the innermost block, before the whole statement; lambdas have blocks of their own.
void blocks(int state, int *data) {
  for (int i = 0; i < state; ++i) {
    if (data[i])
      prometheus::BuildCounter().Name("nonzero_total").Register(registry()).Add({}).Increment();
      // CHECK: [[@LINE-1]]:7: warning: 'nonzero_total' is registered in every round of a loop
      // FIX:     static auto& nonzero_total_metric = prometheus::BuildCounter().Name("nonzero_total").Register(registry()).Add({});
      // FIX:       nonzero_total_metric.Increment();
    else
      data[i] = 1;
  }
  if (state > 1) { prometheus::BuildCounter().Name("inline_total").Register(registry()).Add({}).Increment(); }
  // CHECK: [[@LINE-1]]:20: warning: 'inline_total' is registered each time 'blocks' runs
  // FIX:   if (state > 1) { static auto& inline_total_metric = prometheus::BuildCounter().Name("inline_total").Register(registry()).Add({}); inline_total_metric.Increment(); }
  auto later = [&] {
    prometheus::BuildCounter().Name("lambda_total").Register(registry()).Add({}).Increment(state);
    // CHECK: [[@LINE-1]]:5: warning: 'lambda_total' is registered each time this lambda runs
    // FIX:     static auto& lambda_total_metric = prometheus::BuildCounter().Name("lambda_total").Register(registry()).Add({});
    // FIX:     lambda_total_metric.Increment(state);
  };
  later();
  switch (state) {
  case 1: {
    prometheus::BuildCounter().Name("case_total").Register(registry()).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'case_total' is registered each time 'blocks' runs
    // FIX:     static auto& case_total_metric = prometheus::BuildCounter().Name("case_total").Register(registry()).Add({});
    // FIX:     case_total_metric.Increment();
    break;
  }
  case 2:
    state = 3;
    prometheus::BuildCounter().Name("second_case_total").Register(registry()).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'second_case_total' is registered each time 'blocks' runs
    // FIX:     static auto& second_case_total_metric = prometheus::BuildCounter().Name("second_case_total").Register(registry()).Add({});
    // FIX:     second_case_total_metric.Increment();
  }
  double sum = prometheus::BuildGauge().Name("l").Register(registry()).Add({}).Value() +
               prometheus::BuildGauge().Name("m").Register(registry()).Add({}).Value() +
               prometheus::BuildGauge().Name("r").Register(registry()).Add({}).Value();
               // CHECK: [[@LINE-3]]:16: warning: 'l' is registered each time 'blocks' runs
               // CHECK: [[@LINE-3]]:16: warning: 'm' is registered each time 'blocks' runs
               // CHECK: [[@LINE-3]]:16: warning: 'r' is registered each time 'blocks' runs
               // FIX:   static auto& r_metric = prometheus::BuildGauge().Name("r").Register(registry()).Add({});
               // FIX:   static auto& m_metric = prometheus::BuildGauge().Name("m").Register(registry()).Add({});
               // FIX:   static auto& l_metric = prometheus::BuildGauge().Name("l").Register(registry()).Add({});
               // FIX:   double sum = l_metric.Value() +
               // FIX:                m_metric.Value() +
               // FIX:                r_metric.Value();
  data[0] = static_cast<int>(sum);
}
prometheus::Counter &given() {
  return prometheus::BuildCounter().Name("given_total").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:10: warning: 'given_total' is registered each time 'given' runs
  // FIX:   static auto& given_total_metric = prometheus::BuildCounter().Name("given_total").Register(registry()).Add({});
  // FIX:   return given_total_metric;
}

// A static or global family.
static auto &codes = prometheus::BuildCounter().Name("codes_total").Register(registry());
extern prometheus::Family<prometheus::Counter> &foreign_family;
void look_up() {
  static auto &family = prometheus::BuildCounter().Name("static_total").Register(registry());
  family.Add({{"a", "b"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'static_total' is looked up with the same labels each time 'look_up' runs
  codes.Add({{"code", "200"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'codes_total' is looked up with the same labels each time 'look_up' runs
  codes.Add({{"code", "404"}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'codes_total' is looked up with the same labels each time 'look_up' runs
  foreign_family.Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric of 'foreign_family' is looked up with the same labels each time 'look_up' runs
  // FIX:   static auto& static_total_metric = family.Add({{"a", "b"}});
  // FIX:   static_total_metric.Increment();
  // FIX:   static auto& codes_total_metric = codes.Add({{"code", "200"}});
  // FIX:   codes_total_metric.Increment();
  // FIX:   static auto& codes_total_metric_2 = codes.Add({{"code", "404"}});
  // FIX:   codes_total_metric_2.Increment();
  // FIX:   static auto& foreign_family_metric = foreign_family.Add({});
  // FIX:   foreign_family_metric.Increment();
}
