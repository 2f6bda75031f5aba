// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include <rocksdb/db.h>

#include <future>
#include <memory>

namespace gateway {

/// Compacts the database on a thread of its own, one request after the other.
class Compactor {
public:
  explicit Compactor(rocksdb::DB &db);
  Compactor(const Compactor &) = delete;
  Compactor &operator=(const Compactor &) = delete;
  ~Compactor();

  /// Becomes true when the compaction went well, false when it failed or will not run any more.
  std::future<bool> request();

private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

} // namespace gateway
