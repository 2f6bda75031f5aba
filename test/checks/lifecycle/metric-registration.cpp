// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"
#include <algorithm>
#include <functional>
#include <mutex>

struct Services {
  prometheus::Registry &registry;
};
struct Server {
  void get(const char *path, std::function<void(Services &)> handler);
};
struct Anything {
  template <class T> Anything(const T &) {}
};
void spawn(const Anything &work);

// Reported: an ordinary function, which may run for each request. What is used before and after makes no difference.
void handle(Services &services) {
  prometheus::BuildCounter().Name("requests_total").Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'requests_total' is registered each time 'handle' runs
}
void observe(Services &services, double seconds) {
  auto &latency = prometheus::BuildHistogram()
                      .Name("request_seconds")
                      .Help("Time to the response")
                      .Register(services.registry)
                      .Add({}, prometheus::Histogram::BucketBoundaries{0.01, 0.1, 1});
  // CHECK: [[@LINE-5]]:19: warning: 'request_seconds' is registered each time 'observe' runs
  latency.Observe(seconds);
}
void summarise(Services &services) {
  prometheus::BuildSummary().Name("body_bytes").Register(services.registry);
  // CHECK: [[@LINE-1]]:3: warning: 'body_bytes' is registered each time 'summarise' runs
}
void build_info(Services &services) {
  prometheus::BuildInfo().Name("build_info").Register(services.registry).Add({{"version", "1.4"}});
  // CHECK: [[@LINE-1]]:3: warning: 'build_info' is registered each time 'build_info' runs
}

// Reported: a coroutine.
task<> serve(Services &services) {
  co_await next();
  prometheus::BuildGauge().Name("in_flight").Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'in_flight' is registered each time 'serve' runs
}

// Reported: a handler that the constructor only hands on.
struct Api {
  Api(Server &server) {
    server.get("/", [](Services &services) {
      prometheus::BuildCounter().Name("index_total").Register(services.registry).Add({}).Increment();
      // CHECK: [[@LINE-1]]:7: warning: 'index_total' is registered each time this lambda runs
    });
  }
};

// Reported: a loop; the labels do not matter, the family is registered in the same expression.
void drain(Services &services, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    prometheus::BuildCounter().Name("drained_total").Register(services.registry).Add({{"name", name}}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'drained_total' is registered in every round of a loop
}

// Reported: the name is not known.
void count(Services &services, const std::string &name) {
  prometheus::BuildCounter().Name(name).Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: a metric is registered each time 'count' runs
}

// Reported: a default argument, which each such call evaluates.
prometheus::Registry &global_registry();
void work(prometheus::Counter &done = prometheus::BuildCounter().Name("done").Register(global_registry()).Add({}));
// CHECK: [[@LINE-1]]:39: warning: 'done' is registered for each call of 'work' that leaves this argument out

// Reported: a lambda in a coroutine and a coroutine in a lambda.
task<> lambda_in_coroutine(Services &services) {
  auto count = [&] {
    prometheus::BuildCounter().Name("inner_total").Register(services.registry).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'inner_total' is registered each time this lambda runs
  };
  spawn(count);
  co_await next();
}
void coroutine_in_lambda(Services &services) {
  spawn([&]() -> task<> {
    co_await next();
    prometheus::BuildCounter().Name("spawned_total").Register(services.registry).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'spawned_total' is registered each time this lambda runs
  });
}

// Silent: a factory; its caller says where to register, and keeps what it gets.
prometheus::Family<prometheus::Counter> &connections(Services &services) {
  return prometheus::BuildCounter().Name("connections_total").Register(services.registry);
}

// Reported: what setup calls, but a handler too.
void both(Services &services) {
  prometheus::BuildCounter().Name("both_total").Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'both_total' is registered each time 'both' runs
}
void on_both(Services &services) { both(services); }

// Reported: a coroutine that setup starts, but that then serves.
task<> serve_forever(Services &services) {
  while (true) {
    co_await next();
    prometheus::BuildCounter().Name("events_total").Register(services.registry).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'events_total' is registered in every round of a loop
  }
}

// Silent: initialisers of namespace-scope, static and thread_local objects, and what they call on the spot.
auto &started = prometheus::BuildCounter().Name("started_total").Register(global_registry()).Add({});
void once(const char *name) {
  static auto &family = prometheus::BuildCounter().Name("once_total").Register(global_registry());
  thread_local auto &metric = prometheus::BuildGauge().Name("per_thread").Register(global_registry()).Add({});
  static auto &computed = []() -> prometheus::Counter & {
    return prometheus::BuildCounter().Name("computed_total").Register(global_registry()).Add({});
  }();
  family.Add({{"name", std::string(name)}}).Increment();
  metric.Increment();
  computed.Increment();
}
struct Statics {
  static inline prometheus::Counter &calls =
      prometheus::BuildCounter().Name("calls_total").Register(global_registry()).Add({});
};

// Silent: constructors, their initialisers, default member initialisers.
class Metrics {
public:
  explicit Metrics(prometheus::Registry &registry)
      : hits(prometheus::BuildCounter().Name("hits_total").Register(registry).Add({})) {
    prometheus::BuildGauge().Name("up").Register(registry).Add({}).Set(1);
  }

private:
  prometheus::Counter &hits;
  prometheus::Counter &misses = prometheus::BuildCounter().Name("misses_total").Register(global_registry()).Add({});
};

// Silent: functions that are named for it, loops and coroutines included.
void register_metrics(Services &services, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    prometheus::BuildCounter().Name(name).Register(services.registry).Add({});
}
void initMetrics(Services &services) { prometheus::BuildGauge().Name("g1").Register(services.registry).Add({}); }
void setup_all_metrics(Services &services) { prometheus::BuildGauge().Name("g2").Register(services.registry).Add({}); }
void make_the_metrics(Services &services) { prometheus::BuildGauge().Name("g3").Register(services.registry).Add({}); }
struct GatewayMetrics {
  static void create_all(Services &services) {
    prometheus::BuildGauge().Name("g4").Register(services.registry).Add({});
  }
};
task<> init_metrics_later(Services &services) {
  co_await next();
  prometheus::BuildGauge().Name("g5").Register(services.registry).Add({});
}

// Silent: the body of a call_once, lambda or function.
std::once_flag flag;
void by_name() { prometheus::BuildGauge().Name("by_name").Register(global_registry()).Add({}); }
void lazily() {
  std::call_once(flag, [] { prometheus::BuildGauge().Name("lazy").Register(global_registry()).Add({}); });
  std::call_once(flag, by_name);
  std::call_once(flag, &by_name);
}

// Silent: called only from setup, through however many functions, and back; lambdas called on the spot there.
void innermost(Services &services) { prometheus::BuildGauge().Name("innermost").Register(services.registry).Add({}); }
void inner(Services &services, int depth) {
  innermost(services);
  if (depth > 0)
    inner(services, depth - 1);
}
task<> prepare(Services &services) {
  prometheus::BuildGauge().Name("prepared").Register(services.registry).Add({});
  co_await next();
}
int main() {
  Services services{global_registry()};
  inner(services, 2);
  both(services);
  spawn(serve_forever(services));
  spawn(prepare(services));
  const auto gauge = [&](const char *name) { prometheus::BuildGauge().Name(name).Register(services.registry).Add({}); };
  gauge("a");
  gauge("b");
  [&] { prometheus::BuildGauge().Name("c").Register(services.registry).Add({}); }();
  const std::vector<std::string> names{"d", "e"};
  std::for_each(names.begin(), names.end(), [&](const std::string &name) {
    prometheus::BuildGauge().Name(name).Register(services.registry).Add({});
  });
  for (int i = 0; i < 3; ++i)
    prometheus::BuildGauge().Name("f" + std::to_string(i)).Register(services.registry).Add({});
}

// Silent: the registry is one of the function's own.
void with_local_registry() {
  prometheus::Registry registry;
  auto shared = std::make_shared<prometheus::Registry>();
  auto &alias = registry;
  struct Fixture {
    prometheus::Registry registry;
  } fixture;
  prometheus::BuildCounter().Name("a").Register(registry).Add({}).Increment();
  prometheus::BuildCounter().Name("b").Register(*shared).Add({}).Increment();
  prometheus::BuildCounter().Name("c").Register(alias).Add({}).Increment();
  prometheus::BuildCounter().Name("d").Register(fixture.registry).Add({}).Increment();
  auto &family = prometheus::BuildCounter().Name("e").Register(registry);
  family.Add({{"a", "b"}}).Increment();
  [&] { prometheus::BuildCounter().Name("g").Register(registry).Add({}).Increment(); }();
}
// Reported: a handler that uses the registry of the function around it; a local that only refers to another's registry.
void serve_here(Server &server) {
  auto registry = std::make_shared<prometheus::Registry>();
  server.get("/", [registry](Services &) {
    prometheus::BuildCounter().Name("lambda_total").Register(*registry).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'lambda_total' is registered each time this lambda runs
  });
}
std::shared_ptr<prometheus::Registry> shared_registry();
void with_borrowed_registry(Services &services) {
  auto &registry = services.registry;
  auto shared = shared_registry();
  prometheus::BuildCounter().Name("a_total").Register(registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'a_total' is registered each time 'with_borrowed_registry' runs
  prometheus::BuildCounter().Name("b_total").Register(*shared).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'b_total' is registered each time 'with_borrowed_registry' runs
  prometheus::BuildCounter().Name("c_total").Register(services.registry).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'c_total' is registered each time 'with_borrowed_registry' runs
}

// Silent: never evaluated.
void unevaluated(Services &services) {
  using Family = decltype(prometheus::BuildCounter().Name("u").Register(services.registry));
  (void)sizeof(prometheus::BuildCounter().Name("u").Register(services.registry).Add({}));
  if constexpr (sizeof(int) == 1)
    prometheus::BuildCounter().Name("u").Register(services.registry).Add({}).Increment();
}

// Silent: another library's functions of the same names.
namespace mine {
struct Builder {
  Builder &Name(const char *);
  int &Register(int &);
};
struct Family {
  int &Add(int);
};
} // namespace mine
void not_ours(mine::Builder builder, mine::Family family, int registry) {
  builder.Name("x").Register(registry) = 1;
  family.Add(1) = 2;
}
