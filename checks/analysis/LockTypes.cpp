// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LockTypes.h"

#include "analysis/Coroutines.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

bool LockTypes::isGuard(const CXXRecordDecl *Class) const {
  return Class && (GuardTypes.matches(*Class) || Class->hasAttr<ScopedLockableAttr>());
}

bool LockTypes::isGuard(QualType Type) const {
  return !Type->isReferenceType() && !Type->isPointerType() && isGuard(recordOf(Type));
}

/// The member function \p Name of \p Class or its bases without required parameters; null where there is none.
static const CXXMethodDecl *method(const CXXRecordDecl &Class, StringRef Name) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition)
    return nullptr;
  for (const CXXMethodDecl *Method : Definition->methods())
    if (nameOf(*Method) == Name && Method->getMinRequiredArguments() == 0)
      return Method;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *Parent = Base.getType()->getAsCXXRecordDecl())
      if (const CXXMethodDecl *Method = method(*Parent, Name))
        return Method;
  return nullptr;
}

bool LockTypes::isMutex(const CXXRecordDecl *Class) const {
  if (!Class || isGuard(Class))
    return false;
  if (Class->hasAttr<CapabilityAttr>())
    return true;
  const auto Blocks = [&](StringRef Name) {
    const CXXMethodDecl *Method = method(*Class, Name);
    return Method && Method->getReturnType()->isVoidType();
  };
  if (!(Blocks("lock") && Blocks("unlock")) && !(Blocks("Lock") && Blocks("Unlock")))
    return false;
  const std::string Name = nameOf(*Class).lower();
  return method(*Class, "try_lock") || method(*Class, "tryLock") || method(*Class, "TryLock") ||
         StringRef(Name).contains("mutex") || StringRef(Name).contains("lock");
}

bool LockTypes::hasAsyncMembers(const CXXRecordDecl &Mutex) const {
  for (const StringRef Name : {"co_lock", "async_lock", "lock_async", "coLock", "co_scoped_lock", "coScopedLock",
                               "scoped_lock_async", "co_lock_shared", "co_scoped_lock_shared", "async_lock_shared"})
    if (const CXXRecordDecl *Definition = Mutex.getDefinition())
      for (const Decl *Member : Definition->decls())
        if (const auto *Named = dyn_cast<NamedDecl>(Member); Named && nameOf(*Named) == Name)
          return true;
  return false;
}

LockTypes::Waiting LockTypes::waiting(const CXXRecordDecl *Class) const {
  if (!Class)
    return Waiting::Unknown;
  if (AsyncMutexTypes.matches(*Class))
    return Waiting::Suspends;
  const CXXMethodDecl *Lock = method(*Class, "lock");
  if (Lock && !Lock->getReturnType()->isVoidType() && isAwaitable(Lock->getReturnType()))
    return Waiting::Suspends;
  return !Lock && hasAsyncMembers(*Class) ? Waiting::Suspends : Waiting::BlocksThread;
}

LockTypes::Waiting LockTypes::guardWaiting(QualType Type, bool Adopts) const {
  const CXXRecordDecl *Class = recordOf(Type);
  if (!Class || Class->isDependentType() || Type->isDependentType())
    return Waiting::Unknown;
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  const auto All = [&](llvm::function_ref<Waiting(QualType)> Of, ArrayRef<QualType> Types) {
    bool AnySuspends = false;
    for (QualType T : Types) {
      const Waiting W = Of(T);
      if (W == Waiting::BlocksThread)
        return W;
      AnySuspends |= W == Waiting::Suspends;
    }
    return AnySuspends ? Waiting::Suspends : Waiting::BlocksThread;
  };
  if (isGuard(Class)) {
    if (!Special)
      return Waiting::BlocksThread;
    return All(
        [&](QualType T) {
          const CXXRecordDecl *Mutex = T->getAsCXXRecordDecl();
          if (!Mutex)
            return Waiting::Unknown;
          return Adopts && hasAsyncMembers(*Mutex) ? Waiting::Suspends : waiting(Mutex);
        },
        typeArguments(*Special));
  }
  SmallVector<QualType, 4> Parts = Holders.partsOf(*Class);
  llvm::erase_if(Parts, [&](QualType T) { return !holdsGuard(T); });
  return All([&](QualType T) { return guardWaiting(T, Adopts); }, Parts);
}

LockAction lockAction(const CXXMethodDecl &Method) {
  const StringRef Name = nameOf(Method);
  if (isOneOf(Name, {"lock", "Lock", "relock", "lock_shared", "lock_upgrade", "ReaderLock", "WriterLock", "lockForRead",
                     "lockForWrite", "lockShared"}))
    return LockAction::Lock;
  if (isOneOf(Name, {"try_lock", "tryLock", "TryLock", "try_lock_for", "try_lock_until", "try_lock_shared",
                     "try_lock_shared_for", "try_lock_shared_until", "try_lock_upgrade", "ReaderTryLock",
                     "WriterTryLock", "tryLockForRead", "tryLockForWrite"}))
    return LockAction::TryLock;
  if (isOneOf(Name, {"unlock", "Unlock", "unlock_shared", "unlock_upgrade", "ReaderUnlock", "WriterUnlock",
                     "unlockShared", "release", "Release", "reset"}))
    return LockAction::Unlock;
  return LockAction::None;
}

LockAction lockAction(const FunctionDecl &Function) {
  if (Function.getNumParams() == 0)
    return LockAction::None;
  const StringRef Name = nameOf(Function);
  if (isOneOf(Name, {"pthread_mutex_lock", "pthread_spin_lock", "mtx_lock", "pthread_rwlock_rdlock",
                     "pthread_rwlock_wrlock"}))
    return LockAction::Lock;
  if (isOneOf(Name, {"pthread_mutex_trylock", "pthread_spin_trylock", "mtx_trylock", "pthread_mutex_timedlock",
                     "pthread_rwlock_tryrdlock", "pthread_rwlock_trywrlock"}))
    return LockAction::TryLockC;
  if (isOneOf(Name, {"pthread_mutex_unlock", "pthread_rwlock_unlock", "pthread_spin_unlock", "mtx_unlock"}))
    return LockAction::Unlock;
  return LockAction::None;
}

LockTag lockTag(ArrayRef<const Expr *> Arguments) {
  for (const Expr *Argument : Arguments) {
    const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl();
    const StringRef Name = Class ? nameOf(*Class) : StringRef();
    if (isOneOf(Name, {"defer_lock_t", "dont_lock_t"}))
      return LockTag::Defers;
    if (isOneOf(Name, {"adopt_lock_t", "accept_ownership_type"}))
      return LockTag::Adopts;
    if (isOneOf(Name, {"try_to_lock_t", "try_to_lock_type", "duration", "time_point"}))
      return LockTag::Tries;
  }
  return LockTag::Locks;
}

} // namespace ron
