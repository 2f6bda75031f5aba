// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Flow.h"
#include "analysis/Results.h"

namespace ron {

/// What is known of results: alive is one that holds a value, dead one that holds none. A result that has not been
/// asked is neither. The alternatives of a variant are known one by one.
class ResultModel : public LifeModel {
public:
  /// \p Asserts are the macros and functions that stop where what they are given does not hold.
  ResultModel(const FunctionDecl &Function, const ResultTypes &Types, const Globs &SafeAwaitables, const Globs &Asserts,
              const ASTContext &Context)
      : Function(Function), Types(Types), SafeAwaitables(SafeAwaitables), Asserts(Asserts), Context(Context) {
    if (const Stmt *Body = Function.getBody())
      findAsserted(*Body);
  }

  void enter(World &W) override {}
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) override;
  void endOfScope(const VarDecl &Var, World &W) override;
  void makeTemporary(const CXXBindTemporaryExpr &, World &, SmallVectorImpl<World> &) override {}
  void endOfTemporary(const CXXBindTemporaryExpr &, World &) override {}
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &, const World &) override { return std::nullopt; }
  std::optional<bool> truth(const Expr &Condition, World &W, bool Tested) override;

  /// Whether what \p Taken takes is known to be there.
  bool isSafe(const Unwrap &Taken, const World &W);

private:
  enum class State { Unknown, Value, Nothing };
  struct Birth {
    State What = State::Unknown;
    QualType Alternative; // of a variant that holds a value
    std::optional<Place> CopyOf;
  };
  Things::Id thing(const Place &Result, QualType Alternative);
  State stateOf(const Place &Result, QualType Alternative, const World &W);
  void know(const Place &Result, QualType Alternative, State What, World &W);
  void trust(const Expr &Result, World &W);
  void forget(const Place &Changed, World &W);
  Birth birth(const Expr *Value, QualType Type) const;
  Birth birthOfResult(const Expr &Value) const;
  Birth birthByConstructor(const CXXConstructExpr &Construct) const;
  void bear(const Place &Result, const Birth &How, World &W);
  void call(const CallExpr &Call, World &W);
  void lend(ArrayRef<const Expr *> Arguments, const FunctionDecl &Callee, World &W);
  void lendForChange(const Place &P, World &W);
  void forgetShared(World &W);
  void learn(const ResultTest &Test, const Place &P, State What, World &W);
  bool isOfOthers(const Place &P) const;
  bool isAsserted(SourceLocation Loc) const;
  void findAsserted(const Stmt &S);

  const FunctionDecl &Function;
  const ResultTypes &Types;
  const Globs &SafeAwaitables, &Asserts;
  const ASTContext &Context;
  Things Known;
  llvm::DenseMap<SourceLocation, SmallVector<const Expr *, 2>> Asserted;
};

} // namespace ron
