// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20 --suffix=,OWN --config='{CheckOptions: {ron-db-iterator-across-await.IteratorTypes: "+project::Walk*", ron-db-iterator-across-await.SafeAwaitables: "+project::here"}}'
// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20 --suffix=OWN,ONLY --config='{CheckOptions: {ron-db-iterator-across-await.IteratorTypes: "project::Walk*"}}'
#include "mock/database.h"

namespace project {
class Walker {
public:
  explicit Walker(rocksdb::DB &db);
  ~Walker();
  void next();
};
struct here : awaitable_of<void> {};
} // namespace project

task<> own(rocksdb::DB &db) {
  project::Walker walker(db);
  co_await next();
  // CHECK-OWN: [[@LINE-2]]:19: warning: 'walker' is still open when the coroutine suspends
  // CHECK-OWN: [[@LINE-2]]:3: note: suspends here while 'walker' is open
  // CHECK-OWN: [[@LINE-3]]:3: note: copy what is needed into owned values, and close it before
  walker.next();
}

task<> standard(rocksdb::DB &db) {
  std::unique_ptr<rocksdb::Iterator> it(db.NewIterator({}));
  co_await next();
  // CHECK: [[@LINE-2]]:38: warning: 'it' is still open when the coroutine suspends
  // CHECK: [[@LINE-2]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-3]]:3: note: copy what is needed into owned values, and close it before
  it->Next();
}

task<> safe(rocksdb::DB &db) {
  project::Walker walker(db);
  co_await project::here();
  // CHECK-ONLY: [[@LINE-2]]:19: warning: 'walker' is still open when the coroutine suspends
  // CHECK-ONLY: [[@LINE-2]]:3: note: suspends here while 'walker' is open
  // CHECK-ONLY: [[@LINE-3]]:3: note: copy what is needed into owned values, and close it before
  walker.next();
}
