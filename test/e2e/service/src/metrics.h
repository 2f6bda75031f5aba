// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace gateway {

/// The registry behind /metrics; there is one for the process.
inline prometheus::Registry &metrics_registry() {
  static prometheus::Registry registry;
  return registry;
}

/// The handles that the gateway keeps; a name that is registered already gives the same metric.
class GatewayMetrics {
public:
  explicit GatewayMetrics(prometheus::Registry &registry)
      : inflight(prometheus::BuildGauge()
                     .Name("gateway_requests_inflight")
                     .Help("Requests being handled now")
                     .Register(registry)
                     .Add({})),
        events_lagged(prometheus::BuildGauge()
                          .Name("gateway_events_lagged")
                          .Help("Events that slow subscribers missed")
                          .Register(registry)
                          .Add({})),
        responses(prometheus::BuildCounter()
                      .Name("gateway_responses_total")
                      .Help("Responses by status code")
                      .Register(registry)) {}

  prometheus::Gauge &inflight;
  prometheus::Gauge &events_lagged;
  prometheus::Family<prometheus::Counter> &responses;
};

/// Called once by main: facts about the process that never change.
inline void register_process_metrics(prometheus::Registry &registry) {
  prometheus::BuildGauge()
      .Name("gateway_build_info")
      .Help("Constant 1, labelled with the build")
      .Register(registry)
      .Add({{"version", "1.4.0"}})
      .Set(1);
}

} // namespace gateway
