// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/CallSites.h"
#include "analysis/Metrics.h"

namespace ron {

/// A call that concerns metrics, and the way to it.
struct MetricSite : CallSite {
  MetricCall Kind;
};

/// All of them in one translation unit, in the order of the source.
class MetricSites {
public:
  MetricSites(ASTContext &Context, const MetricCalls &Calls);

  auto begin() const { return Sites.begin(); }
  auto end() const { return Sites.end(); }

  /// The registry, meter or group that the metric at \p Site ends up in, as far as it can be seen; or null.
  const Expr *registryOf(const MetricSite &Site) const;

  /// The variable or member by which an 'Add' call knows its family; or null.
  const NamedDecl *familyOf(const MetricSite &Site) const;

  /// The earlier place in the same file that registers a family of the same name with the same registry, where one run
  /// of the program may come by both; or null.
  const MetricSite *firstRegistration(const MetricSite &Site) const;

  /// Whether the family of \p Site, or perhaps it, or a metric of it, is removed in this translation unit.
  bool isRemoved(const MetricSite &Site) const;

private:
  bool registersTheSame(const MetricSite &First, const MetricSite &Second) const;

  const SourceManager &Sources;
  const MetricCalls &Calls;
  std::vector<MetricSite> Sites;
};

} // namespace ron
