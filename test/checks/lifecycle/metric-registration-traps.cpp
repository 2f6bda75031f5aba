// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"
#include <thread>

prometheus::Registry &registry();

// Silent: constructors and the methods that bring an object up register per object.
class Worker {
public:
  explicit Worker(int id) { prometheus::BuildGauge().Name("workers").Register(registry()).Add({{"id", "1"}}).Set(id); }
  void setup_pool() { prometheus::BuildGauge().Name("pool").Register(registry()).Add({}).Set(1); }
  void register_queue() { prometheus::BuildGauge().Name("queue").Register(registry()).Add({}).Set(1); }
  void init_threads() { prometheus::BuildGauge().Name("threads").Register(registry()).Add({}).Set(1); }
  void start() { prometheus::BuildGauge().Name("started").Register(registry()).Add({}).Set(1); }
  void startListening() { prometheus::BuildGauge().Name("listening").Register(registry()).Add({}).Set(1); }
  task<> start_later() {
    co_await next();
    prometheus::BuildGauge().Name("later").Register(registry()).Add({}).Set(1);
  }
};
// Reported: what they call, or start, is no longer bringing up; a destructor.
class Serving {
public:
  void start() {
    on_tick();
    thread_ = std::thread([] {
      prometheus::BuildGauge().Name("in_thread").Register(registry()).Add({}).Set(1);
      // CHECK: [[@LINE-1]]:7: warning: 'in_thread' is registered each time this lambda runs
      // FIX:       static auto& in_thread_metric = prometheus::BuildGauge().Name("in_thread").Register(registry()).Add({});
      // FIX:       in_thread_metric.Set(1);
    });
  }
  task<> start_serving() {
    while (true) {
      co_await next();
      prometheus::BuildGauge().Name("served").Register(registry()).Add({}).Set(1);
      // CHECK: [[@LINE-1]]:7: warning: 'served' is registered in every round of a loop
      // FIX:       static auto& served_metric = prometheus::BuildGauge().Name("served").Register(registry()).Add({});
      // FIX:       served_metric.Set(1);
    }
  }
  void on_tick() { prometheus::BuildGauge().Name("ticks").Register(registry()).Add({}).Increment(); }
  // CHECK: [[@LINE-1]]:20: warning: 'ticks' is registered each time 'on_tick' runs
  ~Serving() { prometheus::BuildGauge().Name("workers_gone").Register(registry()).Add({}).Increment(); }
  // CHECK: [[@LINE-1]]:16: warning: 'workers_gone' is registered each time '~Serving' runs
  // FIX:   void on_tick() { static auto& ticks_metric = prometheus::BuildGauge().Name("ticks").Register(registry()).Add({}); ticks_metric.Increment(); }
  // FIX:   ~Serving() { static auto& workers_gone_metric = prometheus::BuildGauge().Name("workers_gone").Register(registry()).Add({}); workers_gone_metric.Increment(); }

private:
  std::thread thread_;
};
// Reported: functions, which may do for a request what their name says.
void start_request(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("requests_total").Register(mine).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'requests_total' is registered each time 'start_request' runs
}

// Reported: the metric of a request is looked up with its labels; silent when they differ.
class Requests {
public:
  explicit Requests(prometheus::Registry &registry);
  void done(int code) {
    family_.Add({{"code", std::to_string(code)}}).Increment();
  }
  void failed();

private:
  prometheus::Family<prometheus::Counter> &family_;
};
void look_up(const std::string &path) {
  prometheus::BuildCounter().Name("paths_total").Register(registry()).Add({{"path", path}}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'paths_total' is registered each time 'look_up' runs
  // FIX:   static auto& paths_total_metric = prometheus::BuildCounter().Name("paths_total").Register(registry());
  // FIX:   paths_total_metric.Add({{"path", path}}).Increment();
}
// Reported: one metric, looked up in every round.
void sum(prometheus::Family<prometheus::Counter> &family, const std::vector<int> &values) {
  for (int value : values)
    family.Add({{"kind", "value"}}).Increment(value);
    // CHECK: [[@LINE-1]]:5: warning: a metric of 'family' is looked up with the same labels in every round of a loop
}

// Silent: a GoogleTest body runs once for each object of its class.
namespace testing {
class Test {
public:
  virtual ~Test();
  virtual void TestBody() = 0;
};
} // namespace testing
class Gateway_Counts_Test : public testing::Test {
  void TestBody() override {
    prometheus::BuildCounter().Name("test_total").Register(registry_).Add({}).Increment();
  }
  prometheus::Registry registry_;
};
