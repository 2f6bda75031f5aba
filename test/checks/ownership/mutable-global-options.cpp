// RUN: %ron_check %s ron-mutable-global -std=c++17 --suffix=DEFAULT,TYPES
// RUN: %ron_check %s ron-mutable-global -std=c++17 --suffix=DEFAULT --config='{CheckOptions: { \
// RUN:   ron-mutable-global.SynchronizedTypes: "+db::Pool", ron-mutable-global.AllowedTypes: "+db::Tracer"}}'
// RUN: %ron_check %s ron-mutable-global -std=c++17 --suffix=DEFAULT,TYPES,THREADS --config='{CheckOptions: { \
// RUN:   ron-mutable-global.FlagThreadLocal: true}}'
// RUN: %ron_check %s ron-mutable-global -std=c++17 --suffix=DEFAULT,TYPES,KNOWN --config='{CheckOptions: { \
// RUN:   ron-mutable-global.SynchronizedTypes: "", ron-mutable-global.AllowedTypes: ""}}'
namespace db {
struct Pool {
  int size;
};
struct Tracer {
  int level;
};
struct Logger {
  int level;
};
} // namespace db
namespace boost::asio {
struct io_context {
  int work;
};
} // namespace boost::asio

// Whatever the options: a plain variable.
int total = 0; // CHECK-DEFAULT: [[@LINE]]:5: warning: global 'total' can be changed by several threads at once

// Unless the options name their types.
db::Pool pool;     // CHECK-TYPES: [[@LINE]]:10: warning: global 'pool' can be changed by several threads at once
db::Tracer tracer; // CHECK-TYPES: [[@LINE]]:12: warning: global 'tracer' can be changed by several threads at once

// Known by the defaults.
db::Logger logger;              // CHECK-KNOWN: [[@LINE]]:12: warning: global 'logger' can be changed by several threads at once
db::Logger *spare = nullptr;    // CHECK-KNOWN: [[@LINE]]:13: warning: global 'spare' can be changed by several threads at once
boost::asio::io_context events; // CHECK-KNOWN: [[@LINE]]:25: warning: global 'events' can be changed by several threads at once

// Asked for.
thread_local int depth = 0; // CHECK-THREADS: [[@LINE]]:18: warning: thread_local 'depth' is shared by all coroutines and callbacks of a thread
thread_local const int Limit = 3;
