// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"
#include "analysis/HolderTypes.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace ron {

/// The default of the option 'LockGuardTypes'.
inline constexpr StringRef DefaultLockGuardTypes =
    "std::lock_guard;std::unique_lock;std::scoped_lock;std::shared_lock;"
    "boost::lock_guard;boost::unique_lock;boost::shared_lock;boost::upgrade_lock;boost::upgrade_to_unique_lock;"
    "boost::shared_lock_guard;boost::strict_lock;boost::strict_lock_ptr;boost::unique_lock_ptr;"
    "boost::nested_strict_lock;boost::interprocess::scoped_lock;"
    "absl::MutexLock;absl::ReaderMutexLock;absl::WriterMutexLock;absl::ReleasableMutexLock;absl::MutexLockMaybe;"
    "folly::LockedPtr;QMutexLocker;QReadLocker;QWriteLocker";

/// The default of the option 'AsyncMutexTypes'.
inline constexpr StringRef DefaultAsyncMutexTypes =
    "folly::coro::Mutex;folly::coro::SharedMutex*;coro::mutex;coro::shared_mutex;cppcoro::async_mutex;"
    "async_simple::coro::Mutex;async_simple::coro::SharedMutex;async_simple::coro::SpinLock;"
    "seastar::semaphore;seastar::basic_semaphore;seastar::rwlock;seastar::shared_mutex;unifex::async_mutex";

/// The standard library's templates through which a guard can be owned.
inline constexpr StringRef OwningTemplates[] = {"optional", "unique_ptr"};

/// What is known of locks by their types.
class LockTypes {
public:
  LockTypes(const Globs &GuardTypes, const Globs &AsyncMutexTypes)
      : GuardTypes(GuardTypes), AsyncMutexTypes(AsyncMutexTypes),
        Holders([this](const CXXRecordDecl &Class) { return isGuard(&Class); }, OwningTemplates) {}

  /// Whether \p Class locks in its constructor and unlocks in its destructor.
  bool isGuard(const CXXRecordDecl *Class) const;
  bool isGuard(QualType Type) const;

  /// Whether an object of \p Type is a guard or owns one.
  bool holdsGuard(QualType Type) const { return Holders.holds(Type); }

  /// Whether \p Class can be locked by itself: 'void lock()' and 'void unlock()', and the name or the company of a
  /// mutex.
  bool isMutex(const CXXRecordDecl *Class) const;

  enum class Waiting { BlocksThread, Suspends, Unknown };
  /// How locking a mutex of \p Class waits.
  Waiting waiting(const CXXRecordDecl *Class) const;
  /// How a guard or an owner of guards of \p Type waits; decided by its mutex. \p Adopts: the guard itself locks
  /// nothing that could block.
  Waiting guardWaiting(QualType Type, bool Adopts) const;

private:
  bool hasAsyncMembers(const CXXRecordDecl &Mutex) const;

  const Globs &GuardTypes;
  const Globs &AsyncMutexTypes;
  HolderTypes Holders;
};

/// What a call does to the lock that it names.
enum class LockAction {
  None,
  Lock,     // waits until it is held
  TryLock,  // true when it is held
  TryLockC, // zero when it is held
  Unlock,
  Touch, // may have done anything to it
};

/// The effect of the member function \p Method on the mutex or guard it is called on, by its name and by the capability
/// attributes of its class.
LockAction lockAction(const CXXMethodDecl &Method);

/// The effect of the free function \p Function on the mutex that its first argument points to.
LockAction lockAction(const FunctionDecl &Function);

/// How a guard's constructor was told to treat the mutex, by its tag or time-out argument.
enum class LockTag { Locks, Defers, Adopts, Tries };
LockTag lockTag(ArrayRef<const Expr *> Arguments);

} // namespace ron
