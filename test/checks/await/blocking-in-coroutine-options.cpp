// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20 --suffix=,PLAIN
// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-blocking-in-coroutine.BlockingFunctions: "db::*query;wait_for_disk", ron-blocking-in-coroutine.OffloadFunctions: "own::hand_over;own::go_to"}}'
// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-blocking-in-coroutine.BlockingFunctions: "+db::*Query;+wait_for_disk", ron-blocking-in-coroutine.OffloadFunctions: "+own::hand_over;+own::go_to"}}'
#include "mock/coroutine.h"

extern "C" int system(const char *);
void wait_for_disk();
namespace db {
struct Connection {
  int runQuery(const char *);
  task<int> async_query(const char *);
};
} // namespace db
namespace own {
struct pool {};
task<> go_to(pool &);
void hand_over(task<>);
} // namespace own

// The user's own functions.
task<> own_functions(db::Connection &connection) {
  connection.runQuery("select 1"); // CHECK-OWN: [[@LINE]]:3: warning: 'runQuery' blocks the thread that runs this coroutine
  wait_for_disk(); // CHECK-OWN: [[@LINE]]:3: warning: 'wait_for_disk' blocks the thread that runs this coroutine
  co_await connection.async_query("select 1");
  system("x"); // CHECK: [[@LINE]]:3: warning: 'system' blocks the thread that runs this coroutine
}
// Where blocking is fine.
task<> goes(own::pool &pool) {
  co_await own::go_to(pool);
  system("x"); // CHECK-PLAIN: [[@LINE]]:3: warning: 'system' blocks the thread that runs this coroutine
}
void hands_over() {
  own::hand_over([]() -> task<> {
    system("x"); // CHECK-PLAIN: [[@LINE]]:5: warning: 'system' blocks the thread that runs this coroutine
    co_return;
  }());
}
