// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>

namespace ron {

/// What objects hold a value or something else in its place.
enum class ResultKind {
  None,
  Expected, // a value or an error: std::expected, absl::StatusOr, outcome::result, folly::Try
  Optional, // a value or nothing
  Variant,  // one of several types
  Any,      // of whatever type
};

/// Tells results from all other types, at the price of one look-up each.
class ResultTypes {
public:
  ResultTypes();
  ResultKind kindOf(QualType Type) const;

  /// Forgets the declarations of the last translation unit.
  void reset() const;

private:
  const Globs Expected, Optional, Variant, Any;
  mutable llvm::DenseMap<const CXXRecordDecl *, ResultKind> Known;
};

/// An expression that takes the value out of a result.
struct Unwrap {
  const Expr *Result;
  ResultKind Kind;
  QualType Alternative; // that a variant or any is taken for
  bool Throws;          // where there is no value
};
std::optional<Unwrap> unwrapOf(const CallExpr &Call, const ResultTypes &Types);

/// An expression whose truth tells whether a result holds a value.
struct ResultTest {
  const Expr *Result;
  QualType Alternative; // that a variant is asked for; null for other results
  bool HasValueIf;      // the expression is this
};
std::optional<ResultTest> testOf(const Expr &E, const ResultTypes &Types);

/// The result that \p Call, no test by itself, gives so much of that the caller may well know what it holds: its
/// status, its error, its index or its type.
const Expr *resultAskedBy(const CallExpr &Call, const ResultTypes &Types);

/// The alternative of the variant \p Type that \p Index stands for; null when it is none.
QualType alternativeAt(QualType Type, uint64_t Index);

} // namespace ron
