// RUN: %ron_check %s ron-owned-bytes -std=c++20 \
// RUN:   --config='{CheckOptions: {ron-owned-bytes.ComponentClass: hot}}'
// Boost.Beast and cpp-httplib themselves, as installed.
#include "mock/http_servers.h"

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http.hpp>
#include <httplib.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace http = boost::beast::http;
using Response = http::response<http::string_body>;
std::string render();
void log(std::string_view);

// Reported: the last use of a local or of a parameter of the function's own.
Response beast(unsigned version, std::string given) {
  Response response(http::status::ok, version);
  std::string page = render();
  page += given;
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   response.body() = std::move(page);
  return response;
}
Response by_parameter(unsigned version, std::string given) {
  log(given);
  Response response(http::status::ok, version);
  response.body() = given;
  // CHECK: [[@LINE-1]]:21: warning: 'given' is copied into the body of a response on a hot path
  // FIX:   response.body() = std::move(given);
  response.prepare_payload();
  return response;
}
Response constructed(unsigned version) {
  std::string page = render();
  return Response(http::status::ok, version, page);
  // CHECK: [[@LINE-1]]:46: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   return Response(http::status::ok, version, std::move(page));
}
http::response<http::vector_body<char>> vector(std::vector<char> bytes) {
  http::response<http::vector_body<char>> response;
  response.body() = bytes;
  // CHECK: [[@LINE-1]]:21: warning: 'bytes' is copied into the body of a response on a hot path
  // FIX:   response.body() = std::move(bytes);
  return response;
}
drogon::HttpResponsePtr drogon_body() {
  auto response = drogon::HttpResponse::newHttpResponse();
  std::string page = render();
  response->setBody(page);
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   response->setBody(std::move(page));
  return response;
}
crow::response crow_body(bool found, std::string type) {
  std::string page = render();
  if (found)
    return crow::response(page);
    // CHECK: [[@LINE-1]]:27: warning: 'page' is copied into the body of a response on a hot path
    // FIX:     return crow::response(std::move(page));
  std::string missing = render();
  if (type.empty())
    return crow::response(404, missing);
    // CHECK: [[@LINE-1]]:32: warning: 'missing' is copied into the body of a response on a hot path
  return crow::response(type, missing);
  // CHECK: [[@LINE-1]]:31: warning: 'missing' is copied into the body of a response on a hot path
  // FIX:   return crow::response(type, std::move(missing));
}
void crow_member(crow::response &response) {
  std::string page = render();
  response.body = page;
  // CHECK: [[@LINE-1]]:19: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   response.body = std::move(page);
}
void httplib_member(httplib::Response &response) {
  std::string page = render();
  response.body = page;
  // CHECK: [[@LINE-1]]:19: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   response.body = std::move(page);
}
boost::asio::awaitable<Response> coroutine(unsigned version) {
  std::string page = render();
  Response response(http::status::ok, version);
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
  // FIX:   response.body() = std::move(page);
  co_return response;
}
void handlers(httplib::Server &server, std::function<void(std::function<void(Response &)>)> on) {
  on([](Response &response) {
    std::string page = render();
    response.body() = page;
    // CHECK: [[@LINE-1]]:23: warning: 'page' is copied into the body of a response on a hot path
    // FIX:     response.body() = std::move(page);
  });
  for (int i = 0; i < 3; ++i)
    on([](Response &response) {
      for (std::string page; page.empty(); page = render())
        response.body() = page;
        // CHECK: [[@LINE-1]]:27: warning: 'page' is copied into the body of a response on a hot path
    });
}

// Reported, not fixed: nothing takes it over, or it is used or belongs to somebody afterwards.
struct Pages {
  std::string page_;
  void member(Response &response) { response.body() = page_; }
  // CHECK: [[@LINE-1]]:55: warning: 'page_' is copied into the body of a response on a hot path
  void parameter(Response &response, const std::string &page) { response.body() = page; }
  // CHECK: [[@LINE-1]]:83: warning: 'page' is copied into the body of a response on a hot path
};
void httplib_content(httplib::Response &response) {
  std::string page = render();
  const std::string type = "text/html";
  response.set_content(page, type);
  // CHECK: [[@LINE-1]]:24: warning: 'page' is copied into the body of a response on a hot path
}
void used_later(Response &response) {
  std::string page = render();
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
  log(page);
}
void constant(Response &response) {
  const std::string page = render();
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
}
void each_round(std::vector<Response> &responses) {
  std::string page = render();
  for (Response &response : responses)
    response.body() = page;
    // CHECK: [[@LINE-1]]:23: warning: 'page' is copied into the body of a response on a hot path
}
void lent(Response &response) {
  std::string page = render();
  std::string_view view = page;
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
  log(view);
  std::string other = render();
  auto later = [&] { log(other); };
  response.body() = other;
  // CHECK: [[@LINE-1]]:21: warning: 'other' is copied into the body of a response on a hot path
  later();
}
void on_branches(Response &response, bool more) {
  std::string page = render();
  if (more)
    response.body() = page;
    // CHECK: [[@LINE-1]]:23: warning: 'page' is copied into the body of a response on a hot path
  else
    log(page);
}
void caught(Response &response) {
  std::string page = render();
  try {
    response.body() = page;
    // CHECK: [[@LINE-1]]:23: warning: 'page' is copied into the body of a response on a hot path
  } catch (...) {
    log(page);
  }
}
#define SET(response, text) (response).body() = text
void macro(Response &response) {
  std::string page = render();
  SET(response, page);
  // CHECK: [[@LINE-1]]:3: warning: 'page' is copied into the body of a response on a hot path
}
template <class Body> void templated(http::response<Body> &response) {
  std::string page = render();
  response.body() = page;
  // CHECK: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
}
void instantiations(Response &one, http::response<http::string_body, http::fields> &two) {
  templated(one);
  templated(two);
}

// Silent: handed over, made on the spot, a constant, appended to, read, no body, marked.
struct Message {
  std::string body;
};
const std::string not_found = "not found\n";
void silent(Response &response, httplib::Response &other, crow::response &third, Message &message, std::string text) {
  std::string page = render();
  response.body() = std::move(page);
  response.body() = render();
  response.body() = "literal";
  response.body() = not_found;
  response.body() += text;
  response.body() = text + "\n";
  response.body().append(text);
  other.set_content("literal", "text/plain");
  other.set_content(render(), "text/plain");
  other.set_content(text.data(), text.size(), "text/plain");
  third.write(text);
  third.set_header("Content-Type", text);
  message.body = text;
  text = response.body();
  response.set(http::field::server, text);
  response.body() = text; // NOLINT(ron-owned-bytes)
  // ron-allow(owned-bytes): the text is kept for the next request
  response.body() = text;
}
