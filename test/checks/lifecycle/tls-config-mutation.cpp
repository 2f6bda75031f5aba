// RUN: %ron_check %s ron-tls-config-mutation -std=c++20
#include "mock/coroutine.h"
#include "mock/mutex.h"
#include "mock/tls.h"

namespace ssl = boost::asio::ssl;
template <class F> void on_signal(F) {}
void use(bool);

// Reported: a member's context, in a function that runs at any time.
class Server {
  ssl::context context_;
  std::unique_ptr<ssl::context> owned_;
  std::shared_ptr<folly::SSLContext> shared_;
  SSL_CTX *raw_;

public:
  Server();
  void rotate(const char *chain);
  task<> handshake();
  void watch();
};
void Server::rotate(const char *chain) {
  context_.use_certificate_chain_file(chain);
  // CHECK: [[@LINE-1]]:3: warning: 'use_certificate_chain_file' changes the live TLS context 'context_'
  // CHECK: [[@LINE-14]]:16: note: make a new context of the new settings, and let new connections take that
  owned_->load_verify_file("ca.pem");
  // CHECK: [[@LINE-1]]:3: warning: 'load_verify_file' changes the live TLS context 'owned_'
  // CHECK: [[@LINE-16]]:33: note: make a new context of the new settings, and let new connections take that
  shared_->loadCertificate(chain);
  // CHECK: [[@LINE-1]]:3: warning: 'loadCertificate' changes the live TLS context 'shared_'
  // CHECK: [[@LINE-18]]:38: note: make a new context of the new settings, and let new connections take that
  SSL_CTX_use_certificate_file(raw_, chain, 1);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_use_certificate_file' changes the live TLS context 'raw_'
  // CHECK: [[@LINE-20]]:12: note: make a new context of the new settings, and let new connections take that
  SSL_CTX_use_certificate_file(context_.native_handle(), chain, 1);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_use_certificate_file' changes the live TLS context 'context_'
  // CHECK: [[@LINE-26]]:16: note: make a new context of the new settings, and let new connections take that
}
// Reported: in a coroutine, in a handler.
task<> Server::handshake() {
  context_.set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'context_'
  // CHECK: [[@LINE-32]]:16: note: make a new context of the new settings, and let new connections take that
  co_await next();
}
void Server::watch() {
  on_signal([this] { context_.clear_options(1); });
  // CHECK: [[@LINE-1]]:22: warning: 'clear_options' changes the live TLS context 'context_'
  // CHECK: [[@LINE-38]]:16: note: make a new context of the new settings, and let new connections take that
  on_signal([&context = context_]() -> task<> {
    context.add_verify_path("/etc/ssl");
    // CHECK: [[@LINE-1]]:5: warning: 'add_verify_path' changes the live TLS context 'context_'
    // CHECK: [[@LINE-42]]:16: note: make a new context of the new settings, and let new connections take that
    co_await next();
  });
}
// Reported: what an accessor, a global, a connection, a reference leads to.
extern ssl::context global;
ssl::context &instance();
struct Listener {
  ssl::context context;
  ssl::context &tls();
};
void reload(SSL *connection, Listener &listener) {
  global.set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'global'
  // CHECK: [[@LINE-9]]:21: note: make a new context of the new settings, and let new connections take that
  instance().set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'instance'
  // CHECK: [[@LINE-2]]:3: note: make a new context of the new settings, and let new connections take that
  SSL_CTX_use_certificate_file(SSL_get_SSL_CTX(connection), "a", 1);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_use_certificate_file' changes the live TLS context 'SSL_get_SSL_CTX'
  // CHECK: [[@LINE-2]]:3: note: make a new context of the new settings, and let new connections take that
  ssl::context &same = instance();
  same.set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'instance'
  // CHECK: [[@LINE-2]]:3: note: make a new context of the new settings, and let new connections take that
  auto *pointer = &global;
  pointer->set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'global'
  // CHECK: [[@LINE-23]]:21: note: make a new context of the new settings, and let new connections take that
}
// Reported: a context of somebody else's that a caller in this file has in use; a coroutine runs beside others anyway.
static void refresh(ssl::context &given) { given.set_options(1); }
// CHECK: [[@LINE-1]]:44: warning: 'set_options' changes the live TLS context 'given'
// CHECK: [[@LINE-2]]:35: note: make a new context of the new settings, and let new connections take that
static void pass_on(ssl::context *given) { refresh(*given); }
void on_timer() { pass_on(&global); }
task<> greet(ssl::context &given) {
  given.set_options(1);
  // CHECK: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'given'
  // CHECK: [[@LINE-3]]:28: note: make a new context of the new settings, and let new connections take that
  co_await next();
}
// Reported: the context of a function's own, once a task has it.
void serve() {
  ssl::context context(ssl::context::tls_server);
  context.set_options(1);
  on_signal([&] { context.use_certificate_chain_file("new.pem"); });
  // CHECK: [[@LINE-1]]:19: warning: 'use_certificate_chain_file' changes the live TLS context 'context'
  // CHECK: [[@LINE-4]]:16: note: make a new context of the new settings, and let new connections take that
}
// Reported: OpenSSL's macros at their use, a plain control call by its command.
#define ROTATE(ctx) SSL_CTX_use_certificate_file(ctx, "a", 1)
void controls() {
  SSL_CTX *context = global.native_handle();
  SSL_CTX_set_mode(context, 4);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_set_mode' changes the live TLS context 'global'
  // CHECK: [[@LINE-51]]:21: note: make a new context of the new settings, and let new connections take that
  SSL_CTX_ctrl(context, 44, 0, nullptr);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_ctrl' changes the live TLS context 'global'
  // CHECK: [[@LINE-54]]:21: note: make a new context of the new settings, and let new connections take that
  SSL_CTX_ctrl(context, 33, 4, nullptr);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_ctrl' changes the live TLS context 'global'
  // CHECK: [[@LINE-57]]:21: note: make a new context of the new settings, and let new connections take that
  ROTATE(context);
  // CHECK: [[@LINE-1]]:3: warning: 'SSL_CTX_use_certificate_file' changes the live TLS context 'global'
  // CHECK: [[@LINE-60]]:21: note: make a new context of the new settings, and let new connections take that
}
// Reported once: a template.
template <class Context> struct Holder {
  Context context;
  void renew() { context.set_options(1); }
  // CHECK: [[@LINE-1]]:18: warning: 'set_options' changes the live TLS context 'context'
  // CHECK: [[@LINE-3]]:11: note: make a new context of the new settings, and let new connections take that
};
template struct Holder<ssl::context>;
struct Other {
  void set_options(long);
};
template struct Holder<Other>;
struct Derived : ssl::context {
  Derived() : ssl::context(tls_server) { set_options(1); }
  void renew() { set_options(2); }
  // CHECK: [[@LINE-1]]:18: warning: 'set_options' changes the live TLS context 'Derived'
  // CHECK: [[@LINE-4]]:8: note: make a new context of the new settings, and let new connections take that
};

// Silent: constructors, main, static initialisers, and what only they call.
Server::Server() : context_(ssl::context::tls_server), raw_(nullptr) {
  context_.set_options(1);
  [&] { context_.use_certificate_chain_file("a"); }();
}
static void prepared() { global.set_options(1); }
static const bool Ready = [] {
  global.set_options(1);
  prepared();
  return true;
}();
static void refreshed(ssl::context &given) { given.set_options(1); }
int main() {
  global.set_options(1);
  refreshed(global);
}
// Silent: functions of set-up by their names, setters of a class on top.
void configure_tls_of(Listener &listener) { listener.tls().set_options(1); }
class Wrapper {
public:
  void set_chain(const char *chain) { context_.use_certificate_chain_file(chain); }
  Wrapper &useKey(const char *key) {
    context_.use_private_key_file(key, ssl::context::pem);
    return *this;
  }
  bool init() { return SSL_CTX_use_certificate_file(context_.native_handle(), "a", 1) == 1; }

private:
  ssl::context context_;
};
// Silent: the end of the owner, and the library's own parts.
struct Owner {
  SSL_CTX *context;
  ~Owner() { SSL_CTX_set_mode(context, 0); }
};
namespace asio::ssl {
class context {
public:
  void set_options(long options) { change(options); }

private:
  void change(long options) { SSL_CTX_set_mode(handle_, options); }
  SSL_CTX *handle_;
};
} // namespace asio::ssl
// Silent: the context is made here, or given back.
std::shared_ptr<ssl::context> of_options(long options) {
  auto context = std::shared_ptr<ssl::context>(new ssl::context(ssl::context::tls_server));
  context->set_options(options);
  return context;
}
ssl::context &with_defaults(ssl::context &context) {
  context.set_options(1);
  return context;
}
class Renewing {
public:
  bool renew() {
    SSL_CTX *fresh = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_file(fresh, "a", 1) != 1)
      return false;
    SSL_CTX_free(context_);
    if (!(context_ = SSL_CTX_new(TLS_server_method())))
      return false;
    SSL_CTX_set_mode(context_, 4);
    owned_ = std::make_unique<ssl::context>(ssl::context::tls_server);
    owned_->set_options(1);
    return true;
  }
  task<> connect() {
    ssl::context own(ssl::context::tls_server);
    own.set_options(1);
    Listener listener{ssl::context(ssl::context::tls_server)};
    listener.context.set_options(1);
    ssl::context &same = own;
    same.use_certificate_chain_file("a");
    co_await next();
  }

private:
  SSL_CTX *context_;
  std::unique_ptr<ssl::context> owned_;
};
// Silent: a helper, told the context by callers elsewhere or by those who made it.
void trust(ssl::context &context) { context.load_verify_file("ca.pem"); }
static void trust_all(SSL_CTX *context) { SSL_CTX_set_mode(context, 4); }
void make_one() {
  ssl::context context(ssl::context::tls_server);
  trust_all(context.native_handle());
  const auto apply = [](ssl::context &to) { to.set_options(1); };
  apply(context);
}
template <class F> void set_context_callback(F) {}
void callbacks() {
  set_context_callback([](SSL_CTX *context) { return SSL_CTX_use_certificate_file(context, "a", 1); });
}
// Silent: it only asks, or makes connections.
void asks(Server &server) {
  SSL_CTX *context = global.native_handle();
  use(SSL_CTX_check_private_key(context));
  use(SSL_CTX_get_mode(context));
  use(SSL_CTX_ctrl(context, 33, 0, nullptr));
  use(SSL_CTX_ctrl(context, 45, 0, nullptr));
  SSL_new(context);
  use(noexcept(global.set_options(1)));
}
struct Options {
  void set_options(long);
};
task<> elsewhere(Options &options) {
  options.set_options(1);
  co_await next();
}

// Silent: someone takes responsibility.
void rotate_in_test() {
  global.set_options(1); // NOLINT(ron-tls-config-mutation)
  // ron-allow(tls-config-mutation): no connection is open when the tests change it
  global.set_options(1);
}
