// RUN: %ron_check %s ron-readiness-gate -std=c++20
// cpp-httplib itself, as installed: what runs before and behind all handlers.
#include <httplib.h>

bool is_ready();
struct JobStore {
  void add(const std::string &);
};

// Silent: all requests pass a gate, and all responses get the header.
void install(httplib::Server &server, JobStore &jobs) {
  server.set_pre_routing_handler([](const httplib::Request &, httplib::Response &response) {
    if (is_ready())
      return httplib::Server::HandlerResponse::Unhandled;
    response.status = 503;
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_default_headers({{"Retry-After", "2"}});
  server.Post("/jobs", [&](const httplib::Request &request, httplib::Response &) { jobs.add(request.body); });
}
