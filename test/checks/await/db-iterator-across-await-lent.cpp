// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
#include "mock/database.h"

void use(unsigned long);
task<> after(unsigned long);
struct Text {
  explicit Text(rocksdb::Slice slice);
  unsigned long size() const;
};
std::unique_ptr<rocksdb::Iterator> scan(rocksdb::DB &db);

// Reported: what an iterator of somebody else lent.
task<> by_reference(rocksdb::Iterator &it) {
  const rocksdb::Slice value = it.value();
  co_await next();
  use(value.size());
  // CHECK: [[@LINE-3]]:24: warning: 'value' refers into 'it' and is used after the coroutine was suspended
  // CHECK: [[@LINE-3]]:3: note: suspends here
  // CHECK: [[@LINE-3]]:7: note: used here
}

task<> part(rocksdb::Iterator *it) {
  const char *bytes = it->key().data();
  co_await next();
  use(bytes[0]);
  // CHECK: [[@LINE-3]]:15: warning: 'bytes' refers into 'it' and is used after the coroutine was suspended
  // CHECK: [[@LINE-3]]:3: note: suspends here
  // CHECK: [[@LINE-3]]:7: note: used here
}

struct Reader {
  std::unique_ptr<rocksdb::Iterator> it_;
  task<> read() {
    auto key = it_->key();
    co_await next();
    use(key.size());
    // CHECK: [[@LINE-3]]:10: warning: 'key' refers into 'it_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
  }
};

// Once: the iterator is open, and that is reported.
task<> of_an_open_one(rocksdb::DB &db) {
  auto it = scan(db);
  auto key = it->key();
  co_await next();
  // CHECK: [[@LINE-3]]:8: warning: 'it' is still open when the coroutine suspends
  // CHECK: [[@LINE-2]]:3: note: suspends here while 'it' is open
  // CHECK: [[@LINE-3]]:3: note: copy what is needed into owned values, and close it before
  use(key.size());
}

// Silent: copied, taken again, or not used any more.
task<> copied(rocksdb::Iterator &it) {
  const Text text(it.value());
  const unsigned long size = it.value().size();
  co_await next();
  use(text.size() + size);
}
task<> again(rocksdb::Iterator &it) {
  auto key = it.key();
  use(key.size());
  co_await next();
  key = it.key();
  use(key.size());
}
task<> used_before(rocksdb::Iterator &it) {
  auto key = it.key();
  co_await after(key.size());
}
