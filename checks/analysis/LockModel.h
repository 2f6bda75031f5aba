// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Flow.h"
#include "analysis/LockTypes.h"

namespace ron {

/// How locks live: what takes them, holds them and lets go of them, in one function.
class LockModel : public LifeModel {
public:
  enum class Report { Blocking, Async };
  /// \p Which locks to track: those that block the thread while they wait, or those that suspend.
  LockModel(const LockTypes &Types, const FunctionDecl &Function, Report Which)
      : Types(Types), Function(Function), Which(Which) {}

  void enter(World &W) override;
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) override;
  void endOfScope(const VarDecl &Var, World &W) override;
  void makeTemporary(const CXXBindTemporaryExpr &Temporary, World &W, SmallVectorImpl<World> &Others) override;
  void endOfTemporary(const CXXBindTemporaryExpr &Temporary, World &W) override;
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &Temporary, const World &W) override;
  std::optional<bool> truth(const Expr &Condition, World &W, bool Tested) override;

  /// The place of a tracked lock; null for a temporary.
  const Place *placeOf(Things::Id Lock) const { return Locks.place(Lock); }

private:
  using Life = World::Life;
  /// What an initialiser does to the lock of the guard that it makes.
  struct Birth {
    enum class Kind { Unlocked, Locked, Untested, Moved } What = Kind::Unlocked;
    const Expr *Source = nullptr; // of Moved: the expression that hands over
  };

  Birth birth(const Expr *Init);
  Birth birthByConstructor(const CXXConstructExpr &Construct);
  Birth birthByTag(ArrayRef<const Expr *> Arguments, QualType Type);
  Birth birthOfPart(ArrayRef<const Expr *> Parts);
  Birth birthByCall(const CallExpr &Call);
  void bear(const Birth &How, Things::Id Lock, Origin From, World &W, SmallVectorImpl<World> &Others);

  void declare(const VarDecl &Var, World &W, SmallVectorImpl<World> &Others);
  void call(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void memberCall(const CXXMemberCallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void freeCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others);
  void assign(const CXXOperatorCallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void act(LockAction Action, const Place &Lock, const CallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void attributes(const CallExpr &Call, const FunctionDecl &Callee, const Expr *Object, World &W);
  void handOver(const Expr &Moved, const Expr &From, World &W);
  void escape(const Expr &Argument, World &W);
  void captured(const LambdaExpr &Lambda, World &W);
  void release(const Place &Lock, World &W);
  bool tracked(QualType GuardType, bool Adopts) const;
  const Life *lifeAt(const Expr &Guard, const World &W);

  const LockTypes &Types;
  const FunctionDecl &Function;
  const Report Which;
  Things Locks;
};

} // namespace ron
