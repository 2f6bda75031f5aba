// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "events.h"

#include <rocksdb/db.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace gateway {

std::string sha256_hex(std::string_view bytes);

/// Whether the text can be the SHA-256 of something, in lower-case hexadecimal.
bool is_address(std::string_view text);

enum class StoreError { not_found, corrupt, unavailable };

/// Objects by content address, in RocksDB.
class ObjectStore {
public:
  using Lookup = std::variant<std::string, StoreError>;

  explicit ObjectStore(const std::filesystem::path &directory);

  bool put(const std::string &address, const std::string &body);
  Lookup get(const std::string &address) const;
  std::vector<std::string> addresses(std::size_t limit) const;

  rocksdb::DB &db() const { return *db_; }

private:
  std::unique_ptr<rocksdb::DB> db_;
};

/// The objects that were asked for last, in memory.
class ObjectCache {
public:
  ObjectCache(EventBus &bus, std::size_t capacity) : bus_(bus), capacity_(capacity) {}

  awaitable<std::optional<std::string>> find(std::string address);
  awaitable<void> insert(std::string address, std::string body);
  std::size_t size() const;

private:
  EventBus &bus_;
  const std::size_t capacity_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::string> entries_;
  std::list<std::string> order_;
};

/// How many bytes were taken in, in total and for each object.
class Ledger {
public:
  explicit Ledger(EventBus &bus) : bus_(bus) {}

  /// Books the object, tells the bus, and gives the new total.
  awaitable<std::uint64_t> record(std::string address, std::uint64_t bytes);
  std::uint64_t bytes_of(const std::string &address) const;

private:
  EventBus &bus_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::uint64_t> objects_;
  std::uint64_t total_ = 0;
};

} // namespace gateway
