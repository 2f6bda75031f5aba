// RUN: %ron_check %s ron-readiness-gate -std=c++20
// cpp-httplib itself, as installed.
#include <httplib.h>

#include <mutex>

bool is_ready();
struct JobStore {
  void add(const std::string &);
};

// Reported: handlers that work, a probe that asks nothing, a 503 for good.
void install(httplib::Server &server, JobStore &jobs, std::mutex &mutex) {
  server.Post("/jobs", [&](const httplib::Request &request, httplib::Response &response) {
    jobs.add(request.body);
    // CHECK: [[@LINE-1]]:5: warning: the handler gets to 'add' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:90: note: refuse here, with 503 and 'Retry-After', until the service is ready
    response.status = 201;
  });
  server.Get("/lock", [&](const httplib::Request &, httplib::Response &response) {
    std::scoped_lock lock(mutex);
    // CHECK: [[@LINE-1]]:22: warning: the handler gets to 'scoped_lock' before it asks whether the service is ready
    // CHECK: [[@LINE-3]]:82: note: refuse here, with 503 and 'Retry-After', until the service is ready
    response.set_content("locked", "text/plain");
  });
  server.Get("/readyz", [](const httplib::Request &, httplib::Response &response) {
  // CHECK: [[@LINE-1]]:83: warning: the readiness probe answers 200 here, and has asked nothing
    response.set_content("ready", "text/plain");
  });
  server.Get("/drain", [](const httplib::Request &, httplib::Response &response) { response.status = 503; });
  // CHECK: [[@LINE-1]]:84: warning: this 503 has no 'Retry-After': nobody knows when to come back
}

// Silent: gated handlers, probes that ask, 503 with its header.
void install_gated(httplib::Server &server, JobStore &jobs, std::mutex &mutex) {
  server.Post("/jobs", [&](const httplib::Request &request, httplib::Response &response) {
    if (!is_ready()) {
      response.status = 503;
      response.set_header("Retry-After", "2");
      return;
    }
    jobs.add(request.body);
  });
  server.Get("/readyz", [](const httplib::Request &, httplib::Response &response) {
    response.status = is_ready() ? 200 : 500;
  });
  server.Get("/livez", [&](const httplib::Request &, httplib::Response &response) {
    std::scoped_lock lock(mutex);
    response.set_content("alive", "text/plain");
  });
  server.Get("/echo", [](const httplib::Request &request, httplib::Response &response) {
    response.set_content(request.body, "text/plain");
  });
}
