// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// prometheus-cpp 1.0.1, as far as registering metrics and using them goes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {

using Labels = std::map<std::string, std::string>;
class Registry;

template <typename T> class Family {
public:
  Family(const std::string &name, const std::string &help, const Labels &constant_labels);
  template <typename... Args> T &Add(const Labels &labels, Args &&...args) {
    return Add(labels, std::unique_ptr<T>(new T(args...)));
  }
  void Remove(T *metric);
  bool Has(const Labels &labels) const;

private:
  T &Add(const Labels &labels, std::unique_ptr<T> object);
};

class Counter {
public:
  Counter() = default;
  Counter(const Counter &) = delete;
  void Increment();
  void Increment(double);
  double Value() const;
};

class Gauge {
public:
  Gauge() = default;
  explicit Gauge(double);
  Gauge(const Gauge &) = delete;
  void Increment();
  void Decrement();
  void Set(double);
  double Value() const;
};

class Histogram {
public:
  using BucketBoundaries = std::vector<double>;
  Histogram(const BucketBoundaries &buckets);
  void Observe(double value);
};

class Summary {
public:
  struct Quantile {
    Quantile(double quantile, double error);
  };
  using Quantiles = std::vector<Quantile>;
  Summary(const Quantiles &quantiles);
  void Observe(double value);
};

class Info {};

namespace detail {
template <typename T> class Builder {
public:
  Builder &Labels(const ::prometheus::Labels &labels);
  Builder &Name(const std::string &);
  Builder &Help(const std::string &);
  Family<T> &Register(Registry &);
};
} // namespace detail

detail::Builder<Counter> BuildCounter();
detail::Builder<Gauge> BuildGauge();
detail::Builder<Histogram> BuildHistogram();
detail::Builder<Summary> BuildSummary();
detail::Builder<Info> BuildInfo();

class Registry {
public:
  enum class InsertBehavior { Merge, Throw };
  explicit Registry(InsertBehavior insert_behavior = InsertBehavior::Merge);
  Registry(const Registry &) = delete;
  template <typename T> bool Remove(const Family<T> &family);
};

} // namespace prometheus
