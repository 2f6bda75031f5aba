// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The metrics API of opentelemetry-cpp 1.x: a meter gives its instruments by value.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace opentelemetry {
inline namespace v1 {

namespace nostd {
using std::shared_ptr;
using std::string_view;
using std::unique_ptr;
} // namespace nostd

namespace metrics {

template <class T> class Counter {
public:
  virtual ~Counter();
  virtual void Add(T value) noexcept = 0;
};
template <class T> class Histogram {
public:
  virtual ~Histogram();
  virtual void Record(T value) noexcept = 0;
};
class ObservableInstrument {
public:
  virtual ~ObservableInstrument();
};

class Meter {
public:
  virtual ~Meter();
  virtual nostd::unique_ptr<Counter<uint64_t>> CreateUInt64Counter(nostd::string_view name,
                                                                   nostd::string_view description = "",
                                                                   nostd::string_view unit = "") noexcept = 0;
  virtual nostd::unique_ptr<Histogram<double>> CreateDoubleHistogram(nostd::string_view name,
                                                                     nostd::string_view description = "",
                                                                     nostd::string_view unit = "") noexcept = 0;
  virtual nostd::shared_ptr<ObservableInstrument>
  CreateInt64ObservableGauge(nostd::string_view name, nostd::string_view description = "",
                             nostd::string_view unit = "") noexcept = 0;
};

class MeterProvider {
public:
  virtual ~MeterProvider();
  virtual nostd::shared_ptr<Meter> GetMeter(nostd::string_view name, nostd::string_view version = "") noexcept = 0;
};

class Provider {
public:
  static nostd::shared_ptr<MeterProvider> GetMeterProvider() noexcept;
};

} // namespace metrics
} // namespace v1
} // namespace opentelemetry
