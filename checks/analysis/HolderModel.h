// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Flow.h"

namespace ron {

/// How things live that an object holds until its destructor, or until it is told to let go: a lock in its guard, an
/// iterator in its pointer. Holders are declared, made as temporaries, moved, captured, assigned and handed to others;
/// what makes and ends the thing itself is the derived model's.
class HolderModel : public LifeModel {
public:
  void enter(World &W) override;
  void evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) override;
  void endOfScope(const VarDecl &Var, World &W) override;
  void makeTemporary(const CXXBindTemporaryExpr &Temporary, World &W, SmallVectorImpl<World> &Others) override;
  void endOfTemporary(const CXXBindTemporaryExpr &Temporary, World &W) override;
  std::optional<bool> isAlive(const CXXBindTemporaryExpr &Temporary, const World &W) override;

  /// The place of what is tracked as \p Thing; null for a temporary.
  const Place *placeOf(Things::Id Thing) const { return Known.place(Thing); }

protected:
  using Life = World::Life;
  /// What an initialiser does to the thing of the holder that it makes.
  struct Birth {
    enum class Kind { Empty, Alive, Untested, Moved } What = Kind::Empty;
    const Expr *Source = nullptr; // of Moved: the expression that hands over
  };

  explicit HolderModel(const FunctionDecl &Function) : Function(Function) {}

  /// Whether an object of \p Type may hold what is tracked.
  virtual bool holds(QualType Type) const = 0;
  /// Whether a parameter or a capture of \p Type, which may hold, is taken to do so.
  virtual bool arrivesAlive(QualType Type) const = 0;
  virtual Birth birthByConstructor(const CXXConstructExpr &Construct) = 0;
  virtual Birth birthByCall(const CallExpr &Call) = 0;
  virtual Birth birthByAwait() const { return {}; }
  /// By the values \p Parts between braces, of an object of \p Type.
  virtual Birth birthByList(ArrayRef<const Expr *> Parts, QualType Type) { return birthOfPart(Parts); }
  /// The effect of a call of \p Callee that is no hand-over and no assignment to a holder.
  virtual void call(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) = 0;
  /// The effect of what is neither a call nor a declaration.
  virtual void other(const Stmt &S, World &W) {}

  Birth birth(const Expr *Init);
  Birth birthOfPart(ArrayRef<const Expr *> Parts);
  /// Lets the thing of \p Holder live as \p How says, from \p From on.
  void bear(const Birth &How, Things::Id Holder, Origin From, World &W, SmallVectorImpl<World> &Others);
  /// What is held at \p Holder or in a part of it is known to be gone.
  void release(const Place &Holder, World &W);
  /// What is held at \p Argument, or where it points, is somebody else's from here on: nothing more is known of it.
  void escape(const Expr &Argument, World &W);
  const Life *lifeAt(const Expr &Holder, const World &W);

  const FunctionDecl &Function;
  Things Known;

private:
  void declare(const VarDecl &Var, World &W, SmallVectorImpl<World> &Others);
  void evaluateCall(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void assign(const CXXOperatorCallExpr &Call, World &W, SmallVectorImpl<World> &Others);
  void lend(ArrayRef<const Expr *> Arguments, const FunctionDecl &Callee, World &W);
  void handOver(const Expr &Moved, const Expr &From, World &W);
  void captured(const LambdaExpr &Lambda, World &W);
};

/// The place of \p Var itself, also when it is a reference.
Place ownPlace(const ValueDecl &Var);

/// \p E without what only wraps the expression that makes its value.
const Expr *withoutWrapping(const Expr *E);

} // namespace ron
