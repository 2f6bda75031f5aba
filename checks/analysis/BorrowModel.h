// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Containers.h"
#include "analysis/Flow.h"
#include "analysis/Globs.h"

namespace ron {

/// A local variable's reference, pointer, iterator or view into a container that others may reach.
struct Borrow {
  Place Container;
  const CXXRecordDecl *Class = nullptr; // the container's
  BorrowKind Kind = BorrowKind::Element;
  Origin From; // the first variable or assignment that borrowed, when this one was made from another
};

/// How borrows live in one function: made by a declaration or an assignment, stale from the next suspension on, until
/// they are made anew.
class BorrowModel : public LifeModel {
public:
  /// \p Lenders, when given, are the classes that lend views of what they stand on, as database iterators do; they are
  /// tracked in place of containers.
  BorrowModel(const FunctionDecl &Function, const Globs &SafeAwaitables, const Globs *Lenders = nullptr);

  void enter(World &W) override {}
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) override;
  void endOfScope(const VarDecl &Var, World &W) override;
  void makeTemporary(const CXXBindTemporaryExpr &, World &, SmallVectorImpl<World> &) override {}
  void endOfTemporary(const CXXBindTemporaryExpr &, World &) override {}
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &, const World &) override { return std::nullopt; }
  std::optional<bool> truth(const Expr &, World &, bool) override { return std::nullopt; }

  /// The stale life of the borrow that \p S uses in \p W; null when it is no use of one. Ask before the effect of \p S.
  const World::Life *staleUse(const Stmt &S, const World &W) const;
  /// What was borrowed at \p From.
  const Borrow &borrow(Origin From) const { return Made.find(From.getOpaqueValue())->second; }

private:
  std::optional<Borrow> sourceOf(const Expr *E, const World &W) const;
  std::optional<Borrow> sourceOfCall(const CallExpr &Call, const World &W) const;
  std::optional<Borrow> ofContainer(const Expr &Container, const CXXMethodDecl &By) const;
  std::optional<Borrow> ofLender(const Expr &Lender, const CXXMethodDecl &By) const;
  std::optional<Borrow> ofVariable(const ValueDecl &Var, const World &W) const;
  void bear(const ValueDecl &Var, const Expr *Init, Origin From, World &W);

  const FunctionDecl &Function;
  const Globs &SafeAwaitables;
  const Globs *const Lenders;
  Things Known;
  llvm::DenseMap<const void *, Borrow> Made; // by origin
  llvm::DenseSet<const Expr *> Harmless;     // mentions that read nothing: what is assigned to, tests for null
};

/// A borrow that is used after a suspension, by where it was made.
struct StaleUse {
  Origin From;
  const ValueDecl *Var; // null for a loop, and for what was assigned
  bool Loop;            // over the container, range-based
  SourceLocation Made;
  const Stmt *Suspension;
  const Expr *Use; // the first one
};

/// The stale uses of what \p Model tracks that \p Paths finds, one for each origin.
std::vector<StaleUse> staleUses(Flow &Paths, const BorrowModel &Model, const SourceManager &Sources);

} // namespace ron
