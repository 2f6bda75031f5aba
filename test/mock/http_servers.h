// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The responses of Drogon and Crow, with their real names and overloads, over the real standard library.
#pragma once

#include <memory>
#include <string>
#include <utility>

namespace drogon {
class HttpResponse;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
class HttpResponse {
public:
  virtual ~HttpResponse() {}
  static HttpResponsePtr newHttpResponse();
  virtual void setBody(const std::string &body) = 0;
  virtual void setBody(std::string &&body) = 0;
  template <int N> void setBody(const char (&body)[N]) { setBody(body, N - 1); }
  virtual void setContentTypeString(const char *type, size_t length) = 0;

private:
  virtual void setBody(const char *body, size_t length) = 0;
};
} // namespace drogon

namespace crow {
struct response {
  int code{200};
  std::string body;
  response() {}
  explicit response(int code) : code(code) {}
  response(std::string body) : body(std::move(body)) {}
  response(int code, std::string body) : code(code), body(std::move(body)) {}
  response(std::string type, std::string body) : body(std::move(body)) { set_header("Content-Type", std::move(type)); }
  response(response &&) = default;
  response &operator=(response &&) = default;
  void set_header(std::string key, std::string value);
  void write(const std::string &part) { body += part; }
};
} // namespace crow
