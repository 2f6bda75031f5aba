// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <optional>

namespace ron {

/// Where an expression's object lives, as far as declarations can tell: a root (a variable, 'this', or a function whose
/// result is used) and the steps from it. Two places are equal when they name the same object as long as no pointer on
/// the way is changed. References are followed to what they were bound to.
struct Place {
  enum class Root { Variable, This, Function };
  struct Step {
    enum class Kind { Member, Deref, Index, Accessor };
    Kind What;
    const void *Id; // the member's declaration; of an index, a value that tells equal ones apart
    friend bool operator==(const Step &A, const Step &B) { return A.What == B.What && A.Id == B.Id; }
  };

  Root Kind = Root::This;
  const ValueDecl *Decl = nullptr; // null for 'this'
  SmallVector<Step, 4> Steps;
  bool SharedPointee = false; // a step went through a pointer or shared_ptr, behind which others may look

  friend bool operator==(const Place &A, const Place &B) {
    return A.Kind == B.Kind && A.Decl == B.Decl && A.Steps == B.Steps;
  }
  /// Whether the object is this one, a part of it, or holds it.
  bool overlaps(const Place &Other) const;
  /// Whether the object is \p Outer or a part of it.
  bool isWithin(const Place &Outer) const;
};

/// The place of the object that \p E designates; none when it has no name that lasts (a temporary, a computed pointer).
std::optional<Place> placeOf(const Expr *E);

/// The place of the variable \p Var, following a reference to what it is bound to.
Place placeOf(const ValueDecl &Var);

/// How often \p S names exactly the object at \p Where.
unsigned mentions(const Stmt &S, const Place &Where);

/// Whether others may reach \p P while code of \p Function runs: members, globals and statics, what by-reference
/// captures, reference or pointer parameters, and shared_ptr lead to. Objects that nobody can change are not shared
/// state.
bool isSharedState(const Place &P, const FunctionDecl &Function);

/// What a piece of code touches of the state that it shares with others.
struct SharedAccesses {
  SmallVector<Place, 8> Places;
  /// Whether 'this', or a function of the object whose body is not here, may touch more than is listed.
  bool Opaque = false;

  /// Whether a place here and one there are parts of the same object.
  bool touches(const SharedAccesses &Other) const;
};

/// The shared state that evaluating \p S may read or write, as seen from \p Function that holds it. Follows calls of
/// the same object's functions whose bodies are here, one call deep.
SharedAccesses sharedAccesses(const Stmt &S, const FunctionDecl &Function);

} // namespace ron
