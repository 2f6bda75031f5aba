// RUN: %ron_check %s ron-tls-config-mutation -std=c++20
// Boost.Asio and OpenSSL, as installed.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>

#include <memory>

namespace asio = boost::asio;
namespace ssl = asio::ssl;
void use(bool);

// Reported: every way to change what connections use.
class Server {
  ssl::context context_;
  SSL_CTX *raw_;

public:
  explicit Server(const char *chain) : context_(ssl::context::tls_server), raw_(SSL_CTX_new(TLS_server_method())) {
    context_.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2);
    context_.use_certificate_chain_file(chain);
    SSL_CTX_set_min_proto_version(raw_, TLS1_2_VERSION);
  }
  void rotate(const char *chain, boost::system::error_code &error) {
    context_.use_certificate_chain_file(chain);
    // CHECK: [[@LINE-1]]:5: warning: 'use_certificate_chain_file' changes the live TLS context 'context_'
    // CHECK: [[@LINE-12]]:16: note: make a new context of the new settings, and let new connections take that
    context_.use_private_key_file(chain, ssl::context::pem, error);
    // CHECK: [[@LINE-1]]:5: warning: 'use_private_key_file' changes the live TLS context 'context_'
    // CHECK: [[@LINE-15]]:16: note: make a new context of the new settings, and let new connections take that
    if (context_.set_options(ssl::context::no_tlsv1_1, error))
    // CHECK: [[@LINE-1]]:9: warning: 'set_options' changes the live TLS context 'context_'
    // CHECK: [[@LINE-18]]:16: note: make a new context of the new settings, and let new connections take that
      return;
    context_.load_verify_file("ca.pem");
    // CHECK: [[@LINE-1]]:5: warning: 'load_verify_file' changes the live TLS context 'context_'
    // CHECK: [[@LINE-22]]:16: note: make a new context of the new settings, and let new connections take that
    context_.add_certificate_authority(asio::buffer("pem", 3));
    // CHECK: [[@LINE-1]]:5: warning: 'add_certificate_authority' changes the live TLS context 'context_'
    // CHECK: [[@LINE-25]]:16: note: make a new context of the new settings, and let new connections take that
    context_.set_verify_callback([](bool ok, ssl::verify_context &) { return ok; });
    // CHECK: [[@LINE-1]]:5: warning: 'set_verify_callback' changes the live TLS context 'context_'
    // CHECK: [[@LINE-28]]:16: note: make a new context of the new settings, and let new connections take that
  }
  void tighten(SSL *connection) {
    SSL_CTX_set_options(raw_, SSL_OP_NO_RENEGOTIATION);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_options' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-32]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_min_proto_version(raw_, TLS1_3_VERSION);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_min_proto_version' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-35]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_mode(raw_, SSL_MODE_RELEASE_BUFFERS);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_mode' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-38]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_clear_mode(raw_, SSL_MODE_RELEASE_BUFFERS);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_clear_mode' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-41]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_session_cache_mode(raw_, SSL_SESS_CACHE_OFF);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_session_cache_mode' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-44]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_default_read_ahead(raw_, 1);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_default_read_ahead' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-47]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_tlsext_servername_callback(raw_, nullptr);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_tlsext_servername_callback' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-50]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_ctrl(raw_, SSL_CTRL_SET_SESS_CACHE_SIZE, 100, nullptr);
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_ctrl' changes the live TLS context 'raw_'
    // CHECK: [[@LINE-53]]:12: note: make a new context of the new settings, and let new connections take that
    SSL_CTX_set_cipher_list(SSL_get_SSL_CTX(connection), "HIGH");
    // CHECK: [[@LINE-1]]:5: warning: 'SSL_CTX_set_cipher_list' changes the live TLS context 'SSL_get_SSL_CTX'
    // CHECK: [[@LINE-2]]:5: note: make a new context of the new settings, and let new connections take that
  }
  asio::awaitable<void> greet(asio::ip::tcp::socket socket) {
    ssl::stream<asio::ip::tcp::socket> stream(std::move(socket), context_);
    context_.set_verify_mode(ssl::verify_none);
    // CHECK: [[@LINE-1]]:5: warning: 'set_verify_mode' changes the live TLS context 'context_'
    // CHECK: [[@LINE-63]]:16: note: make a new context of the new settings, and let new connections take that
    co_await stream.async_handshake(ssl::stream_base::server, asio::use_awaitable);
  }
};

// Silent: the getters, macros too, of the same functions; the session cache; connections.
void asks(SSL_CTX *given, Server &) {
  static SSL_CTX *const context = SSL_CTX_new(TLS_client_method());
  use(SSL_CTX_get_mode(context) == 0);
  use(SSL_CTX_get_min_proto_version(context) == 0);
  use(SSL_CTX_get_session_cache_mode(context) == 0);
  use(SSL_CTX_get_default_read_ahead(context) == 0);
  use(SSL_CTX_sess_number(context) == 0);
  use(SSL_CTX_ctrl(context, SSL_CTRL_GET_MAX_CERT_LIST, 0, nullptr) == 0);
  use((SSL_CTX_get_options(context) & SSL_OP_NO_RENEGOTIATION) != 0);
  use(SSL_CTX_add_session(context, nullptr) == 1);
  use(SSL_CTX_set_app_data(context, nullptr) == 1);
  if (SSL *connection = SSL_new(given)) {
    SSL_set_mode(connection, SSL_MODE_AUTO_RETRY);
    SSL_set_tlsext_host_name(connection, "host");
    SSL_free(connection);
  }
}
// Silent: made here.
std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> client() {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_3_VERSION);
  return context;
}
asio::awaitable<void> connect(asio::ip::tcp::socket socket) {
  auto context = std::make_shared<ssl::context>(ssl::context::tls_client);
  context->set_default_verify_paths();
  context->set_verify_mode(ssl::verify_peer);
  ssl::stream<asio::ip::tcp::socket> stream(std::move(socket), *context);
  co_await stream.async_handshake(ssl::stream_base::client, asio::use_awaitable);
}
int main() {
  ssl::context context(ssl::context::tls_server);
  const auto prepare = [&] { context.set_default_verify_paths(); };
  prepare();
}
