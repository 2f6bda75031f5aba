// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Crow, as far as its routes and responses go, with its names and shapes.
#pragma once

#include <cstdint>
#include <string>

namespace crow {
enum class HTTPMethod { Get, Post };
struct request {
  std::string url, body;
};
struct response {
  int code = 200;
  std::string body;
  response();
  explicit response(int code);
  response(std::string body);
  response(const char *body);
  response(int code, std::string body);
  void set_header(std::string key, std::string value);
};
class BaseRule {};
template <typename T> struct RuleParameterTraits {
  T &methods(HTTPMethod);
};
template <typename... Args> class TaggedRule : public BaseRule, public RuleParameterTraits<TaggedRule<Args...>> {
public:
  template <typename Func> void operator()(Func &&) {}
};
namespace black_magic {
constexpr std::uint64_t get_parameter_tag(const char *) { return 0; }
} // namespace black_magic
template <typename... Middlewares> class Crow {
public:
  template <std::uint64_t Tag> TaggedRule<> &route(const std::string &rule);
};
template <typename... Middlewares> using App = Crow<Middlewares...>;
using SimpleApp = Crow<>;
} // namespace crow
constexpr crow::HTTPMethod operator""_method(const char *, unsigned long) { return crow::HTTPMethod::Post; }
#define CROW_ROUTE(app, url) app.template route<crow::black_magic::get_parameter_tag(url)>(url)
