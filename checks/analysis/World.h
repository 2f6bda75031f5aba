// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Places.h"

#include "llvm/ADT/PointerUnion.h"
#include <deque>

namespace ron {

/// Where a tracked thing came to life: an expression, or a parameter or capture that arrived alive.
using Origin = llvm::PointerUnion<const Stmt *, const ValueDecl *>;

/// The names under which things are tracked in one function: a place, or the expression that made a temporary.
class Things {
public:
  using Id = unsigned;
  Id of(const Place &P);
  Id of(const Stmt &Temporary);
  const Place *place(Id Thing) const { return Known[Thing].Temporary ? nullptr : &Known[Thing].Where; }
  const Stmt *temporary(Id Thing) const { return Known[Thing].Temporary; }

private:
  struct Entry {
    Place Where;
    const Stmt *Temporary;
  };
  std::deque<Entry> Known; // what place() points to stays where it is
};

/// One way in which execution can reach a point of the function: what is alive there, and what is known of conditions.
/// Points are described by sets of worlds, so that 'if (c) lock(); ... if (c) unlock();' is understood.
class World {
public:
  struct Life {
    enum class Phase {
      Alive,
      Untested, // alive if a test that has not been made succeeds, as after try_lock()
      Moving,   // handed over by std::move, and not yet taken by anybody
      Dead,     // known not to be alive, for conditions that ask
      Stale,    // of a borrow: since the suspension in Test, others may have ended it
    };
    Things::Id Thing;
    Origin From;
    Phase State = Phase::Alive;
    const Expr *Test = nullptr; // the expression that tells whether an untested one is alive
    friend bool operator==(const Life &A, const Life &B) {
      return A.Thing == B.Thing && A.From == B.From && A.State == B.State && A.Test == B.Test;
    }
    friend bool operator<(const Life &A, const Life &B);
  };
  /// The truth of a condition: of an expression that was evaluated, or of a variable.
  struct Truth {
    const void *Of;
    bool Value;
    const Expr *Test; // the expression that decided it, where that is known
    friend bool operator==(const Truth &A, const Truth &B) {
      return A.Of == B.Of && A.Value == B.Value && A.Test == B.Test;
    }
    friend bool operator<(const Truth &A, const Truth &B);
  };

  ArrayRef<Life> lives() const { return Lives; }
  const Life *find(Things::Id Thing) const;
  void born(Life New);
  void died(Things::Id Thing);
  void eraseIf(llvm::function_ref<bool(const Life &)> Gone) { llvm::erase_if(Lives, Gone); }
  /// A branch has asked for \p Test: the lives that were untested for want of it are alive in this world.
  void confirm(const Expr *Test);

  const Truth *truthOf(const void *Condition) const;
  void learn(Truth New);
  void forget(const void *Condition);
  void forgetConditions() { Truths.clear(); }

  friend bool operator==(const World &A, const World &B) { return A.Lives == B.Lives && A.Truths == B.Truths; }
  friend bool operator<(const World &A, const World &B);

private:
  SmallVector<Life, 2> Lives;   // sorted by thing
  SmallVector<Truth, 2> Truths; // sorted by condition
};

} // namespace ron
