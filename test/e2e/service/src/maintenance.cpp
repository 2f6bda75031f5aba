// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "maintenance.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace gateway {

class Compactor::Worker {
public:
  explicit Worker(rocksdb::DB &db) : db_(db), thread_([this] { run(); }) {}
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;
  ~Worker() { thread_.join(); } // planted: blocking-destructor

  void wait_started();
  std::future<bool> enqueue();

  /// The thread ends when it has done what is asked for already.
  void stop();

private:
  using Job = std::promise<bool>;

  void run();

  rocksdb::DB &db_;
  std::atomic<bool> started_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::thread thread_; // starts when all the rest is there
};

void Compactor::Worker::wait_started() {
  while (!started_.load())
    std::this_thread::sleep_for(std::chrono::milliseconds(1)); // planted: magic-sleep
}

std::future<bool> Compactor::Worker::enqueue() {
  Job job;
  std::future<bool> done = job.get_future();
  std::unique_lock lock(mutex_);
  if (stopping_) {
    lock.unlock();
    job.set_value(false);
    return done;
  }
  jobs_.push_back(std::move(job));
  lock.unlock();
  wake_.notify_one();
  return done;
}

void Compactor::Worker::run() {
  started_.store(true);
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty())
      return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    const rocksdb::Status status =
        db_.CompactRange(rocksdb::CompactRangeOptions(), nullptr, nullptr);
    job.set_value(status.ok());
    lock.lock();
  }
}

void Compactor::Worker::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
}

Compactor::Compactor(rocksdb::DB &db) : worker_(std::make_unique<Worker>(db)) {
  worker_->wait_started();
}

Compactor::~Compactor() { worker_->stop(); }

std::future<bool> Compactor::request() { return worker_->enqueue(); }

} // namespace gateway
