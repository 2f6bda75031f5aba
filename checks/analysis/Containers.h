// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

/// What a borrow refers to, which decides what ends it.
enum class BorrowKind {
  Iterator,
  Element, // a reference, pointer or view into the container's storage
  Pointee, // behind a pointer that an element owns
};

/// How a container keeps its elements, which decides what its changes do to borrows.
enum class ContainerFamily {
  None,
  Contiguous, // any change may move all elements: vector, string, flat maps
  Deque,      // elements stay where they are while others come and go at the ends; iterators do not
  Nodes,      // elements and iterators stay until their own element is erased: map, set, list
  Hashed,     // elements stay until they are erased; iterators until a rehash
};

ContainerFamily containerFamily(const CXXRecordDecl *Class);

/// Whether calling the member function \p Method of a container of \p Family may leave a borrow of \p Kind dangling.
bool endsBorrow(const CXXMethodDecl &Method, ContainerFamily Family, BorrowKind Kind);

/// What the result of calling \p Method of a container borrows from it; nullopt when it is nothing, as of 'size()'.
std::optional<BorrowKind> borrowBy(const CXXMethodDecl &Method, ContainerFamily Family);

} // namespace ron
