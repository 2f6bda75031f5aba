// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"
#include "analysis/HolderModel.h"
#include "analysis/HolderTypes.h"

namespace ron {

/// The default of the option 'IteratorTypes'.
inline constexpr StringRef DefaultIteratorTypes =
    "rocksdb::Iterator;rocksdb::Transaction;rocksdb::Snapshot;rocksdb::ManagedSnapshot;"
    "leveldb::Iterator;leveldb::Snapshot;"
    "rocksdb_iterator_t;rocksdb_transaction_t;leveldb_iterator_t;MDB_cursor;MDB_txn;sqlite3_stmt;"
    "lmdb::cursor;lmdb::txn;pqxx::transaction;pqxx::robusttransaction;pqxx::work";

/// How database iterators, cursors, statements, snapshots and transactions live in one function: what opens them, holds
/// them and closes them.
class CursorModel : public HolderModel {
public:
  CursorModel(const Globs &IteratorTypes, const FunctionDecl &Function);

  std::optional<bool> truth(const Expr &Condition, World &W, bool Tested) override;

private:
  bool holds(QualType Type) const override { return isRawCursor(Type) || Types.holds(Type); }
  bool arrivesAlive(QualType Type) const override { return !isRawCursor(Type) && !isStatement(Type); }
  Birth birthByConstructor(const CXXConstructExpr &Construct) override;
  Birth birthByCall(const CallExpr &Call) override;
  void call(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) override;
  void other(const Stmt &S, World &W) override;

  bool isRawCursor(QualType Type) const;
  bool isStatement(QualType Type) const;
  void ownerCall(const CXXMemberCallExpr &Call, const Place &Owner, World &W);
  void cCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others);
  void step(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void assign(const BinaryOperator &Assignment, World &W);
  void remember(const ValueDecl &Var, const Expr &Value, World &W);

  const Globs &IteratorTypes;
  HolderTypes Types, Statements;
};

} // namespace ron
