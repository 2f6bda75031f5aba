// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/World.h"

#include <algorithm>
#include <tuple>

namespace ron {

Things::Id Things::of(const Place &P) {
  for (Id I = 0; I < Known.size(); ++I)
    if (!Known[I].Temporary && Known[I].Where == P)
      return I;
  Known.push_back({P, nullptr});
  return Known.size() - 1;
}

Things::Id Things::of(const Stmt &Temporary) {
  for (Id I = 0; I < Known.size(); ++I)
    if (Known[I].Temporary == &Temporary)
      return I;
  Known.push_back({Place(), &Temporary});
  return Known.size() - 1;
}

static auto key(const World::Life &L) {
  return std::make_tuple(L.Thing, L.From.getOpaqueValue(), L.State, static_cast<const void *>(L.Test));
}

static auto key(const World::Truth &T) { return std::make_tuple(T.Of, T.Value, static_cast<const void *>(T.Test)); }

bool operator<(const World::Life &A, const World::Life &B) { return key(A) < key(B); }
bool operator<(const World::Truth &A, const World::Truth &B) { return key(A) < key(B); }

bool operator<(const World &A, const World &B) {
  if (A.Lives != B.Lives)
    return std::lexicographical_compare(A.Lives.begin(), A.Lives.end(), B.Lives.begin(), B.Lives.end());
  return std::lexicographical_compare(A.Truths.begin(), A.Truths.end(), B.Truths.begin(), B.Truths.end());
}

const World::Life *World::find(Things::Id Thing) const {
  const auto Found = llvm::find_if(Lives, [&](const Life &L) { return L.Thing == Thing; });
  return Found == Lives.end() ? nullptr : &*Found;
}

void World::born(Life New) {
  died(New.Thing);
  Lives.insert(llvm::lower_bound(Lives, New), New);
}

void World::died(Things::Id Thing) {
  eraseIf([&](const Life &L) { return L.Thing == Thing; });
}

void World::confirm(const Expr *Test) {
  for (Life &L : Lives)
    if (L.State == Life::Phase::Untested && L.Test == Test) {
      L.State = Life::Phase::Alive;
      L.Test = nullptr;
    }
}

const World::Truth *World::truthOf(const void *Condition) const {
  const auto Found = llvm::find_if(Truths, [&](const Truth &T) { return T.Of == Condition; });
  return Found == Truths.end() ? nullptr : &*Found;
}

void World::learn(Truth New) {
  forget(New.Of);
  Truths.insert(llvm::lower_bound(Truths, New), New);
}

void World::forget(const void *Condition) {
  llvm::erase_if(Truths, [&](const Truth &T) { return T.Of == Condition; });
}

} // namespace ron
