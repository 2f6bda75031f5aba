// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <string>

namespace ron {

/// What a call does to the metrics of the program.
enum class MetricCall {
  None,
  Family,     // prometheus-cpp: Build*()...Register(registry)
  Metric,     // prometheus-cpp: family.Add(labels)
  Removal,    // prometheus-cpp: family.Remove(metric), registry.Remove(family)
  Instrument, // OpenTelemetry: meter->Create*(name)
  Group,      // seastar: groups.add_group(name, metrics)
  Listed,     // a function of the user's list
};

/// Tells the calls that concern metrics from all others, at the price of one look-up each.
class MetricCalls {
public:
  explicit MetricCalls(const Globs &Listed) : Listed(Listed) {}
  MetricCall kindOf(const CallExpr &Call) const;
  /// Forgets the declarations of the last translation unit.
  void reset() const { Known.clear(); }

  /// The 'Register' call that made the family \p Family, directly or through the variables that refer to it; or null.
  const CallExpr *registrationOf(const Expr &Family) const;

  /// The object that is extended: the registry, family, meter or group; null when a listed function has none.
  const Expr *targetOf(const CallExpr &Call) const;

  /// The expression that names the metric; null when none does in the same expression.
  const Expr *nameOf(const CallExpr &Call) const;

  /// The name of the metric in the exposition, where it is a constant that can be seen.
  std::optional<std::string> constantNameOf(const CallExpr &Call) const;

  /// Whether the labels of the 'Add' call \p Call are the same each time.
  bool hasConstantLabels(const CallExpr &Call) const;

private:
  MetricCall classify(const FunctionDecl &Callee) const;

  const Globs &Listed;
  mutable llvm::DenseMap<const FunctionDecl *, MetricCall> Known;
};

/// Whether \p Function also empties or replaces the group of metrics \p Group: it makes the group anew.
bool renewsGroup(const FunctionDecl &Function, const Expr &Group);

/// The call of a builder's setter \p Setter (Name, Help, Labels) that \p Register follows; or null.
const CXXMemberCallExpr *builderCall(const CallExpr &Register, StringRef Setter);

/// The expression at which the chain of calls that ends in \p Call starts: 'BuildCounter()', or a variable.
const Expr *startOfChain(const CallExpr &Call);

} // namespace ron
