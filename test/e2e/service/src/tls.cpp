// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tls.h"

#include "log.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <utility>

namespace gateway {

using asio::ip::tcp;

asio::ssl::context make_server_context(const TlsFiles &files) {
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1);
  context.use_certificate_chain_file(files.certificate.string());
  context.use_private_key_file(files.private_key.string(), asio::ssl::context::pem);
  return context;
}

TlsListener::TlsListener(asio::io_context &io, const tcp::endpoint &endpoint, const TlsFiles &files,
                         Router &router)
    : io_(io), context_(make_server_context(files)), acceptor_(asio::make_strand(io), endpoint),
      router_(router) {}

awaitable<void> TlsListener::run() {
  while (acceptor_.is_open()) {
    const auto strand = asio::make_strand(io_);
    tcp::socket socket(strand);
    auto [error] = co_await acceptor_.async_accept(socket, as_result);
    if (!error)
      asio::co_spawn(strand, greet(std::move(socket)), log_failure("TLS connection"));
  }
}

void TlsListener::close() {
  error_code ignored;
  acceptor_.close(ignored);
}

void TlsListener::rotate_certificate(const TlsFiles &files) {
  const auto pem = asio::ssl::context::pem;
  context_.use_certificate_chain_file(files.certificate); // planted: tls-config-mutation
  context_.use_private_key_file(files.private_key, pem);  // planted: tls-config-mutation
}

awaitable<void> TlsListener::greet(tcp::socket socket) {
  beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), context_);
  const auto role = asio::ssl::stream_base::server;
  co_await stream.async_handshake(role, use_awaitable); // planted: unbounded-await
  co_await serve(std::move(stream), router_);
}

} // namespace gateway
