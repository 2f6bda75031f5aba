// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Polls.h"
#include "analysis/AstVisitor.h"

#include "analysis/Atomics.h"
#include "analysis/Conditions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

namespace ron {

bool namesFunction(const Globs &Names, const FunctionDecl &Function) {
  return (Function.getIdentifier() && Names.matches(Function.getName())) || Names.matches(Function);
}

/// Whether \p Function tells the time, or how much of it there is.
static bool tellsTime(const FunctionDecl &Function) {
  static constexpr StringRef Names[] = {"now",   "time", "clock", "clock_gettime", "gettimeofday", "time_since_epoch",
                                        "expiry"};
  return Function.getIdentifier() && llvm::is_contained(Names, Function.getName());
}

namespace {

/// Whether evaluating an expression can change anything, as far as declarations tell.
class EffectFinder : public AstVisitor {
public:
  explicit EffectFinder(const Globs &Predicates) : Predicates(Predicates) {}
  bool Found = false;

  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) override { return found(); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) override { return found(); }
  bool VisitLambdaExpr(LambdaExpr *) override { return found(); }
  bool VisitCXXNewExpr(CXXNewExpr *) override { return found(); }
  bool VisitBinaryOperator(BinaryOperator *Op) override { return !Op->isAssignmentOp() || found(); }
  bool VisitUnaryOperator(UnaryOperator *Op) override { return !Op->isIncrementDecrementOp() || found(); }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return found();
    if (atomicRead(*Call) || tellsTime(*Callee) || Callee->isConstexpr() || namesFunction(Predicates, *Callee))
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    if (isa<CXXOperatorCallExpr>(Call))
      return !cast<CXXOperatorCallExpr>(Call)->isAssignmentOp() || found();
    return (Method && Method->isConst()) || found();
  }

private:
  bool found() {
    Found = true;
    return false;
  }
  const Globs &Predicates;
};

/// Tells what a poll is about, and whether its rounds do anything else.
class PollReader {
public:
  PollReader(const Stmt &Loop, const Stmt &Wait, const Globs &Predicates, const ASTContext &Context)
      : Wait(Wait), Predicates(Predicates), Context(Context), Changed(changedIn(Loop)) {}

  const NamedDecl *subject(const Expr &Condition) const;
  bool onlyLooks(const Stmt &S) const {
    EffectFinder Finder(Predicates);
    Finder.TraverseStmt(const_cast<Stmt *>(&S));
    return !Finder.Found;
  }
  bool onlyWaits(const Stmt *S) const;

private:
  const NamedDecl *subjectOfOperand(const Expr &E) const;
  const NamedDecl *subjectOfCall(const CallExpr &Call) const;
  bool isUpkeep(const Expr &E) const;
  bool declares(const DeclStmt &S) const;

  const Stmt &Wait;
  const Globs &Predicates;
  const ASTContext &Context;
  const llvm::SmallPtrSet<const ValueDecl *, 8> Changed;
};

} // namespace

/// The variable or member that an object expression begins with.
static const ValueDecl *rootOf(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource();
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      if (isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts()))
        return Member->getMemberDecl();
      E = Member->getBase();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      E = Call->getImplicitObjectArgument();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E); Operator && Operator->getNumArgs() > 0) {
      E = Operator->getArg(0);
    } else {
      const auto *Ref = dyn_cast<DeclRefExpr>(E);
      return Ref ? Ref->getDecl() : nullptr;
    }
  }
}

const NamedDecl *PollReader::subjectOfCall(const CallExpr &Call) const {
  if (const std::optional<AtomicRead> Read = atomicRead(Call))
    return Read->Atomic;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || tellsTime(*Callee))
    return nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const ValueDecl *Root = rootOf(Member->getImplicitObjectArgument());
    if (Root && Changed.contains(cast<ValueDecl>(Root->getCanonicalDecl())))
      return nullptr; // the loop itself makes what it looks at
    if (isa<CXXConversionDecl>(Callee))
      return Root;
  }
  const bool Chrono = Method && qualifiedName(*Method->getParent()).find("std::chrono::") == 0;
  return !Chrono && Callee->getIdentifier() ? Callee : nullptr;
}

const NamedDecl *PollReader::subjectOfOperand(const Expr &E) const {
  const Expr *Side = E.IgnoreUnlessSpelledInSource();
  if (Side == &Wait)
    return nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Side); Call && !isa<CXXOperatorCallExpr>(Side))
    return subjectOfCall(*Call);
  const auto *Ref = dyn_cast<DeclRefExpr>(Side);
  const auto *Member = dyn_cast<MemberExpr>(Side);
  const ValueDecl *Decl = Ref ? Ref->getDecl() : Member ? Member->getMemberDecl() : nullptr;
  const bool Variable = isa_and_nonnull<VarDecl, FieldDecl>(Decl) && !Side->getType().isConstQualified();
  return Variable && !Changed.contains(cast<ValueDecl>(Decl->getCanonicalDecl())) ? Decl : nullptr;
}

const NamedDecl *PollReader::subject(const Expr &Condition) const {
  bool Negated = false;
  const Expr *E = stripNegations(&Condition, Negated)->IgnoreUnlessSpelledInSource();
  const Expr *Sides[2] = {E, nullptr};
  bool Joined = false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    Joined = Binary->isLogicalOp();
    Sides[0] = Binary->getLHS();
    Sides[1] = Binary->getRHS();
    if (!Joined && !Binary->isComparisonOp())
      return nullptr;
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E); Operator && Operator->getNumArgs() == 2) {
    Sides[0] = Operator->getArg(0);
    Sides[1] = Operator->getArg(1);
  } else if (Operator && Operator->getNumArgs() == 1) {
    Sides[0] = Operator->getArg(0); // '!x' of a class
  }
  if (Joined) {
    const NamedDecl *First = subject(*Sides[0]);
    return First ? First : subject(*Sides[1]);
  }
  const NamedDecl *First = subjectOfOperand(*Sides[0]);
  const NamedDecl *Second = Sides[1] ? subjectOfOperand(*Sides[1]) : nullptr;
  // Of 'tries < limit' neither is waited for: only a call or an atomic counts next to a variable.
  const auto Counts = [](const NamedDecl *D) {
    const auto *Value = dyn_cast_or_null<ValueDecl>(D);
    const CXXRecordDecl *Class = Value ? Value->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return isa_and_nonnull<FunctionDecl>(D) || (Class && Class->isInStdNamespace());
  };
  if (!Sides[1] || Counts(First))
    return First;
  if (Counts(Second))
    return Second;
  const auto Fixed = [&](const Expr *Side) {
    return !Side->isValueDependent() && (Side->isEvaluatable(Context) || Side->getType()->isNullPtrType());
  };
  return Fixed(Sides[1]) ? First : Fixed(Sides[0]) ? Second : nullptr;
}

/// A change of the back-off, a hint to the processor, a timer that is set.
bool PollReader::isUpkeep(const Expr &E) const {
  const Expr *Inner = E.IgnoreImplicit()->IgnoreParens();
  if (const auto *Unary = dyn_cast<UnaryOperator>(Inner))
    return Unary->isIncrementDecrementOp();
  if (const auto *Binary = dyn_cast<BinaryOperator>(Inner))
    return Binary->isAssignmentOp() && onlyLooks(*Binary->getRHS());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Inner))
    return Operator->isAssignmentOp() && onlyLooks(*Operator->getArg(1));
  const auto *Call = dyn_cast<CallExpr>(Inner);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getIdentifier())
    return false;
  const StringRef Name = Callee->getName();
  return Name.starts_with("expires_") || Name.contains("pause") || Name.contains("yield") || Name.contains("relax");
}

bool PollReader::declares(const DeclStmt &S) const {
  return llvm::all_of(S.decls(), [&](const Decl *D) {
    const auto *Var = dyn_cast<VarDecl>(D);
    const CXXRecordDecl *Class = Var ? Var->getType()->getAsCXXRecordDecl() : nullptr;
    const bool Timer = Class && Class->getIdentifier() && Class->getName().contains("timer");
    return Timer || (Var && (!Var->getInit() || onlyLooks(*Var->getInit())));
  });
}

bool PollReader::onlyWaits(const Stmt *S) const {
  if (!S || S == &Wait || isa<NullStmt, BreakStmt, ContinueStmt>(S))
    return true;
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return llvm::all_of(Block->body(), [&](const Stmt *Part) { return onlyWaits(Part); });
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && onlyWaits(If->getThen()) && onlyWaits(If->getElse());
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return !Return->getRetValue() || onlyLooks(*Return->getRetValue());
  if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    return !Return->getOperand() || onlyLooks(*Return->getOperand());
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    return declares(*Declaration);
  const auto *E = dyn_cast<Expr>(S);
  return E && isUpkeep(*E);
}

std::optional<Poll> pollAround(Path Where, const Stmt &Wait, const Globs &Predicates, const ASTContext &Context) {
  const Stmt *Loop = innermostLoop(Where);
  if (!Loop)
    return std::nullopt;
  const PollReader Reader(*Loop, Wait, Predicates, Context);
  const Stmt *Body = loopBody(*Loop);
  const bool OnlyWaits = Reader.onlyWaits(Body);
  // A bounded loop that works and may give up is a retry or a rate limit, not a wait.
  if (!OnlyWaits && isCounted(*Loop))
    return std::nullopt;
  const SmallVector<LoopExit, 2> Exits = loopExits(*Loop, Context);
  const bool LooksOnly = llvm::all_of(Exits, [&](const LoopExit &E) { return Reader.onlyLooks(*E.Condition); });
  for (const LoopExit &Exit : Exits) {
    const NamedDecl *Subject = Reader.subject(*Exit.Condition);
    if (!Subject)
      continue;
    ArrayRef<const Stmt *> Parts = statementsOf(Body);
    const bool CheckIsPart = Exit.Check && !Exit.Check->getElse() && !Exit.Check->getInit() && Parts.size() == 2 &&
                             llvm::is_contained(Parts, Exit.Check) && !statementsOf(Exit.Check->getThen()).empty() &&
                             isa<BreakStmt>(statementsOf(Exit.Check->getThen())[0]);
    const bool Replaceable = Exits.size() == 1 && !isCounted(*Loop) && llvm::is_contained(Parts, &Wait) &&
                             (Exit.Check ? CheckIsPart : Parts.size() == 1);
    return Poll{Loop, Exit.Condition, Exit.LeavesWhenTrue, Subject, OnlyWaits, LooksOnly, Replaceable};
  }
  return std::nullopt;
}

} // namespace ron
