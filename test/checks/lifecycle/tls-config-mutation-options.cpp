// RUN: %ron_check %s ron-tls-config-mutation -std=c++17 --suffix=DEFAULT
// RUN: %ron_check %s ron-tls-config-mutation -std=c++17 --suffix=DEFAULT,OWN,BOOT --config='{CheckOptions: { \
// RUN:   ron-tls-config-mutation.TlsMutators: "+net::Credentials::trust;+net::ban"}}'
// RUN: %ron_check %s ron-tls-config-mutation -std=c++17 --suffix=OWN,NAMED --config='{CheckOptions: { \
// RUN:   ron-tls-config-mutation.TlsMutators: "net::Credentials::trust;net::ban", ron-tls-config-mutation.SetupFunctions: "*::boot"}}'
// RUN: %ron_check %s ron-tls-config-mutation -std=c++17 --suffix=OWN --config='{CheckOptions: { \
// RUN:   ron-tls-config-mutation.TlsMutators: "net::Credentials::trust;net::ban", ron-tls-config-mutation.SetupFunctions: "+*::boot"}}'
#include "mock/tls.h"

namespace net {
struct Credentials {
  void trust(const char *);
};
void ban(Credentials *, const char *);
} // namespace net
extern boost::asio::ssl::context Context;
extern net::Credentials Own;

// The defaults: reported unless the list is replaced.
void rotate() {
  Context.set_options(1);
  // CHECK-DEFAULT: [[@LINE-1]]:3: warning: 'set_options' changes the live TLS context 'Context'
  // CHECK-DEFAULT: [[@LINE-7]]:34: note: make a new context of the new settings, and let new connections take that
}
// What a list adds: methods, and functions by their first argument.
void revoke() {
  Own.trust("a");
  // CHECK-OWN: [[@LINE-1]]:3: warning: 'trust' changes the live TLS context 'Own'
  // CHECK-OWN: [[@LINE-12]]:25: note: make a new context of the new settings, and let new connections take that
  ban(&Own, "b");
  // CHECK-OWN: [[@LINE-1]]:3: warning: 'ban' changes the live TLS context 'Own'
  // CHECK-OWN: [[@LINE-15]]:25: note: make a new context of the new settings, and let new connections take that
}
// Names of set-up: the default list, and another.
namespace server {
void boot() {
  Own.trust("c");
  // CHECK-BOOT: [[@LINE-1]]:3: warning: 'trust' changes the live TLS context 'Own'
  // CHECK-BOOT: [[@LINE-22]]:25: note: make a new context of the new settings, and let new connections take that
}
void re_make_context() {
  Own.trust("d");
  // CHECK-NAMED: [[@LINE-1]]:3: warning: 'trust' changes the live TLS context 'Own'
  // CHECK-NAMED: [[@LINE-27]]:25: note: make a new context of the new settings, and let new connections take that
}
} // namespace server
