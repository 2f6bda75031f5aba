// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Places.h"

#include "llvm/ADT/DenseMap.h"

namespace ron {

/// The member or variable by whose name the object at \p P is known, whichever object it is a part of.
const ValueDecl *lastNamed(const Place &P);

struct Mutation {
  const CXXMethodDecl *Method;
  const FunctionDecl *In; // the function or lambda that calls
  const Expr *At;
};

/// Whether \p Call happens before \p Lambda is made, which captures the local variable \p Container of that function.
bool precedes(const Mutation &Call, const FunctionDecl &Lambda, const ValueDecl &Container,
              const SourceManager &Sources);

/// The non-const member functions that the user code of a translation unit calls on containers, by the member or the
/// variable that the container is, or is an element of.
class Mutations {
public:
  /// The calls on \p Container and its like of the class \p Class. Walks the translation unit at the first question.
  ArrayRef<Mutation> of(const Place &Container, const CXXRecordDecl &Class, ASTContext &Context);

  /// Forgets the translation unit.
  void reset() { Found.reset(); }

private:
  using Key = std::pair<const ValueDecl *, const CXXRecordDecl *>;
  std::optional<llvm::DenseMap<Key, SmallVector<Mutation, 4>>> Found;
  friend class MutationFinder;
};

} // namespace ron
