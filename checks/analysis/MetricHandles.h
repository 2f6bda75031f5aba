// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Lasting.h"
#include "analysis/Metrics.h"
#include "analysis/Surroundings.h"

namespace ron {

/// The part of an expression that registers or looks up a metric whose result the program could keep.
struct MetricHandle {
  CodePath Path;    // ends at that part
  std::string Name; // of the metric, or of what it is added to
  Locals Needs;     // Locals::This when the handle belongs to an object
};

/// The longest part of the expression around the call at the end of \p Path that gives the same handle each time the
/// code runs, and mentions nothing that ends before: the metric, or the family when its labels are run-time values.
/// None when the registry or the family is a parameter or a local, or a name or constant label is a run-time value.
std::optional<MetricHandle> handleToKeep(const MetricCalls &Calls, CodePath Path, const SourceManager &Sources);

} // namespace ron
