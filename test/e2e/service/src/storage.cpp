// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "storage.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

namespace gateway {
namespace {

constexpr std::size_t address_length = 64;

std::unique_ptr<rocksdb::DB> open_database(const std::filesystem::path &directory) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.max_background_jobs = 2;
  rocksdb::Status status;
  for (int attempt = 1; attempt <= 3; ++attempt) {
    rocksdb::DB *opened = nullptr;
    status = rocksdb::DB::Open(options, directory.string(), &opened);
    if (status.ok())
      return std::unique_ptr<rocksdb::DB>(opened);
    // allow-sleep (back-off: the process that is being replaced may hold the lock file a little)
    std::this_thread::sleep_for(std::chrono::milliseconds(20 * attempt));
  }
  throw std::runtime_error("cannot open " + directory.string() + ": " + status.ToString());
}

} // namespace

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  std::string text;
  text.reserve(2 * length);
  for (unsigned i = 0; i < length; ++i) {
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

bool is_address(std::string_view text) {
  return text.size() == address_length &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

ObjectStore::ObjectStore(const std::filesystem::path &directory) : db_(open_database(directory)) {}

bool ObjectStore::put(const std::string &address, const std::string &body) {
  return db_->Put(rocksdb::WriteOptions(), address, body).ok();
}

ObjectStore::Lookup ObjectStore::get(const std::string &address) const {
  std::string body;
  const rocksdb::Status status = db_->Get(rocksdb::ReadOptions(), address, &body);
  if (status.IsNotFound())
    return StoreError::not_found;
  if (!status.ok())
    return StoreError::unavailable;
  if (sha256_hex(body) != address)
    return StoreError::corrupt;
  return body;
}

std::vector<std::string> ObjectStore::addresses(std::size_t limit) const {
  std::vector<std::string> found;
  std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(rocksdb::ReadOptions()));
  for (it->SeekToFirst(); it->Valid() && found.size() < limit; it->Next())
    found.push_back(it->key().ToString());
  return found;
}

awaitable<std::optional<std::string>> ObjectCache::find(std::string address) {
  std::shared_lock lock(mutex_); // planted: lock-across-await
  const auto entry = entries_.find(address);
  if (entry == entries_.end())
    co_return std::nullopt;
  std::string body = entry->second;
  co_await bus_.publish(Event(EventKind::cache_hit, std::move(address), body.size()));
  co_return body;
}

awaitable<void> ObjectCache::insert(std::string address, std::string body) {
  const std::size_t bytes = body.size();
  std::scoped_lock lock(mutex_); // planted: lock-across-await
  if (entries_.insert_or_assign(address, std::move(body)).second)
    order_.push_back(address);
  if (order_.size() > capacity_) {
    entries_.erase(order_.front());
    order_.pop_front();
  }
  co_await bus_.publish(Event(EventKind::cached, std::move(address), bytes));
}

std::size_t ObjectCache::size() const {
  std::shared_lock lock(mutex_);
  return entries_.size();
}

awaitable<std::uint64_t> Ledger::record(std::string address, std::uint64_t bytes) {
  std::lock_guard lock(mutex_); // planted: lock-across-await
  objects_[address] = bytes;
  total_ += bytes;
  const std::uint64_t total = total_;
  co_await bus_.publish(Event(EventKind::stored, std::move(address), bytes));
  co_return total;
}

std::uint64_t Ledger::bytes_of(const std::string &address) const {
  std::lock_guard lock(mutex_);
  const auto object = objects_.find(address);
  return object == objects_.end() ? 0 : object->second;
}

} // namespace gateway
