// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// seastar/core/metrics.hh: groups of metrics, which live as long as the object that holds them.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

namespace seastar::metrics {

class description {
public:
  explicit description(std::string text);
};

namespace impl {
struct metric_definition_impl {};
} // namespace impl

class metric_definition {
public:
  metric_definition(const impl::metric_definition_impl &);
};

impl::metric_definition_impl make_counter(std::string name, std::function<double()> value, description d);
impl::metric_definition_impl make_gauge(std::string name, std::function<double()> value, description d);

class metric_groups {
public:
  metric_groups() = default;
  metric_groups &add_group(const std::string &name, const std::initializer_list<metric_definition> &list);
  void clear();
};

class metric_group : public metric_groups {
public:
  metric_group() = default;
};

} // namespace seastar::metrics
