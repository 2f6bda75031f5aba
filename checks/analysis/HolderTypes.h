// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include <functional>

namespace ron {

/// Which types hold certain things: the things themselves and what owns one, as a member, a base, an element, or
/// through a pointer that owns. References and plain pointers own nothing.
class HolderTypes {
public:
  /// \p IsThing tells the things. \p Owners are the standard library's templates that own what they lead to, besides
  /// pair and tuple.
  HolderTypes(std::function<bool(const CXXRecordDecl &)> IsThing, ArrayRef<StringRef> Owners)
      : IsThing(std::move(IsThing)), Owners(Owners.begin(), Owners.end()) {}
  HolderTypes(const HolderTypes &) = delete; // what tells the things may refer to its owner
  HolderTypes &operator=(const HolderTypes &) = delete;

  bool holds(QualType Type) const;

  /// The types of what an object of \p Class owns.
  SmallVector<QualType, 4> partsOf(const CXXRecordDecl &Class) const;

private:
  const std::function<bool(const CXXRecordDecl &)> IsThing;
  const SmallVector<StringRef, 4> Owners;
  mutable llvm::DenseMap<const CXXRecordDecl *, bool> Known;
};

/// The types that \p Class was instantiated with, packs expanded; none when it is no specialization of a template.
SmallVector<QualType, 4> typeArguments(const CXXRecordDecl &Class);

} // namespace ron
