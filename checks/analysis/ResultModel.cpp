// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/ResultModel.h"

#include "analysis/Coroutines.h"
#include "analysis/HolderModel.h"
#include "analysis/HolderTypes.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace ron {

Things::Id ResultModel::thing(const Place &Result, QualType Alternative) {
  Place P = Result;
  if (!Alternative.isNull())
    P.Steps.push_back({Place::Step::Kind::Index, Alternative.getAsOpaquePtr()});
  return Known.of(P);
}

ResultModel::State ResultModel::stateOf(const Place &Result, QualType Alternative, const World &W) {
  const World::Life *Found = W.find(thing(Result, Alternative));
  if (!Found && !Alternative.isNull())
    Found = W.find(thing(Result, {})); // whatever it is, its user knows
  if (!Found || Found->State == World::Life::Phase::Stale)
    return State::Unknown;
  return Found->State == World::Life::Phase::Alive ? State::Value : State::Nothing;
}

void ResultModel::know(const Place &Result, QualType Alternative, State What, World &W) {
  const Things::Id Thing = thing(Result, Alternative);
  W.died(Thing);
  if (What != State::Unknown)
    W.born({Thing, Origin(), What == State::Value ? World::Life::Phase::Alive : World::Life::Phase::Dead});
}

/// The code has asked so much of \p Result that it may know what is there.
void ResultModel::trust(const Expr &Result, World &W) {
  if (const std::optional<Place> P = placeOf(&Result)) {
    forget(*P, W);
    know(*P, {}, State::Value, W);
  }
}

/// \p Changed, and all that is a part of it, may be anything from here on.
void ResultModel::forget(const Place &Changed, World &W) {
  W.eraseIf([&](const World::Life &L) { return Known.place(L.Thing)->isWithin(Changed); });
}

void ResultModel::endOfScope(const VarDecl &Var, World &W) { forget(ownPlace(Var), W); }

/// Whether \p P is kept by an object or globally, so that other functions may have filled or checked it.
bool ResultModel::isOfOthers(const Place &P) const {
  const auto *Var = dyn_cast_or_null<VarDecl>(P.Decl);
  return isSharedState(P, Function) &&
         (P.Kind != Place::Root::Variable || !P.Steps.empty() || (Var && Var->hasGlobalStorage()));
}

bool ResultModel::isSafe(const Unwrap &Taken, const World &W) {
  const std::optional<Place> P = placeOf(Taken.Result);
  if (!P)
    return false;
  const State Now = stateOf(*P, Taken.Alternative, W);
  if (Now != State::Unknown || !isOfOthers(*P))
    return Now == State::Value;
  return llvm::none_of(W.lives(), [&](const World::Life &L) { return Known.place(L.Thing)->isWithin(*P); });
}

/// The outcome of a test; of two alternatives, what is not the one is the other.
void ResultModel::learn(const ResultTest &Test, const Place &P, State What, World &W) {
  know(P, Test.Alternative, What, W);
  const CXXRecordDecl *Class = recordOf(Test.Result->getType());
  if (Test.Alternative.isNull() || !Class || Types.kindOf(Test.Result->getType()) != ResultKind::Variant)
    return;
  const SmallVector<QualType, 4> Alternatives = typeArguments(*Class);
  if (Alternatives.size() != 2)
    return;
  const bool IsFirst = Context.hasSameType(Alternatives[0], Test.Alternative);
  know(P, Alternatives[IsFirst ? 1 : 0].getCanonicalType(), What == State::Value ? State::Nothing : State::Value, W);
}

std::optional<bool> ResultModel::truth(const Expr &Condition, World &W, bool) {
  const std::optional<ResultTest> Test = testOf(Condition, Types);
  const std::optional<Place> P = Test ? placeOf(Test->Result) : std::nullopt;
  const State Now = P ? stateOf(*P, Test->Alternative, W) : State::Unknown;
  return Now == State::Unknown ? std::nullopt : std::optional((Now == State::Value) == Test->HasValueIf);
}

ResultModel::Birth ResultModel::birthByConstructor(const CXXConstructExpr &Construct) const {
  const ResultKind Kind = Types.kindOf(Construct.getType());
  const unsigned Given = Construct.getNumArgs();
  const bool Default = Given == 0 || isa<CXXDefaultArgExpr>(Construct.getArg(0));
  if (Default && Kind == ResultKind::Variant)
    return {State::Value, alternativeAt(Construct.getType(), 0), {}};
  if (Default && Kind == ResultKind::Any)
    return {};
  if (Default) // of these, only an expected one has a value then
    return {nameOf(*Construct.getType()->getAsCXXRecordDecl()) == "expected" ? State::Value : State::Nothing, {}, {}};
  return birth(Construct.getArg(0), Construct.getType());
}

/// Of a result of \p Type that is made of or assigned \p Value.
ResultModel::Birth ResultModel::birth(const Expr *Value, QualType Type) const {
  Value = withoutWrapping(Value);
  if (!Value)
    return {};
  const QualType Given = Value->getType().getNonReferenceType().getUnqualifiedType();
  if (Types.kindOf(Given) != ResultKind::None)
    return birthOfResult(*Value);
  const CXXRecordDecl *Class = Given->getAsCXXRecordDecl();
  const StringRef Name = Class ? nameOf(*Class) : "";
  if (isOneOf(Name, {"nullopt_t", "none_t", "unexpected", "Unexpected", "unexpect_t", "Status"}))
    return {State::Nothing, {}, {}};
  if (Types.kindOf(Type) != ResultKind::Variant)
    return {State::Value, {}, {}};
  for (const QualType Alternative : typeArguments(*Type.getNonReferenceType()->getAsCXXRecordDecl()))
    if (Alternative.getCanonicalType() == Given.getCanonicalType())
      return {State::Value, Given.getCanonicalType(), {}};
  return {State::Value, {}, {}}; // the alternative is overload resolution's choice
}

/// Of a copy of the result \p Value.
ResultModel::Birth ResultModel::birthOfResult(const Expr &Value) const {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Value))
    return birthByConstructor(*Construct);
  if (Value.isGLValue())
    return {State::Unknown, {}, placeOf(&Value)};
  const auto *Call = dyn_cast<CallExpr>(&Value);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee && isOneOf(nameOf(*Callee), {"make_optional", "make_any"}))
    return {State::Value, {}, {}};
  return {};
}

void ResultModel::bear(const Place &Result, const Birth &How, World &W) {
  SmallVector<World::Life, 2> Copied;
  if (How.CopyOf) {
    for (const World::Life &L : W.lives())
      if (const Place *P = Known.place(L.Thing); P->isWithin(*How.CopyOf)) {
        Place Copy = Result;
        Copy.Steps.append(P->Steps.begin() + How.CopyOf->Steps.size(), P->Steps.end());
        Copied.push_back({Known.of(Copy), L.From, L.State});
      }
  }
  forget(Result, W);
  for (const World::Life &L : Copied)
    W.born(L);
  if (How.What != State::Unknown)
    know(Result, How.Alternative, How.What, W);
  else if (Copied.empty() && isOfOthers(Result))
    W.born({thing(Result, {}), Origin(), World::Life::Phase::Stale}); // this function's doing, and not checked since
}

/// Whether \p Loc is in a macro that stops where what it is given does not hold.
bool ResultModel::isAsserted(SourceLocation Loc) const {
  const SourceManager &Sources = Context.getSourceManager();
  for (; Loc.isMacroID(); Loc = Sources.getImmediateMacroCallerLoc(Loc))
    if (Asserts.matches(Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts())))
      return true;
  return false;
}

/// Collects the results that are given to asserting macros in \p S, by where the macro is used.
void ResultModel::findAsserted(const Stmt &S) {
  if (const auto *E = dyn_cast<Expr>(&S); E && isa<DeclRefExpr, MemberExpr>(E) && E->getBeginLoc().isMacroID())
    if (Types.kindOf(E->getType()) != ResultKind::None && isAsserted(E->getBeginLoc()))
      Asserted[Context.getSourceManager().getExpansionLoc(E->getBeginLoc())].push_back(E);
  for (const Stmt *Child : S.children())
    if (Child)
      findAsserted(*Child);
}

/// An empty result is given away to be filled; any other is unknown from then on.
void ResultModel::lendForChange(const Place &P, World &W) {
  const bool ToFill = stateOf(P, {}, W) == State::Nothing;
  forget(P, W);
  if (ToFill)
    know(P, {}, State::Value, W);
}

/// What is lent to \p Callee for changing is unknown behind the call; what a predicate looks at, it may have checked.
void ResultModel::lend(ArrayRef<const Expr *> Arguments, const FunctionDecl &Callee, World &W) {
  if (isInStd(Callee) && isOneOf(nameOf(Callee), {"move", "forward", "get", "get_if", "holds_alternative", "visit",
                                                  "as_const", "any_cast", "addressof"}))
    return;
  for (unsigned I = 0; I < Arguments.size() && I < Callee.getNumParams(); ++I) {
    const QualType Type = Callee.getParamDecl(I)->getType();
    const Expr *Argument = Arguments[I]->IgnoreParenImpCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(Argument); Address && Address->getOpcode() == UO_AddrOf)
      Argument = Address->getSubExpr()->IgnoreParenImpCasts();
    const std::optional<Place> P = Argument->isGLValue() ? placeOf(Argument) : std::nullopt;
    if (!P || (P->Kind == Place::Root::This && P->Steps.empty()))
      continue;
    const bool Result = Types.kindOf(Argument->getType()) != ResultKind::None;
    if (Result && (Asserts.matches(Callee) || (Callee.getReturnType()->isBooleanType() && !isInStd(Callee))))
      trust(*Argument, W);
    else if ((Type->isReferenceType() || Type->isPointerType()) && !Type->getPointeeType().isConstQualified())
      lendForChange(*P, W);
  }
}

void ResultModel::call(const CallExpr &Call, World &W) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const unsigned First = Operator && Method ? 1 : 0;
  lend(SmallVector<const Expr *, 8>(Call.arg_begin() + First, Call.arg_end()), *Callee, W);
  if (Asserts.matches(*Callee))
    for (const Expr *Argument : Call.arguments())
      if (const std::optional<ResultTest> Test = testOf(*Argument->IgnoreParenImpCasts(), Types))
        trust(*Test->Result, W);
  if (const Expr *Asked = resultAskedBy(Call, Types))
    trust(*Asked, W);
  if (Operator && (Operator->isAssignmentOp() || Operator->getOperator() == OO_PlusPlus ||
                   Operator->getOperator() == OO_MinusMinus)) {
    const QualType Type = Operator->getArg(0)->getType();
    const bool Assigned = Types.kindOf(Type) != ResultKind::None && Operator->getOperator() == OO_Equal;
    if (const std::optional<Place> P = placeOf(Operator->getArg(0)))
      bear(*P, Assigned ? birth(Operator->getArg(1), Type) : Birth(), W);
    return;
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  const std::optional<Place> P =
      Object && Types.kindOf(Object->getType()) != ResultKind::None ? placeOf(Object) : std::nullopt;
  if (!P || !isOneOf(nameOf(*Callee), {"emplace", "reset", "swap", "assign"}))
    return;
  forget(*P, W);
  if (nameOf(*Callee) == "emplace")
    know(*P, {}, State::Value, W);
  else if (nameOf(*Callee) == "reset")
    know(*P, {}, State::Nothing, W);
}

/// Behind a suspension, what was asked of what others reach has to be asked again.
void ResultModel::forgetShared(World &W) {
  SmallVector<World::Life, 2> Shared;
  for (const World::Life &L : W.lives())
    if (isSharedState(*Known.place(L.Thing), Function))
      Shared.push_back(L);
  for (World::Life &L : Shared) {
    W.died(L.Thing);
    L.State = World::Life::Phase::Stale;
    W.born(L);
  }
}

void ResultModel::evaluate(const Stmt &S, World &W, SmallVectorImpl<World> &Others) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && !Var->getType()->isReferenceType())
        bear(ownPlace(*Var),
             Types.kindOf(Var->getType()) == ResultKind::None ? Birth() : birth(Var->getInit(), Var->getType()), W);
    return;
  }
  if (isSuspension(S, SafeAwaitables)) {
    forgetShared(W);
    return;
  }
  if (S.getBeginLoc().isMacroID() && !Asserted.empty())
    for (const Expr *Given : Asserted.lookup(Context.getSourceManager().getExpansionLoc(S.getBeginLoc())))
      trust(*Given, W);
  const auto *E = dyn_cast<Expr>(&S);
  if (!E)
    return;
  if (const std::optional<ResultTest> Test = testOf(*E, Types)) {
    const std::optional<Place> P = placeOf(Test->Result);
    if (!P || stateOf(*P, Test->Alternative, W) != State::Unknown)
      return;
    Others.push_back(W);
    learn(*Test, *P, State::Nothing, Others.back());
    learn(*Test, *P, State::Value, W);
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const std::optional<Unwrap> Taken = unwrapOf(*Call, Types);
    const std::optional<Place> P = Taken ? placeOf(Taken->Result) : std::nullopt;
    if (P)
      know(*P, Taken->Alternative, State::Value, W); // or execution would not come here
    else if (!Taken)
      call(*Call, W);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAssignmentOp()) {
    if (const std::optional<Place> P = placeOf(Binary->getLHS()))
      forget(*P, W);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->isIncrementDecrementOp()) {
    if (const std::optional<Place> P = placeOf(Unary->getSubExpr()))
      forget(*P, W);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (!Construct->getConstructor()->isCopyOrMoveConstructor())
      lend(SmallVector<const Expr *, 8>(Construct->arguments()), *Construct->getConstructor(), W);
  } else if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        lendForChange(placeOf(*Capture.getCapturedVar()), W);
  }
}

} // namespace ron
