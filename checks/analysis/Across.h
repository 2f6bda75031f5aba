// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"
#include "analysis/Globs.h"
#include "analysis/HolderModel.h"
#include "analysis/Statements.h"

namespace ron {

/// Something that is alive at suspension points.
struct Across {
  Origin From;
  const Place *Where = nullptr; // of its holder; null for a temporary
  struct Suspension {
    const Stmt *At;
    bool Always; // alive on every path there
  };
  SmallVector<Suspension, 2> Suspensions; // in source order

  /// Where it came to life.
  SourceLocation location() const;
  /// What messages call it: its variable or member; null for what has no name.
  const ValueDecl *name() const;
};

/// What \p Model tracks and \p Paths finds alive at a suspension point, each once, in the order it is found.
std::vector<Across> aliveAcross(Flow &Paths, const HolderModel &Model, const Globs &SafeAwaitables,
                                const SourceManager &Sources);

/// Attaches to the warning that \p By gave last a note for each suspension of \p Thing, "suspends here while <What>",
/// and for the branch that leads there with it alive.
void noteSuspensions(ClangTidyCheck &By, const Across &Thing, Flow &Paths, const Twine &What);

/// The statements of \p Scope and the blocks in it before which \p Thing has to go, so that it is gone at each of its
/// suspensions; none when there are no such statements, or when it is alive there on some paths only.
SmallVector<Spot, 2> spotsBefore(const Across &Thing, const CompoundStmt &Scope, const ParentMap &Parents);

/// Puts a block around \p Born and what follows it in \p Scope up to the one of \p Spots; nothing when that is not
/// possible, for example because a variable declared in between is used later.
SmallVector<FixItHint, 4> blockAround(const Stmt &Born, const CompoundStmt &Scope, ArrayRef<Spot> Spots,
                                      const ASTContext &Context);

} // namespace ron
