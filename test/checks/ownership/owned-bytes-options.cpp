// RUN: %ron_check %s ron-owned-bytes -std=c++20 --suffix=DEFAULT
// RUN: %ron_check %s ron-owned-bytes -std=c++20 --suffix=OWN \
// RUN:   --config='{CheckOptions: {ron-owned-bytes.ViewTypes: "+own::View", ron-owned-bytes.SpawnFunctions: "+own::launch_detached", ron-owned-bytes.SafeAwaitables: "+own::Here", ron-owned-bytes.BodySinks: "+own::Reply::fill", ron-owned-bytes.HotFunctions: "*::serve*;serve*"}}'
#include "mock/http_servers.h"
#include "mock/spawn.h"
#include "mock/view.h"

#include <string_view>

using coro::task;
void say(std::string_view);

namespace own {
struct View {
  View(const std::string &);
  std::string_view text() const;
};
void launch_detached(task<> &&);
struct Here : std::suspend_never {};
struct Reply {
  void fill(std::string body);
};
} // namespace own

task<> own_view(own::View name) { say(name.text()); co_return; }
// CHECK-OWN: [[@LINE-1]]:27: warning: 'own_view' outlives what its parameter 'name' refers to
// CHECK-OWN: [[@LINE+2]]:68: note: it is lent a temporary here, which ends with the statement
// CHECK-OWN: [[@LINE-3]]:39: note: used here after that
void views(coro::thread_pool &pool) { pool.spawn_detached(own_view(std::string("x"))); }

task<> own_spawn(std::string_view name) { say(name); co_return; }
// CHECK-OWN: [[@LINE-1]]:35: warning: 'own_spawn' outlives what its parameter 'name' refers to
// CHECK-OWN: [[@LINE+3]]:48: note: it is lent a temporary here, which ends with the statement
// CHECK-OWN: [[@LINE-3]]:47: note: used here after that
// FIX-OWN: task<> own_spawn(std::string name) { say(name); co_return; }
void spawns() { own::launch_detached(own_spawn(std::string("x"))); }

view_mock::eager own_safe(std::string_view name) {
// CHECK-DEFAULT: [[@LINE-1]]:44: warning: 'own_safe' outlives what its parameter 'name' refers to
// CHECK-DEFAULT: [[@LINE+6]]:26: note: it is lent a temporary here, which ends with the statement
// CHECK-DEFAULT: [[@LINE+3]]:7: note: used here after that
// FIX-DEFAULT: view_mock::eager own_safe(std::string name) {
  co_await own::Here();
  say(name);
}
void awaits() { own_safe(std::string("x")); }

std::string render();
void fill(own::Reply &reply, crow::response &response) {
  std::string page = render();
  response.body = page;
}
void serve_page(own::Reply &reply, crow::response &response) {
  std::string page = render();
  response.body = page;
  // CHECK-OWN: [[@LINE-1]]:19: warning: 'page' is copied into the body of a response on a hot path
  // FIX-OWN:   response.body = std::move(page);
  std::string part = render();
  reply.fill(part);
  // CHECK-OWN: [[@LINE-1]]:14: warning: 'part' is copied into the body of a response on a hot path
  // FIX-OWN:   reply.fill(std::move(part));
  [&reply] {
    std::string inner = render();
    reply.fill(inner);
    // CHECK-OWN: [[@LINE-1]]:16: warning: 'inner' is copied into the body of a response on a hot path
    // FIX-OWN:     reply.fill(std::move(inner));
  }();
}
struct Server {
  void serve(crow::response &response) {
    std::string page = render();
    response.body = page;
    // CHECK-OWN: [[@LINE-1]]:21: warning: 'page' is copied into the body of a response on a hot path
    // FIX-OWN:     response.body = std::move(page);
  }
};
