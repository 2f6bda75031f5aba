// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/HolderModel.h"
#include "analysis/LockTypes.h"

namespace ron {

/// Whether code of \p Body unlocks \p Lock.
bool releases(const Stmt &Body, const Place &Lock);

/// How locks live: what takes them, holds them and lets go of them, in one function.
class LockModel : public HolderModel {
public:
  enum class Report { Blocking, Async };
  /// \p Which locks to track: those that block the thread while they wait, or those that suspend.
  LockModel(const LockTypes &Types, const FunctionDecl &Function, Report Which)
      : HolderModel(Function), Types(Types), Which(Which) {}

  std::optional<bool> truth(const Expr &Condition, World &W, bool Tested) override;

private:
  bool holds(QualType Type) const override { return Types.holdsGuard(Type); }
  bool arrivesAlive(QualType Type) const override { return tracked(Type, /*Adopts=*/false); }
  Birth birthByConstructor(const CXXConstructExpr &Construct) override;
  Birth birthByCall(const CallExpr &Call) override;
  Birth birthByAwait() const override; // locked without blocking
  Birth birthByList(ArrayRef<const Expr *> Parts, QualType Type) override;
  Birth birthByTag(ArrayRef<const Expr *> Arguments, QualType Type);
  void call(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) override;
  void other(const Stmt &S, World &W) override;

  void memberCall(const CXXMemberCallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void freeCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others);
  void act(LockAction Action, const Place &Lock, const CallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void attributes(const CallExpr &Call, const FunctionDecl &Callee, const Expr *Object, World &W);
  bool tracked(QualType GuardType, bool Adopts) const;

  const LockTypes &Types;
  const Report Which;
};

} // namespace ron
