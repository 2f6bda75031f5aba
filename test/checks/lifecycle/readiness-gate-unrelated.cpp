// RUN: %ron_check %s ron-readiness-gate -std=c++20
#include "mock/crow.h"

struct ObjectStore {
  void put(const std::string &);
};
extern ObjectStore store;

// Silent: nothing in sight tells whether the service is ready.
void install(crow::SimpleApp &app) {
  CROW_ROUTE(app, "/put")([] {
    store.put("x");
    return crow::response(503);
  });
  CROW_ROUTE(app, "/readyz")([] { return crow::response(200); });
}
