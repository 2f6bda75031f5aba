// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/seastar_metrics.h"

namespace sm = seastar::metrics;
sm::metric_groups global_groups;

// Reported, and never fixed: each shard has metrics of its own.
class Connection {
public:
  Connection();
  void handle(double bytes) {
    metrics_.add_group("connection", {sm::make_gauge("bytes", [bytes] { return bytes; }, sm::description("Bytes"))});
    // CHECK: [[@LINE-1]]:5: warning: 'connection' is registered each time 'handle' runs
  }
  task<> serve() {
    co_await next();
    metrics_.add_group("connection", {sm::make_counter("served", [] { return 1.0; }, sm::description("Served"))});
    // CHECK: [[@LINE-1]]:5: warning: 'connection' is registered each time 'serve' runs
  }

private:
  sm::metric_groups metrics_;
};
void request() {
  sm::metric_group local;
  global_groups.add_group("requests", {sm::make_counter("n", [] { return 1.0; }, sm::description("Number"))});
  // CHECK: [[@LINE-1]]:3: warning: 'requests' is registered each time 'request' runs
}

// Silent: constructors, and methods that bring the object up or make its groups anew; groups of the function's own.
class Probe {
public:
  Probe() { metrics_.add_group("probe", {sm::make_counter("n", [] { return 1.0; }, sm::description("Number"))}); }
  void setup_public_metrics() { add(); }
  void setup_probe() { metrics_.add_group("p1", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))}); }
  void register_probe() { metrics_.add_group("p2", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))}); }
  void init() { metrics_.add_group("p3", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))}); }
  task<> start() {
    co_await next();
    metrics_.add_group("p4", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))});
  }
  void reconfigure() {
    metrics_.clear();
    metrics_.add_group("p5", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))});
  }
  void rebuild() {
    metrics_ = sm::metric_groups();
    metrics_.add_group("p6", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))});
    metrics_.add_group("p7", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))});
  }

private:
  void add() { metrics_.add_group("p8", {sm::make_counter("n", [] { return 1.0; }, sm::description("N"))}); }
  sm::metric_groups metrics_;
};
void local_groups() {
  sm::metric_groups groups;
  groups.add_group("local", {sm::make_counter("n", [] { return 1.0; }, sm::description("Number"))});
}

// Silent: something else of that name.
void named_alike() {
  auto add_group = [](const char *, int) {};
  add_group("x", 1);
  struct {
    void add_group(const char *) {}
  } mine;
  mine.add_group("y");
}
