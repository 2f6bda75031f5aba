// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// drogon, as far as its handlers and responses go, with its names and shapes.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace drogon {
enum HttpStatusCode { k200OK = 200, k503ServiceUnavailable = 503 };
enum HttpMethod { Get, Post };
class Session {
public:
  int get(const std::string &key) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(key.size());
  }

private:
  mutable std::mutex mutex_;
};
class HttpRequest {
public:
  virtual ~HttpRequest();
  const Session &session() const;
  const std::string &getBody() const;
};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
class HttpResponse {
public:
  static std::shared_ptr<HttpResponse> newHttpResponse();
  virtual ~HttpResponse();
  virtual void setStatusCode(HttpStatusCode);
  virtual void addHeader(std::string field, std::string value);
  virtual void setBody(std::string);
};
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
namespace internal {
struct HttpConstraint {
  HttpConstraint(HttpMethod);
  HttpConstraint(const char *);
};
} // namespace internal
class HttpAppFramework {
public:
  template <typename FUNCTION>
  HttpAppFramework &registerHandler(const std::string &pathPattern, FUNCTION &&,
                                    const std::vector<internal::HttpConstraint> &filtersAndMethods = {},
                                    const std::string &handlerName = "") {
    return *this;
  }
  HttpAppFramework &registerSyncAdvice(const std::function<HttpResponsePtr(const HttpRequestPtr &)> &);
};
HttpAppFramework &app();
} // namespace drogon
