// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BlockingCalls.h"
#include "analysis/Globs.h"

namespace ron {

/// The default of the option 'WorkFunctions': storage and files.
inline constexpr StringRef DefaultWorkFunctions =
    "rocksdb::DB::*;leveldb::DB::*;sqlite3_*;PQexec*;mysql_*query;pqxx::*;mongocxx::*;sw::redis::*;drogon::orm::*;"
    "std::filesystem::*;std::basic_*fstream::*;*Store::*;*Storage::*;*Database::*;*Repository::*";

/// What a handler does for a request beyond reading it and building a response: storage and other I/O, locks, starting
/// tasks, awaiting.
class HandlerWork {
public:
  HandlerWork(const Globs &WorkFunctions, ASTContext &Context);

  /// What \p S does by itself, as a declaration to name; null when it is no work.
  const NamedDecl *nameOfWork(const Stmt &S, const Stmt &Body) const;

private:
  bool works(const FunctionDecl &Function) const;

  const Globs &WorkFunctions;
  ASTContext &Context;
  const Globs None, Spawns, Guards, Safe;
  const BlockingCalls Blocks;
  mutable llvm::DenseMap<const FunctionDecl *, bool> Known;
  mutable unsigned Depth = 0;
};

} // namespace ron
