// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for database libraries, with their real names and shapes.
#pragma once

#include "mock/coroutine.h"
#include "mock/mutex.h"

namespace rocksdb {

class Slice {
public:
  const char *data() const;
  unsigned long size() const;
  const char *data_;
  unsigned long size_;
};

class Iterator {
public:
  virtual ~Iterator();
  virtual bool Valid() const = 0;
  virtual void Seek(const Slice &) = 0;
  virtual void SeekToFirst() = 0;
  virtual void Next() = 0;
  virtual Slice key() const = 0;
  virtual Slice value() const = 0;
};

struct ReadOptions {};
struct Status {
  bool ok() const;
};

class Snapshot;

class Transaction {
public:
  virtual ~Transaction();
  virtual Status Commit() = 0;
  virtual Status Rollback() = 0;
  virtual Status Put(const Slice &, const Slice &) = 0;
  virtual Iterator *GetIterator(const ReadOptions &) = 0;
};

class DB {
public:
  virtual Iterator *NewIterator(const ReadOptions &) = 0;
  virtual const Snapshot *GetSnapshot() = 0;
  virtual void ReleaseSnapshot(const Snapshot *) = 0;
  Transaction *BeginTransaction();
};

class ManagedSnapshot {
public:
  explicit ManagedSnapshot(DB *db);
  ~ManagedSnapshot();
};

} // namespace rocksdb

extern "C" {
typedef struct MDB_env MDB_env;
typedef struct MDB_txn MDB_txn;
typedef struct MDB_cursor MDB_cursor;
int mdb_txn_begin(MDB_env *env, MDB_txn *parent, unsigned flags, MDB_txn **txn);
int mdb_txn_commit(MDB_txn *txn);
void mdb_txn_abort(MDB_txn *txn);
void mdb_txn_reset(MDB_txn *txn);
int mdb_txn_renew(MDB_txn *txn);
int mdb_cursor_open(MDB_txn *txn, unsigned dbi, MDB_cursor **cursor);
int mdb_cursor_get(MDB_cursor *cursor, void *key, void *data, int op);
void mdb_cursor_close(MDB_cursor *cursor);

#define SQLITE_OK 0
#define SQLITE_ROW 100
#define SQLITE_DONE 101
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int size, sqlite3_stmt **statement, const char **tail);
int sqlite3_bind_int(sqlite3_stmt *statement, int column, int value);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_column_int(sqlite3_stmt *statement, int column);
int sqlite3_reset(sqlite3_stmt *statement);
int sqlite3_finalize(sqlite3_stmt *statement);
}

namespace lmdb {

class txn {
public:
  static txn begin(MDB_env *env);
  txn(txn &&) noexcept;
  ~txn();
  void commit();
  void abort();
};

class cursor {
public:
  static cursor open(const txn &, unsigned dbi);
  cursor(cursor &&) noexcept;
  ~cursor();
  bool get(int &key, int op);
  void close();
};

} // namespace lmdb

namespace pqxx {

class connection;
struct result {};
template <int Level = 0> class transaction {
public:
  explicit transaction(connection &);
  ~transaction();
  result exec(const char *);
  void commit();
};
using work = transaction<>;

} // namespace pqxx
