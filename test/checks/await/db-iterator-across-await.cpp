// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
#include "mock/database.h"

task<> after(bool valid);
using It = rocksdb::Iterator;
void use(const rocksdb::Slice &);
void look(const It &);
void own(It *);
void use_up(std::unique_ptr<It>);
bool chance();

// Reported: the ways to hold one.
task<> in_pointer(rocksdb::DB &db) {
  std::unique_ptr<It> it(db.NewIterator({})); // CHECK: [[@LINE]]:23: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  it->Next();
}

task<> in_shared_pointer(rocksdb::DB &db) {
  std::shared_ptr<It> it{db.NewIterator({})}; // CHECK: [[@LINE]]:23: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  look(*it);
}

task<> plain(rocksdb::DB &db) {
  It *it = db.NewIterator({}); // CHECK: [[@LINE]]:7: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  delete it;
}

task<> in_optional(rocksdb::DB &db) {
  std::optional<rocksdb::ManagedSnapshot> snapshot;
  snapshot.emplace(&db); // CHECK: [[@LINE]]:3: warning: 'snapshot' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'snapshot' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
}

task<> as_parameter(std::unique_ptr<It> it) { // CHECK: [[@LINE]]:41: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  it->Next();
}

struct Scan {
  explicit Scan(rocksdb::DB &db) : it(db.NewIterator({})) {}
  std::unique_ptr<It> it;
};
task<> in_class(rocksdb::DB &db) {
  Scan scan(db); // CHECK: [[@LINE]]:8: warning: 'scan' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'scan' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  scan.it->Next();
}

std::unique_ptr<It> scan(rocksdb::DB &db);
task<> from_factory(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  for (it->SeekToFirst(); it->Valid(); it->Next())
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
}

task<> in_temporary(rocksdb::DB &db) {
  co_await after(scan(db)->Valid());
  // CHECK: [[@LINE-1]]:18: warning: the iterator is still open when the coroutine suspends
  // CHECK: [[@LINE-2]]:3: note: suspends here while the iterator is open
  // CHECK: [[@LINE-3]]:3: note: copy what is needed into owned values, and close it before
}

task<> moved_in(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  auto mine = std::move(it);
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  mine->Next();
}

struct Reader {
  rocksdb::DB &db;
  std::unique_ptr<It> it;
  It *plain;
  task<> batch() {
    it = scan(db); // CHECK: [[@LINE]]:5: warning: 'it' is still open when the coroutine suspends
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
    it->Next();
  }
  task<> batches() {
    it.reset(db.NewIterator({})); // CHECK: [[@LINE]]:5: warning: 'it' is still open when the coroutine suspends
    plain = db.NewIterator({});
    co_await next();
    // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
    // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
    // CHECK: [[@LINE-4]]:5: warning: 'plain' is still open when the coroutine suspends
    // CHECK: [[@LINE-4]]:5: note: suspends here while 'plain' is open
    // CHECK: [[@LINE-5]]:5: note: copy what is needed into owned values, and close it before
    it.reset();
    delete plain;
  }
};

task<> transaction(rocksdb::DB &db, const rocksdb::Slice &key) {
  std::unique_ptr<rocksdb::Transaction> txn(db.BeginTransaction()); // CHECK: [[@LINE]]:41: warning: 'txn' is still open when the coroutine suspends
  txn->Put(key, key);
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'txn' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  txn->Commit();
}

task<> snapshot(rocksdb::DB &db) {
  const rocksdb::Snapshot *taken = db.GetSnapshot(); // CHECK: [[@LINE]]:28: warning: 'taken' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'taken' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  db.ReleaseSnapshot(taken);
}

task<> on_some_path(rocksdb::DB &db) {
  auto it = scan(db); // CHECK: [[@LINE]]:8: warning: 'it' is still open when the coroutine suspends
  if (chance()) // CHECK: [[@LINE]]:7: note: on the way where this is false
    it.reset();
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  if (it)
    look(*it);
}

template <class Database> task<> in_template(Database &db) {
  std::unique_ptr<It> it(db.NewIterator({})); // CHECK: [[@LINE]]:23: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
}
template task<> in_template(rocksdb::DB &);

void in_lambda(rocksdb::DB &db) {
  auto run = [&db]() -> task<> {
    auto it = scan(db); // CHECK: [[@LINE]]:10: warning: 'it' is still open when the coroutine suspends
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
    look(*it);
  };
  run();
}

#define OPEN(name, db) std::unique_ptr<It> name(db.NewIterator({}))
task<> by_macro(rocksdb::DB &db) {
  OPEN(it, db); // CHECK: [[@LINE]]:3: warning: 'it' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
}

// Silent: closed before, on every path.
task<> reset_before(rocksdb::DB &db) {
  auto it = scan(db);
  it.reset();
  co_await next();
}
task<> assigned_null(rocksdb::DB &db) {
  auto it = scan(db);
  it = nullptr;
  co_await next();
}
task<> in_block(rocksdb::DB &db) {
  bool valid;
  {
    auto it = scan(db);
    valid = it->Valid();
  }
  co_await after(valid);
}
task<> deleted(rocksdb::DB &db) {
  It *it = db.NewIterator({});
  delete it;
  co_await next();
}
task<> moved_out(rocksdb::DB &db) {
  auto it = scan(db);
  use_up(std::move(it));
  co_await next();
}
task<> released(rocksdb::DB &db) {
  auto it = scan(db);
  own(it.release());
  co_await next();
}
task<> both_paths(rocksdb::DB &db) {
  auto it = scan(db);
  if (chance()) {
    it.reset();
  } else {
    co_return;
  }
  co_await next();
}
task<> committed(rocksdb::DB &db) {
  std::unique_ptr<rocksdb::Transaction> txn(db.BeginTransaction());
  if (!txn->Commit().ok())
    txn->Rollback();
  co_await next();
}
task<> snapshot_released(rocksdb::DB &db) {
  auto *taken = db.GetSnapshot();
  db.ReleaseSnapshot(taken);
  co_await next();
}
task<> each_round(rocksdb::DB &db) {
  while (chance()) {
    { auto it = scan(db); }
    co_await next();
  }
}
task<> empty(rocksdb::DB &db) {
  std::unique_ptr<It> it;
  std::unique_ptr<It> none(nullptr);
  std::optional<rocksdb::ManagedSnapshot> snapshot;
  co_await next();
  it = scan(db);
}

// Silent: somebody else's, or handed to somebody who may close it.
task<> by_reference(It &it, It *pointer, std::unique_ptr<It> &owner) {
  co_await next();
  it.Next();
  pointer->Next();
  owner->Next();
}
struct Store {
  It *iterator() const;
  It *current_;
};
task<> of_a_store(Store &store) {
  It *it = store.iterator();
  co_await next();
  it->Next();
}
task<> handed_over(rocksdb::DB &db) {
  It *it = db.NewIterator({});
  own(it);
  co_await next();
}
task<> stored(rocksdb::DB &db, Store &store) {
  It *it = db.NewIterator({});
  store.current_ = it;
  co_await next();
}

// Silent: no coroutine, another coroutine, an await that leaves nothing, and what a comment allows.
void plain_function(rocksdb::DB &db) {
  auto it = scan(db);
  it->Next();
}
task<> nested(rocksdb::DB &db) {
  auto it = scan(db);
  auto later = []() -> task<> { co_await next(); };
  look(*it);
  co_return;
}
task<> stays_on_thread(rocksdb::DB &db) {
  auto it = scan(db);
  co_await std::suspend_never();
  it->Next();
}
task<> allowed(rocksdb::DB &db) {
  auto it = scan(db); // NOLINT(ron-db-iterator-across-await)
  // ron-allow(db-iterator-across-await): a replica of our own that nobody else reads
  auto other = scan(db);
  co_await next();
  look(*it);
  look(*other);
}
