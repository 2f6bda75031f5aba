// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
// The libraries themselves, as installed; other tests use stand-ins.
#include <leveldb/db.h>
#include <rocksdb/db.h>
#include <rocksdb/snapshot.h>
#include <rocksdb/utilities/transaction_db.h>

#include <coroutine>
#include <map>
#include <memory>
#include <string>

template <class T> struct awaitable_of {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception() noexcept;
  };
};
awaitable_of<void> send(std::string);

task rocks(rocksdb::DB *db) {
  std::unique_ptr<rocksdb::Iterator> it(db->NewIterator(rocksdb::ReadOptions())); // CHECK: [[@LINE]]:38: warning: 'it' is still open when the coroutine suspends
  for (it->SeekToFirst(); it->Valid(); it->Next())
    co_await send(it->value().ToString());
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
}

task level(leveldb::DB *db) {
  leveldb::Iterator *it = db->NewIterator(leveldb::ReadOptions()); // CHECK: [[@LINE]]:22: warning: 'it' is still open when the coroutine suspends
  co_await send("begin");
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  delete it;
}

task pinned(rocksdb::DB *db, const std::string &key) {
  rocksdb::ManagedSnapshot snapshot(db); // CHECK: [[@LINE]]:28: warning: 'snapshot' is still open when the coroutine suspends
  rocksdb::ReadOptions options;
  options.snapshot = snapshot.snapshot();
  std::string value;
  db->Get(options, key, &value);
  co_await send(value);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'snapshot' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
}

task transaction(rocksdb::TransactionDB *db, const std::string &key) {
  std::unique_ptr<rocksdb::Transaction> txn(db->BeginTransaction(rocksdb::WriteOptions())); // CHECK: [[@LINE]]:41: warning: 'txn' is still open when the coroutine suspends
  txn->Put(key, "value");
  co_await send(key);
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'txn' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  txn->Commit();
}

// Silent: the values are owned, the iterator is gone.
task copied(rocksdb::DB *db) {
  std::string value;
  {
    std::unique_ptr<rocksdb::Iterator> it(db->NewIterator(rocksdb::ReadOptions()));
    it->SeekToFirst();
    if (it->Valid())
      value = it->value().ToString();
  }
  co_await send(value);
}

task committed(rocksdb::TransactionDB *db, const std::string &key) {
  std::unique_ptr<rocksdb::Transaction> txn(db->BeginTransaction(rocksdb::WriteOptions()));
  txn->Put(key, "value");
  if (txn->Commit().ok())
    co_await send(key);
}

task snapshot(leveldb::DB *db) {
  leveldb::ReadOptions options;
  options.snapshot = db->GetSnapshot();
  std::string value;
  db->Get(options, "key", &value);
  db->ReleaseSnapshot(options.snapshot);
  co_await send(value);
}

// Silent: what a container is given is no iterator of a database.
task table(std::map<int, int> &from) {
  std::map<int, int> copy;
  for (auto &[key, value] : from)
    copy.emplace(key, value);
  co_await send(std::string());
  copy.clear();
}
