// RUN: %ron_check %s ron-readiness-gate -std=c++20
// RUN: %ron_check %s ron-readiness-gate -std=c++20 --suffix=OWN --config='{CheckOptions: {ron-readiness-gate.ReadinessChecks: "+*Health::serving", ron-readiness-gate.HandlerRegistrations: "+web::App::on", ron-readiness-gate.WorkFunctions: "+web::enqueue"}}'
#include "mock/crow.h"

struct Health {
  bool serving() const;
  bool is_ready() const;
};
struct ObjectStore {
  void put(const std::string &);
};
namespace web {
struct App {
  template <class Handler> void on(const std::string &route, Handler) {}
};
void enqueue(const std::string &);
} // namespace web
extern Health health;
extern ObjectStore store;

// Reported where the option names the registration, or the work.
void own(web::App &app, crow::SimpleApp &crow) {
  app.on("/put", [](const std::string &text) { store.put(text); });
  // CHECK-OWN: [[@LINE-1]]:48: warning: the handler gets to 'put' before it asks whether the service is ready
  // CHECK-OWN: [[@LINE-2]]:46: note: refuse here, with 503 and 'Retry-After', until the service is ready
  CROW_ROUTE(crow, "/later")([](const crow::request &request) {
    web::enqueue(request.body);
    // CHECK-OWN: [[@LINE-1]]:5: warning: the handler gets to 'enqueue' before it asks whether the service is ready
    // CHECK-OWN: [[@LINE-3]]:63: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return "later";
  });
}

// Silent where the option names the check.
void gated(crow::SimpleApp &crow) {
  CROW_ROUTE(crow, "/put")([](const crow::request &request) {
    if (!health.serving())
      return crow::response(500);
    store.put(request.body);
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'put' before it asks whether the service is ready
    // CHECK: [[@LINE-5]]:61: note: refuse here, with 503 and 'Retry-After', until the service is ready
    return crow::response(200);
  });
}
