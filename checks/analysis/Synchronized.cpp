// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Synchronized.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

SynchronizedTypes::SynchronizedTypes(const Globs &Listed)
    : Listed(Listed), Guards(DefaultLockGuardTypes, DefaultLockGuardTypes),
      AsyncMutexes(DefaultAsyncMutexTypes, DefaultAsyncMutexTypes), Locks(Guards, AsyncMutexes) {}

QualType pointeeOf(QualType Type) {
  if (Type->isPointerType())
    return Type->getPointeeType();
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  if (!Class || !nameOf(*Class).ends_with("_ptr") || Class->getTemplateArgs().size() == 0 ||
      Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Class->getTemplateArgs()[0].getAsType();
}

/// A class by its own name, and a type of C by the name that it is used by.
bool SynchronizedTypes::isListed(QualType Type) const {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Class && Listed.matches(*Class))
    return true;
  for (QualType Sugar = Type; const auto *Alias = Sugar->getAs<TypedefType>();) {
    if (Listed.matches(*Alias->getDecl()))
      return true;
    Sugar = Alias->getDecl()->getUnderlyingType();
  }
  return false;
}

bool SynchronizedTypes::isSafe(QualType Type) const {
  if (Type->isDependentType())
    return true; // silent: the instantiations tell
  if (const ArrayType *Array = Type->getAsArrayTypeUnsafe())
    return isSafe(Array->getElementType());
  if (Type->isReferenceType() || isListed(Type))
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Type.isConstQualified())
    return !hasOpenParts(Type);
  return Class && isSafeClass(*Class);
}

bool SynchronizedTypes::ownsMutex(const CXXRecordDecl &Class) const {
  const auto IsMutex = [&](QualType Type) {
    const QualType Pointee = pointeeOf(Type);
    const QualType Held = Pointee.isNull() ? Type : Pointee;
    const CXXRecordDecl *Part = Held->getAsCXXRecordDecl();
    return (Part && Locks.isMutex(Part->getDefinition())) || (Part && isOneOf(nameOf(*Part), {"mutex", "Mutex"})) ||
           Held.getAsString().find("pthread_mutex_t") == 0;
  };
  return llvm::any_of(Class.fields(), [&](const FieldDecl *Field) { return IsMutex(Field->getType()); });
}

/// Whether \p Class keeps all its state behind a pointer to a class that is not known here.
static bool hidesState(const CXXRecordDecl &Class) {
  const auto IsHidden = [](const FieldDecl *Field) {
    const QualType Pointee = pointeeOf(Field->getType());
    const CXXRecordDecl *Part = Pointee.isNull() ? nullptr : Pointee->getAsCXXRecordDecl();
    return Part && !Part->hasDefinition();
  };
  return !Class.field_empty() && llvm::all_of(Class.fields(), IsHidden);
}

bool SynchronizedTypes::isSafeClass(const CXXRecordDecl &Class) const {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || Definition->isLambda())
    return true; // silent: it cannot be seen, or has what it captured, which cannot be named
  const auto [Entry, New] = Known.try_emplace(Definition, true);
  if (!New)
    return Entry->second;
  const auto IsSafeBase = [&](const CXXBaseSpecifier &Base) { return isSafe(Base.getType()); };
  const auto IsSafeField = [&](const FieldDecl *Field) { return isSafe(Field->getType()); };
  const bool Guarded = ownsMutex(*Definition) || hidesState(*Definition) ||
                       llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
                         const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
                         return Record && Record->hasDefinition() && ownsMutex(*Record->getDefinition());
                       });
  const bool Safe = Guarded || (!Definition->isUnion() && llvm::all_of(Definition->bases(), IsSafeBase) &&
                                llvm::all_of(Definition->fields(), IsSafeField));
  return Known[Definition] = Safe;
}

bool SynchronizedTypes::hasOpenParts(QualType Type) const {
  const CXXRecordDecl *Class = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  if (!Definition || Definition->isInStdNamespace() || isListed(Type) || ownsMutex(*Definition))
    return false;
  return llvm::any_of(Definition->fields(),
                      [&](const FieldDecl *Field) {
                        return Field->isMutable() ? !isSafe(Field->getType()) : hasOpenParts(Field->getType());
                      }) ||
         llvm::any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) { return hasOpenParts(Base.getType()); });
}

} // namespace ron
