// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
#include "mock/database.h"

task<> after(unsigned long value);
using It = rocksdb::Iterator;
void look(const It &);
void use(int);
int number(const It &);
std::unique_ptr<It> scan(rocksdb::DB &db);

// Fixed: nothing of it is used afterwards.
task<> reset(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  const int n = number(*it);
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'it' is open
  use(n);
}
// FIX:   it.reset();

task<> once_for_all(rocksdb::DB &db) {
  std::unique_ptr<It> it(db.NewIterator({})); // CHECK: [[@LINE]]:23: warning: 'it' is still open when the coroutine suspends
  look(*it);
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'it' is open
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'it' is open
}
// FIX:   it.reset();

task<> in_a_branch(rocksdb::DB &db, bool wait) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  look(*it);
  if (wait) {
    co_await next(); // CHECK: [[@LINE]]:5: note: suspends here while 'it' is open
  }
  co_return;
}
// FIX:     it.reset();

task<> block(pqxx::connection &connection) {
  pqxx::work work(connection); // CHECK: [[@LINE]]:14: warning: 'work' is still open when the coroutine suspends
  work.exec("select 1");
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'work' is open
}
// FIX:   {
// FIX:     pqxx::work work(connection);
// FIX:     work.exec("select 1");
// FIX:   }

task<> constant(rocksdb::DB &db) {
  const auto it = scan(db); // CHECK: [[@LINE]]:14: warning: 'it' is still open when the coroutine suspends
  look(*it);
  co_await next(); // CHECK: [[@LINE]]:3: note: suspends here while 'it' is open
}
// FIX:   {
// FIX:     const auto it = scan(db);
// FIX:     look(*it);
// FIX:   }

// Not fixed: it is used afterwards, or what it lent is, or the next round needs it.
task<> used(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  look(*it);
}
task<> lent(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  const rocksdb::Slice value = it->value();
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  use(value.size());
}
task<> round(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  for (it->SeekToFirst(); it->Valid(); it->Next())
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
}
task<> awaited(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  co_await after(it->Valid());
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
}
task<int> result(pqxx::connection &connection) {
  pqxx::work work(connection); // CHECK: [[@LINE]]:14: warning: 'work' is still open when the coroutine suspends
  const int n = 1;
  work.exec("select 1");
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'work' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  co_return n;
}
