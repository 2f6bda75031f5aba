// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

namespace ron {

/// The default of the option 'TlsMutators'.
inline constexpr StringRef DefaultTlsMutators =
    "boost::asio::ssl::context::set_*;boost::asio::ssl::context::use_*;boost::asio::ssl::context::load_*;"
    "boost::asio::ssl::context::add_*;boost::asio::ssl::context::clear_options;asio::ssl::context::set_*;"
    "asio::ssl::context::use_*;asio::ssl::context::load_*;asio::ssl::context::add_*;"
    "asio::ssl::context::clear_options;SSL_CTX_set*;SSL_CTX_use_*;SSL_CTX_load_*;SSL_CTX_add*;SSL_CTX_clear_*;"
    "SSL_CTX_sess_set_*;SSL_CTX_build_cert_chain;SSL_CTX_select_current_cert;SSL_CTX_callback_ctrl;"
    "folly::SSLContext::set*;folly::SSLContext::load*;folly::SSLContext::add*;folly::SSLContext::enable*;"
    "folly::SSLContext::disable*;folly::SSLContext::unset*;folly::SSLContext::authenticate;"
    "folly::SSLContext::ciphers";

/// Tells the calls that change a TLS context from all others, at the price of one look-up each.
class TlsCalls {
public:
  explicit TlsCalls(const Globs &Mutators) : Mutators(Mutators) {}

  /// Whether \p Call may change a context, as far as the function that is called tells.
  bool mayChange(const CallExpr &Call) const;

  /// The name of the operation by which \p Call changes a context, a macro's where it is one; empty when it only looks.
  std::string changeBy(const CallExpr &Call, const ASTContext &Context) const;

  /// Forgets the declarations of the last translation unit.
  void reset() const { Known.clear(); }

private:
  const Globs &Mutators;
  mutable llvm::DenseMap<const FunctionDecl *, bool> Known;
};

/// The context that \p Call, a change of one, is about: its object, or its first argument.
const Expr *contextOf(const CallExpr &Call);

} // namespace ron
