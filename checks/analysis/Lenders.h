// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"
#include "analysis/Globs.h"

namespace ron {

/// The default of the option 'ViewTypes': what refers to bytes or elements of others.
inline constexpr StringRef DefaultViewTypes =
    "std::basic_string_view;std::span;std::initializer_list;boost::basic_string_view;boost::core::basic_string_view;"
    "boost::span;absl::Span;gsl::span;fmt::basic_string_view;folly::Range;rocksdb::Slice;"
    "leveldb::Slice;QStringView;QByteArrayView;boost::asio::const_buffer;boost::asio::mutable_buffer;"
    "boost::asio::const_buffers_1;boost::asio::mutable_buffers_1;asio::const_buffer;asio::mutable_buffer";

/// The object that lends its bytes, where it is known to end with the code at hand.
struct Lender {
  enum class Kind {
    Unknown,   // static, somebody else's, or not to be told
    Temporary, // ends with its full expression
    Local,     // ends with its scope
  };
  Kind What = Kind::Unknown;
  const VarDecl *Var = nullptr; // the local variable or by-value parameter

  explicit operator bool() const { return What != Kind::Unknown; }
};

/// Tells which objects references and views lead to.
class LenderModel {
public:
  explicit LenderModel(const Globs &ViewTypes) : ViewTypes(ViewTypes) {}

  bool isView(QualType Type) const { return !Type->isAnyPointerType() && ViewTypes.matchesType(Type); }

  /// What a reference that \p E initialises refers to, as far as it is an object of \p In.
  Lender boundTo(const Expr *E, const FunctionDecl &In) const;

  /// Whose bytes the view, pointer or sequence of buffers \p E leads to.
  Lender viewedBy(const Expr *E, const FunctionDecl &In) const;

private:
  bool owns(QualType Type) const;
  /// The variable of \p In that the object of \p E is, or is a part of.
  Lender localOf(const Expr *E, const FunctionDecl &In) const;
  Lender viewedByCall(const CallExpr &Call, const FunctionDecl &In) const;

  const Globs &ViewTypes;
};

/// Whether \p Var, a variable of \p In, ends before anything after the end of \p Path, and before the end of its scope,
/// waits for what is started there. An event loop of the function's own ends what it runs.
bool endsUnawaited(const VarDecl &Var, CodePath Path, const FunctionDecl &In, const ASTContext &Context);

} // namespace ron
