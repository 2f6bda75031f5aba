// RUN: %ron_check %s ron-db-iterator-across-await -std=c++20
#include "mock/database.h"

task<> after(unsigned long value);
void use(int);
void keep(MDB_cursor *);

// Reported: C handles between open and close, and what wraps them.
task<> cursor(MDB_txn *txn) {
  MDB_cursor *cursor;
  if (mdb_cursor_open(txn, 0, &cursor) != 0) // CHECK: [[@LINE]]:7: warning: 'cursor' is still open when the coroutine suspends
    co_return;
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'cursor' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  mdb_cursor_close(cursor);
}

struct Environment {
  MDB_env *env;
  MDB_txn *txn = nullptr;
  task<> write() {
    mdb_txn_begin(env, nullptr, 0, &txn); // CHECK: [[@LINE]]:5: warning: 'txn' is still open when the coroutine suspends
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'txn' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
    mdb_txn_commit(txn);
  }
};

task<> wrapped(MDB_env *env) {
  auto txn = lmdb::txn::begin(env); // CHECK: [[@LINE]]:8: warning: 'txn' is still open when the coroutine suspends
  auto cursor = lmdb::cursor::open(txn, 0);
  int key;
  while (cursor.get(key, 0))
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'txn' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
  // CHECK: [[@LINE-6]]:8: warning: 'cursor' is still open when the coroutine suspends
  // CHECK: [[@LINE-4]]:5: note: suspends here while 'cursor' is open
  // CHECK: [[@LINE-5]]:5: note: copy what is needed into owned values, and close it before
}

task<> work(pqxx::connection &connection) {
  pqxx::work work{connection}; // CHECK: [[@LINE]]:14: warning: 'work' is still open when the coroutine suspends
  co_await next();
  // CHECK: [[@LINE-1]]:3: note: suspends here while 'work' is open
  // CHECK: [[@LINE-2]]:3: note: copy what is needed into owned values, and close it before
  work.commit();
}

// Reported: a statement from its first step on.
task<> statement(sqlite3 *db) {
  sqlite3_stmt *rows = nullptr;
  sqlite3_prepare_v2(db, "select 1", -1, &rows, nullptr);
  while (sqlite3_step(rows) == SQLITE_ROW) // CHECK: [[@LINE]]:10: warning: 'rows' is still open when the coroutine suspends
    co_await after(sqlite3_column_int(rows, 0));
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'rows' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
  sqlite3_finalize(rows);
}

task<> statement_by_code(sqlite3_stmt *rows) {
  int code = sqlite3_step(rows); // CHECK: [[@LINE]]:14: warning: 'rows' is still open when the coroutine suspends
  while (code == SQLITE_ROW) {
    co_await next();
  // CHECK: [[@LINE-1]]:5: note: suspends here while 'rows' is open
  // CHECK: [[@LINE-2]]:5: note: copy what is needed into owned values, and close it before
    code = sqlite3_step(rows);
  }
  co_await next();
  sqlite3_reset(rows);
}

// Silent: closed before.
task<> closed(MDB_txn *txn) {
  MDB_cursor *cursor;
  mdb_cursor_open(txn, 0, &cursor);
  mdb_cursor_close(cursor);
  co_await next();
}
task<> aborted(MDB_env *env) {
  MDB_txn *txn;
  mdb_txn_begin(env, nullptr, 0, &txn);
  mdb_txn_abort(txn);
  auto other = lmdb::txn::begin(env);
  other.commit();
  co_await next();
}
task<> parked(MDB_txn *txn) {
  mdb_txn_renew(txn);
  mdb_txn_reset(txn);
  co_await next();
}
task<> kept(MDB_txn *txn) {
  MDB_cursor *cursor;
  mdb_cursor_open(txn, 0, &cursor);
  keep(cursor);
  co_await next();
}

// Silent: prepared is not open, and without a row a statement has closed what it opened.
task<> prepared(sqlite3 *db) {
  sqlite3_stmt *rows = nullptr;
  sqlite3_prepare_v2(db, "select 1", -1, &rows, nullptr);
  sqlite3_bind_int(rows, 1, 2);
  co_await next();
  sqlite3_finalize(rows);
}
task<> stepped_to_the_end(sqlite3_stmt *rows) {
  while (sqlite3_step(rows) == SQLITE_ROW)
    use(sqlite3_column_int(rows, 0));
  co_await next();
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW)
    use(sqlite3_column_int(rows, 0));
  co_await next();
  code = sqlite3_step(rows);
  if (code == SQLITE_ROW)
    co_return;
  co_await next();
  if (sqlite3_step(rows) != SQLITE_DONE)
    co_return;
  co_await next();
}
task<> reset(sqlite3_stmt *rows) {
  if (sqlite3_step(rows) != SQLITE_ROW)
    co_return;
  const int value = sqlite3_column_int(rows, 0);
  sqlite3_reset(rows);
  co_await after(value);
}
