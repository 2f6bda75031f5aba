// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "config.h"
#include "net.h"
#include "session.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace gateway {

/// A TLS 1.2+ server context with this certificate; throws when the files do not fit together.
asio::ssl::context make_server_context(const TlsFiles &files);

/// Accepts TLS connections and serves them like the plain ones.
class TlsListener {
public:
  TlsListener(asio::io_context &io, const asio::ip::tcp::endpoint &endpoint, const TlsFiles &files,
              Router &router);

  awaitable<void> run();
  void close();

  /// New connections get this certificate.
  void rotate_certificate(const TlsFiles &files);

  asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
  asio::any_io_executor executor() { return acceptor_.get_executor(); }

private:
  awaitable<void> greet(asio::ip::tcp::socket socket);

  asio::io_context &io_;
  asio::ssl::context context_;
  asio::ip::tcp::acceptor acceptor_;
  Router &router_;
};

} // namespace gateway
