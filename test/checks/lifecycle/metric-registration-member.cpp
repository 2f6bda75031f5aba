// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/coroutine.h"
#include "mock/prometheus.h"

// The handle belongs to an object: a member, which the constructor initialises.
class Router {
public:
  explicit Router(prometheus::Registry &registry);
  void handle() {
    prometheus::BuildCounter().Name("handled_total").Register(registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'handled_total' is registered each time 'handle' runs
    // CHECK: [[@LINE-2]]:5: note: register it once in a member of 'Router'
    // SUGGEST:     handled_total_metric.Increment();
  }

private:
  prometheus::Registry &registry_;
  int last_ = 0; // the last member
};
// SUGGEST:   prometheus::Counter& handled_total_metric = prometheus::BuildCounter().Name("handled_total").Register(registry_).Add({});
// Labels that vary stay behind; a class and its function apart.
class Server {
public:
  explicit Server(prometheus::Registry &registry);
  task<> serve(const std::string &method);

private:
  std::shared_ptr<prometheus::Registry> registry_;
};
// SUGGEST:   prometheus::Family<prometheus::Counter>& served_total_metric = prometheus::BuildCounter()
// SUGGEST:       .Name("served_total")
// SUGGEST:       .Register(*registry_);
task<> Server::serve(const std::string &method) {
  co_await next();
  prometheus::BuildCounter()
      .Name("served_total")
      .Register(*registry_)
      .Add({{"method", method}})
      .Increment();
  // CHECK: [[@LINE-5]]:3: warning: 'served_total' is registered each time 'serve' runs
  // CHECK: [[@LINE-6]]:3: note: register it once in a member of 'Server'
  // SUGGEST: -  prometheus::BuildCounter()
  // SUGGEST: -      .Name("served_total")
  // SUGGEST: -      .Register(*registry_)
  // SUGGEST:   served_total_metric
}
// A lambda that knows the object.
class Client {
public:
  explicit Client(prometheus::Registry &registry);
  void observe(double seconds);

protected:
  prometheus::Registry registry_;
  const int id_;
};
// SUGGEST:   prometheus::Histogram& seconds_metric = prometheus::BuildHistogram()
// SUGGEST:         .Name("seconds")
// SUGGEST:         .Register(this->registry_)
// SUGGEST:         .Add({}, prometheus::Histogram::BucketBoundaries{0.1, 1});
void Client::observe(double seconds) {
  auto later = [this, seconds] {
    prometheus::BuildHistogram()
        .Name("seconds")
        .Register(this->registry_)
        .Add({}, prometheus::Histogram::BucketBoundaries{0.1, 1})
        .Observe(seconds);
    // CHECK: [[@LINE-5]]:5: warning: 'seconds' is registered each time this lambda runs
    // CHECK: [[@LINE-6]]:5: note: register it once in a member of 'Client'
    // SUGGEST: -    prometheus::BuildHistogram()
    // SUGGEST: -        .Name("seconds")
    // SUGGEST: -        .Register(this->registry_)
    // SUGGEST: -        .Add({}, prometheus::Histogram::BucketBoundaries{0.1, 1})
    // SUGGEST:     seconds_metric
  };
  later();
}

// A family that is a member.
class Responses {
public:
  explicit Responses(prometheus::Family<prometheus::Counter> &family);
  void found() { family_.Add({{"code", "200"}}).Increment(); }
  // CHECK: [[@LINE-1]]:18: warning: a metric of 'family_' is looked up with the same labels each time 'found' runs
  // CHECK: [[@LINE-2]]:18: note: register it once in a member of 'Responses'
  // SUGGEST:   void found() { family_metric.Increment(); }

private:
  prometheus::Family<prometheus::Counter> &family_;
};
// SUGGEST:   prometheus::Counter& family_metric = family_.Add({{"code", "200"}});

// Only a note: what is used is not known where the class is.
class Early {
public:
  Early();
  void handle();

private:
  std::shared_ptr<prometheus::Registry> registry_;
};
constexpr char LateName[] = "late_total";
void Early::handle() {
  prometheus::BuildCounter().Name(LateName).Register(*registry_).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'late_total' is registered each time 'handle' runs
  // CHECK: [[@LINE-2]]:3: note: register it once in a member of 'Early'
}
// Only a note: the class is assigned to, or filled member by member.
class Assigned {
public:
  explicit Assigned(prometheus::Registry *registry);
  void handle() {
    prometheus::BuildCounter().Name("assigned_total").Register(*registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'assigned_total' is registered each time 'handle' runs
    // CHECK: [[@LINE-2]]:5: note: register it once in a member of 'Assigned'
  }

private:
  prometheus::Registry *registry_;
};
void assign(Assigned &to, const Assigned &from) { to = from; }
struct Aggregate {
  void handle() {
    prometheus::BuildCounter().Name("aggregate_total").Register(registry).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'aggregate_total' is registered each time 'handle' runs
    // CHECK: [[@LINE-2]]:5: note: register it once in a member of 'Aggregate'
  }
  prometheus::Registry &registry;
};

// Nothing to suggest: the name is a run-time value, or comes from a parameter.
class Named {
public:
  explicit Named(prometheus::Registry &registry);
  void handle(const std::string &name) {
    prometheus::BuildCounter().Name(prefix_).Register(registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: a metric is registered each time 'handle' runs
    prometheus::BuildCounter().Name(name).Register(registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: a metric is registered each time 'handle' runs
  }

private:
  prometheus::Registry &registry_;
  std::string prefix_;
};

// Nothing to suggest: in a template, which may be used with other registries.
template <class T> class Generic {
public:
  explicit Generic(prometheus::Registry &registry);
  void handle() {
    prometheus::BuildCounter().Name("generic_total").Register(registry_).Add({}).Increment();
    // CHECK: [[@LINE-1]]:5: warning: 'generic_total' is registered each time 'handle' runs
  }

private:
  prometheus::Registry &registry_;
};
template class Generic<int>;
