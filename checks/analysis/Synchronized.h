// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/LockTypes.h"

namespace ron {

/// The default of the option 'SynchronizedTypes'.
inline constexpr StringRef DefaultSynchronizedTypes =
    "std::atomic*;std::__atomic_base;std::*mutex;std::once_flag;std::condition_variable*;std::latch;std::barrier;"
    "std::counting_semaphore;std::stop_source;std::basic_osyncstream;std::locale::id;boost::atomic*;boost::*mutex;"
    "boost::once_flag;boost::condition_variable*;boost::latch;boost::barrier;boost::synchronized_value;"
    "boost::lockfree::*;boost::concurrent_*;absl::Mutex;absl::CondVar;absl::once_flag;absl::Notification;"
    "absl::BlockingCounter;absl::Barrier;folly::Synchronized;folly::*Baton;folly::ConcurrentHashMap*;"
    "folly::Atomic*;tbb::concurrent_*;tbb::*::concurrent_*;oneapi::tbb::*::concurrent_*;moodycamel::*;"
    "*tss_ptr;*thread_specific_ptr;folly::ThreadLocal*;QThreadStorage;"
    // Event loops, and what runs on several threads at once.
    "boost::asio::*_context;boost::asio::thread_pool;boost::asio::*strand;asio::*_context;asio::thread_pool;"
    "asio::*strand;*::thread_pool;*::ThreadPool;*::EventLoop;folly::*Executor;QMutex;QReadWriteLock;QWaitCondition;"
    "QSemaphore;QAtomic*;pthread_*_t;sem_t;mtx_t;cnd_t;once_flag;uv_loop_t;sig_atomic_t;__sig_atomic_t";

/// Which objects several threads may use at once.
class SynchronizedTypes {
public:
  explicit SynchronizedTypes(const Globs &Listed);

  /// Whether an object of \p Type synchronises itself, cannot change, or has no state.
  bool isSafe(QualType Type) const;

  /// Whether a const object of \p Type may change all the same: it has 'mutable' parts that are not safe.
  bool hasOpenParts(QualType Type) const;

  /// Forgets the declarations of the last translation unit.
  void reset() const { Known.clear(); }

private:
  bool isListed(QualType Type) const;
  bool isSafeClass(const CXXRecordDecl &Class) const;
  bool ownsMutex(const CXXRecordDecl &Class) const;

  const Globs &Listed;
  const Globs Guards, AsyncMutexes;
  const LockTypes Locks;
  mutable llvm::DenseMap<const CXXRecordDecl *, bool> Known;
};

/// The type of the object that a plain or smart pointer of \p Type leads to; null for any other type.
QualType pointeeOf(QualType Type);

} // namespace ron
