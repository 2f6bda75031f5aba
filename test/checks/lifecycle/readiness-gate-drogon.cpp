// RUN: %ron_check %s ron-readiness-gate -std=c++20
#include "mock/drogon.h"

using drogon::HttpRequestPtr;
using drogon::HttpResponse;
using drogon::HttpResponsePtr;
using Callback = std::function<void(const HttpResponsePtr &)>;
struct Database {
  std::string find(const std::string &);
};
extern Database database;
bool is_ready();

// Reported: a lambda, and a member function that is bound.
class Api {
public:
  void list(const HttpRequestPtr &, Callback &&callback) {
    auto response = HttpResponse::newHttpResponse();
    response->setBody(database.find("all"));
    // CHECK: [[@LINE-1]]:23: warning: the handler gets to 'find' before it asks whether the service is ready
    // CHECK: [[@LINE-4]]:8: note: refuse here, with 503 and 'Retry-After', until the service is ready
    callback(response);
  }
  void install() {
    drogon::app().registerHandler("/list", std::bind(&Api::list, this, std::placeholders::_1, std::placeholders::_2));
  }
};
void install() {
  drogon::app().registerHandler(
      "/find",
      [](const HttpRequestPtr &request, Callback &&callback) {
        auto response = HttpResponse::newHttpResponse();
        response->setBody(database.find(request->getBody()));
        // CHECK: [[@LINE-1]]:27: warning: the handler gets to 'find' before it asks whether the service is ready
        // CHECK: [[@LINE-4]]:62: note: refuse here, with 503 and 'Retry-After', until the service is ready
        callback(response);
      },
      {drogon::Get});
}

// Reported: 503, and nobody knows for how long.
void refuse(const Callback &callback) {
  auto response = HttpResponse::newHttpResponse();
  response->setStatusCode(drogon::k503ServiceUnavailable);
  // CHECK: [[@LINE-1]]:3: warning: this 503 has no 'Retry-After': nobody knows when to come back
  callback(response);
}

// Silent: what the server's library does for itself is no work of the handler.
void install_session() {
  drogon::app().registerHandler("/session", [](const HttpRequestPtr &request, Callback &&callback) {
    auto response = HttpResponse::newHttpResponse();
    response->setBody(std::to_string(request->session().get("visits")));
    callback(response);
  });
}

// Silent: with 'Retry-After', with a filter, asked before.
void refuse_for_now(const Callback &callback) {
  auto response = HttpResponse::newHttpResponse();
  response->setStatusCode(drogon::k503ServiceUnavailable);
  response->addHeader("Retry-After", "2");
  callback(response);
}
void install_gated() {
  drogon::app().registerHandler(
      "/filtered",
      [](const HttpRequestPtr &, Callback &&callback) {
        auto response = HttpResponse::newHttpResponse();
        response->setBody(database.find("x"));
        callback(response);
      },
      {drogon::Get, "ReadyFilter"});
  drogon::app().registerHandler("/gated", [](const HttpRequestPtr &, Callback &&callback) {
    if (!is_ready())
      return refuse_for_now(callback);
    auto response = HttpResponse::newHttpResponse();
    response->setBody(database.find("x"));
    callback(response);
  });
}
