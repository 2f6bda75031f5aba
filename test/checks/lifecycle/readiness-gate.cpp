// RUN: %ron_check %s ron-readiness-gate -std=c++20
#include "mock/crow.h"

#include <fstream>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

struct Health {
  bool all_ready() const;
};
struct ObjectStore {
  void put(const std::string &);
  std::string get(const std::string &);
  unsigned size() const;
};
extern Health health;
extern ObjectStore store;
extern std::mutex mutex;
std::string parse(const crow::request &);

// Reported: the first work that may be done with nobody asked.
void work(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/storage")([](const crow::request &request) {
    store.put(parse(request));
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:64: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return crow::response(200);
  });
  CROW_ROUTE(app, "/lock").methods("POST"_method)([] {
    std::lock_guard guard(mutex);
    // CHECK: [[@LINE-1]]:21: warning: the handler gets to 'lock_guard' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:54: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return crow::response(200);
  });
  CROW_ROUTE(app, "/file")([] {
    std::ifstream file;
    file.open("/etc/motd");
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'open' before it asks whether the service is ready
    // CHECK: [[@LINE-4]]:31: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "motd";
  });
  CROW_ROUTE(app, "/thread")([] {
    std::thread([] {}).detach();
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'thread' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:33: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "started";
  });
  CROW_ROUTE(app, "/wait")([](std::future<int> answer) {
    answer.get();
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'get' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:56: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "waited";
  });
}

// Reported: asked too late, on some paths only, or with the answer never looked at.
crow::response unavailable();
void late(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/late")([] {
    const std::string found = store.get("x");
    // CHECK: [[@LINE-1]]:31: warning: the handler gets to 'get' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:31: note: refuse here, with 503 and 'Retry-After', until the service is ready
    if (!health.all_ready())
      return unavailable();
    return crow::response(found);
  });
  CROW_ROUTE(app, "/branch")([](const crow::request &request) {
    if (request.body.empty()) {
      if (!health.all_ready())
        return unavailable();
    }
    store.put(request.body);
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-7]]:63: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return crow::response(200);
  });
  CROW_ROUTE(app, "/kept")([] {
    const bool ready = health.all_ready();
    store.put("x");
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-4]]:31: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return ready ? crow::response(200) : unavailable();
  });
}

// Reported: one call deep, in a function, a named lambda, and in each instantiation once.
void save(const std::string &text) { store.put(text); }
crow::response handle(const crow::request &request) {
  save(request.body);
  // CHECK: [[@LINE-1]]:3: warning: the handler gets to 'save' before it asks whether the service is ready
  // CHECK: [[@LINE-3]]:16: note: refuse here, with 503 and 'Retry-After', until the service is ready
  return crow::response(200);
}
template <class T> void add_route(crow::SimpleApp &app, T value) {
  CROW_ROUTE(app, "/template")([value] {
    store.put(std::to_string(value));
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:40: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "stored";
  });
}
template void add_route(crow::SimpleApp &, int);
template void add_route(crow::SimpleApp &, long);
#define STORE(VALUE) store.put(VALUE)
void deep(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/function")(handle);
  const auto put = [] {
    STORE("x");
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:23: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "stored";
  };
  CROW_ROUTE(app, "/lambda")(put);
}
[[clang::annotate("ron::handler")]] void annotated(const std::string &text) { store.put(text); }
// CHECK: [[@LINE-1]]:79: warning: the handler gets to 'put' before it asks whether the service is ready
// CHECK: [[@LINE-2]]:42: note: refuse here, with 503 and 'Retry-After', until the service is ready

// Reported: a probe that asks nothing, and one that does not on one path.
void probes(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/readyz")([] { return crow::response(200, "ok"); });
  // CHECK: [[@LINE-1]]:35: warning: the readiness probe answers 200 here, and has asked nothing
  CROW_ROUTE(app, "/api/ready")([] { return "ok"; });
  // CHECK: [[@LINE-1]]:36: warning: the readiness probe answers 200 here, and has asked nothing
  CROW_ROUTE(app, "/node/readyz")([](const crow::request &request) {
    if (request.body == "fast")
      return crow::response(200);
      // CHECK: [[@LINE-1]]:7: warning: the readiness probe answers 200 here, and has asked nothing
    return health.all_ready() ? crow::response(200) : unavailable();
  });
}

// Silent: asked, and decided on the answer, before.
bool refuse_unless_ready(crow::response &response);
std::optional<crow::response> verdict() {
  if (health.all_ready())
    return std::nullopt;
  return unavailable();
}
void gated(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/if")([](const crow::request &request) {
    const std::string text = parse(request);
    if (!health.all_ready())
      return unavailable();
    store.put(text);
    return crow::response(200);
  });
  CROW_ROUTE(app, "/kept")([] {
    const bool ready = health.all_ready();
    if (!ready)
      return unavailable();
    store.put("x");
    return crow::response(200);
  });
  CROW_ROUTE(app, "/and")([](const crow::request &request) {
    if (request.url != "/probe" && !health.all_ready())
      return unavailable();
    store.put("x");
    return crow::response(200);
  });
  CROW_ROUTE(app, "/some")([](const crow::request &request) {
    if (request.body.empty() && !health.all_ready())
      return unavailable();
    if (request.url == "/x") {
      if (!health.all_ready())
        return unavailable();
      store.put("x");
      return crow::response(200);
    }
    return crow::response(200);
  });
  CROW_ROUTE(app, "/choice")([] { return health.all_ready() ? crow::response(store.get("x")) : unavailable(); });
  CROW_ROUTE(app, "/helper")([] {
    if (auto no = verdict())
      return *no;
    store.put("x");
    return crow::response(200);
  });
  CROW_ROUTE(app, "/elsewhere")([] {
    crow::response response(200);
    if (!refuse_unless_ready(response))
      store.put("x");
    return response;
  });
}

// Silent: no work, a probe, or middleware in front.
struct Gate {};
void others(crow::SimpleApp &app, crow::App<Gate> &screened) {
  CROW_ROUTE(app, "/echo")([](const crow::request &request) { return crow::response(200, parse(request)); });
  CROW_ROUTE(app, "/size")([] { return std::to_string(store.size()); });
  CROW_ROUTE(app, "/livez")([] {
    std::lock_guard guard(mutex);
    return "alive";
  });
  CROW_ROUTE(app, "/metrics")([] { return crow::response(store.get("metrics")); });
  CROW_ROUTE(screened, "/put")([] {
    store.put("x");
    return "stored";
  });
}
void wait_until_ready(const Health &);
void starts_when_ready(crow::SimpleApp &app) {
  wait_until_ready(health);
  CROW_ROUTE(app, "/put")([] {
    store.put("x");
    return "stored";
  });
}
void task() { store.put("x"); }

// Silent: probes that ask, or leave the answer to others.
crow::response probe_page();
void good_probes(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/readyz")([] { return crow::response(health.all_ready() ? 200 : 500); });
  CROW_ROUTE(app, "/v1/readyz")([] { return probe_page(); });
  CROW_ROUTE(app, "/v2/readyz")([] { return crow::response(500, "draining"); });
}

// Silent: allowed, with a reason.
void allowed(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/put")([] {
    store.put("x"); // NOLINT(ron-readiness-gate)
    return "stored";
  });
  CROW_ROUTE(app, "/get")([] {
    // ron-allow(readiness-gate): answers from memory, also while the disk is checked
    return store.get("x");
  });
}
