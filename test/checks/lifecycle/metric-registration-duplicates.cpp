// RUN: %ron_check %s ron-metric-registration -std=c++20
#include "mock/prometheus.h"

prometheus::Registry &registry();
prometheus::Registry &other_registry();
constexpr char Name[] = "named_total";

// Reported: the same family name at two places, in setup too; the later one, whatever its type, help text or labels.
void register_metrics() {
  prometheus::BuildCounter().Name("twice_total").Help("One").Register(registry()).Add({});
  prometheus::BuildGauge().Name("twice_total").Help("Other").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:3: warning: 'twice_total' is registered a second time in this file
  // CHECK: [[@LINE-3]]:3: note: first registered here
  prometheus::BuildCounter().Name("thrice_total").Register(registry()).Add({});
}
class Metrics {
  prometheus::Counter &a_ = prometheus::BuildCounter().Name("thrice_total").Register(registry()).Add({});
  // CHECK: [[@LINE-1]]:29: warning: 'thrice_total' is registered a second time in this file
  // CHECK: [[@LINE-5]]:3: note: first registered here
  prometheus::Counter &b_ = prometheus::BuildCounter().Name(Name).Register(registry()).Add({});
};
auto &global = prometheus::BuildCounter().Name("thrice_total").Register(registry()).Add({});
// CHECK: [[@LINE-1]]:16: warning: 'thrice_total' is registered a second time in this file
// CHECK: [[@LINE-10]]:3: note: first registered here
auto &named = prometheus::BuildCounter().Name("named_total").Register(registry()).Add({});
// CHECK: [[@LINE-1]]:15: warning: 'named_total' is registered a second time in this file
// CHECK: [[@LINE-7]]:29: note: first registered here
void init_metrics(prometheus::Registry &mine) {
  prometheus::BuildCounter().Name("mine_total").Register(mine);
  if (Name[0] == 'x')
    prometheus::BuildCounter().Name("mine_total").Register(mine);
    // CHECK: [[@LINE-1]]:5: warning: 'mine_total' is registered a second time in this file
    // CHECK: [[@LINE-4]]:3: note: first registered here
}
class Gateway {
  void init_metrics() { prometheus::BuildCounter().Name("gateway_total").Register(registry_); }
  void setup_metrics() { prometheus::BuildCounter().Name("gateway_total").Register(registry_); }
  // CHECK: [[@LINE-1]]:26: warning: 'gateway_total' is registered a second time in this file
  // CHECK: [[@LINE-3]]:25: note: first registered here
  prometheus::Registry registry_;
};

// Reported, once and with no fix: registered a second time where it also runs each time.
void handle() {
  static auto &first = prometheus::BuildCounter().Name("handled_total").Register(registry()).Add({});
  first.Increment();
  prometheus::BuildCounter().Name("handled_total").Register(registry()).Add({}).Increment();
  // CHECK: [[@LINE-1]]:3: warning: 'handled_total' is registered a second time in this file
  // CHECK: [[@LINE-4]]:24: note: first registered here
}

// Silent: exclusive branches.
void register_branch_metrics(bool tls, int kind) {
  if (tls)
    prometheus::BuildCounter().Name("tls_total").Help("encrypted").Register(registry());
  else
    prometheus::BuildCounter().Name("tls_total").Help("plain").Register(registry());
  tls ? prometheus::BuildCounter().Name("choice_total").Register(registry())
      : prometheus::BuildCounter().Name("choice_total").Register(registry());
  switch (kind) {
  case 0:
    prometheus::BuildCounter().Name("case_total").Register(registry());
    break;
  case 1: {
    prometheus::BuildCounter().Name("case_total").Register(registry());
    break;
  }
  default:
    prometheus::BuildCounter().Name("case_total").Register(registry());
  }
  if (kind == 1) {
    prometheus::BuildCounter().Name("early_total").Register(registry());
    return;
  }
  prometheus::BuildCounter().Name("early_total").Register(registry());
}
// Reported: a case that falls through to the next.
void register_fallthrough_metrics(int kind) {
  switch (kind) {
  case 0:
    prometheus::BuildCounter().Name("through_total").Register(registry());
    [[fallthrough]];
  case 1:
    prometheus::BuildCounter().Name("through_total").Register(registry());
    // CHECK: [[@LINE-1]]:5: warning: 'through_total' is registered a second time in this file
    // CHECK: [[@LINE-5]]:5: note: first registered here
  }
}

// Silent: one of two constructors runs for an object.
class Client {
public:
  Client() { prometheus::BuildCounter().Name("client_total").Register(registry()); }
  explicit Client(int) { prometheus::BuildCounter().Name("client_total").Register(registry()); }
};

// Silent: different registries, and registries that may be different.
void register_two_metrics(prometheus::Registry &one, prometheus::Registry &two) {
  prometheus::BuildCounter().Name("two_total").Register(one);
  prometheus::BuildCounter().Name("two_total").Register(two);
  prometheus::BuildCounter().Name("two_total").Register(registry());
  prometheus::BuildCounter().Name("two_total").Register(other_registry());
}
void register_test_metrics() {
  prometheus::Registry mine;
  prometheus::BuildCounter().Name("two_total").Register(mine);
}
struct Fixture {
  prometheus::Registry registry;
};
struct FirstTest : Fixture {
  void init_metrics() { prometheus::BuildCounter().Name("test_total").Register(registry); }
};
struct SecondTest : Fixture {
  void init_metrics() { prometheus::BuildCounter().Name("test_total").Register(registry); }
};

// Silent: the family was removed in between, perhaps.
void register_again_metrics() {
  auto &family = prometheus::BuildCounter().Name("again_total").Register(registry());
  registry().Remove(family);
  prometheus::BuildCounter().Name("again_total").Register(registry());
}
// Silent: a GoogleTest that provokes it.
struct Registry_RejectsDuplicates_Test {
  void TestBody() {
    prometheus::Registry mine;
    prometheus::BuildCounter().Name("rejected_total").Register(mine);
    prometheus::BuildGauge().Name("rejected_total").Register(mine);
  }
};

// Silent: other names, names that are not known, and the instantiations of one place.
void register_names_metrics(const std::string &name) {
  prometheus::BuildCounter().Name("one_total").Register(registry());
  prometheus::BuildCounter().Name("one_totals").Register(registry());
  prometheus::BuildCounter().Name(name).Register(registry());
  prometheus::BuildCounter().Name(name).Register(registry());
}
template <class T> void register_template_metrics() { prometheus::BuildCounter().Name("t_total").Register(registry()); }
template void register_template_metrics<int>();
template void register_template_metrics<char>();
