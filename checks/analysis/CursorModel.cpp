// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/CursorModel.h"

#include "analysis/Conditions.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

/// SQLite's statements wait, prepared, for as long as one likes; it is the first step that opens something.
static bool isStatementClass(const CXXRecordDecl &Class) { return nameOf(Class) == "sqlite3_stmt"; }

static constexpr StringRef PointersThatOwn[] = {"optional", "unique_ptr", "shared_ptr"};

CursorModel::CursorModel(const Globs &IteratorTypes, const FunctionDecl &Function)
    : HolderModel(Function), IteratorTypes(IteratorTypes),
      Types([&](const CXXRecordDecl &Class) { return IteratorTypes.matches(Class); }, PointersThatOwn),
      Statements(isStatementClass, PointersThatOwn) {}

bool CursorModel::isRawCursor(QualType Type) const {
  const CXXRecordDecl *Class = Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : nullptr;
  return Class && IteratorTypes.matches(*Class);
}

bool CursorModel::isStatement(QualType Type) const {
  const CXXRecordDecl *Class = Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : nullptr;
  return Class ? isStatementClass(*Class) : Statements.holds(Type);
}

/// Whether \p Callee, which returns a plain pointer to a cursor, opens it. Others give a look at one that they keep.
static bool opens(const FunctionDecl &Callee) {
  const std::string Name = nameOf(Callee).lower();
  return llvm::any_of(ArrayRef<StringRef>{"new", "begin", "open", "create", "make", "getsnapshot", "getiterator"},
                      [&](StringRef Part) { return StringRef(Name).contains(Part); });
}

HolderModel::Birth CursorModel::birthByConstructor(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  const CXXRecordDecl *Class = Construct.getType()->getAsCXXRecordDecl();
  SmallVector<const Expr *, 4> Arguments;
  for (const Expr *Argument : Construct.arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      Arguments.push_back(Argument);
  if (Arguments.empty() || !Class || isStatement(Construct.getType()))
    return {};
  if (Constructor->isCopyOrMoveConstructor())
    return birth(Arguments[0]);
  if (IteratorTypes.matches(*Class))
    return {Birth::Kind::Alive};
  const Expr &First = *withoutWrapping(Arguments[0]);
  if (Class->isInStdNamespace() && First.getType()->isPointerType()) // a smart pointer becomes the owner
    return {First.getType()->isNullPtrType() || isa<CXXNullPtrLiteralExpr>(First) ? Birth::Kind::Empty
                                                                                  : Birth::Kind::Alive};
  if (llvm::any_of(Arguments, [&](const Expr *A) { return holds(A->getType()); }))
    return birthOfPart(Arguments);
  const FunctionDecl *Definition = nullptr;
  if (Constructor->hasBody(Definition))
    for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits())
      if (Init->getInit() && holds(Init->getInit()->getType()))
        return birth(Init->getInit());
  return {};
}

HolderModel::Birth CursorModel::birthByCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || Call.isLValue() || isStatement(Call.getType()))
    return {};
  if (isRawCursor(Call.getType()))
    return {opens(*Callee) ? Birth::Kind::Alive : Birth::Kind::Empty};
  if (Callee->isInStdNamespace() && !nameOf(*Callee).starts_with("make_"))
    return birthOfPart(SmallVector<const Expr *, 4>(Call.arguments()));
  return {Birth::Kind::Alive};
}

/// A call of a smart pointer's or an optional's own member function.
void CursorModel::ownerCall(const CXXMemberCallExpr &Call, const Place &Owner, World &W) {
  const StringRef Name = nameOf(*Call.getMethodDecl());
  if (Name == "swap" || Name == "release") {
    escape(*Call.getImplicitObjectArgument(), W);
    if (Name == "swap")
      escape(*Call.getArg(0), W);
  } else if (Name == "reset" || Name == "emplace") {
    const bool Renews = Name == "emplace" || (Call.getNumArgs() != 0 && !isa<CXXDefaultArgExpr>(Call.getArg(0)) &&
                                              !isa<CXXNullPtrLiteralExpr>(withoutWrapping(Call.getArg(0))));
    release(Owner, W);
    if (Renews && !isStatement(Call.getImplicitObjectArgument()->getType()))
      W.born({Known.of(Owner), static_cast<const Stmt *>(&Call)});
  }
}

namespace {

/// What one of the libraries' C functions does to the handle that is its argument of the given number.
struct Effect {
  StringRef Name;
  bool Opens;
  unsigned Argument;
};

} // namespace

static constexpr Effect Effects[] = {
    {"mdb_cursor_open", true, 2},
    {"mdb_cursor_close", false, 0},
    {"mdb_txn_begin", true, 3},
    {"mdb_txn_renew", true, 0},
    {"mdb_txn_abort", false, 0},
    {"mdb_txn_commit", false, 0},
    {"mdb_txn_reset", false, 0},
    {"sqlite3_reset", false, 0},
    {"sqlite3_finalize", false, 0},
    {"leveldb_iter_destroy", false, 0},
    {"rocksdb_iter_destroy", false, 0},
    {"rocksdb_transaction_commit", false, 0},
    {"rocksdb_transaction_rollback", false, 0},
    {"rocksdb_transaction_destroy", false, 0},
};

void CursorModel::cCall(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) {
  if (nameOf(Callee) == "sqlite3_step" && Call.getNumArgs() == 1)
    return step(Call, W, Others);
  for (const Effect &E : Effects) {
    if (nameOf(Callee) != E.Name || Call.getNumArgs() <= E.Argument)
      continue;
    if (const auto Handle = ron::placeOf(Call.getArg(E.Argument))) {
      release(*Handle, W);
      if (E.Opens)
        W.born({Known.of(*Handle), static_cast<const Stmt *>(&Call)});
    }
  }
}

/// A step opens a row of its statement, or closes the statement when there is none left.
void CursorModel::step(const CallExpr &Call, World &W, SmallVectorImpl<World> &Others) {
  const auto Statement = ron::placeOf(Call.getArg(0));
  if (!Statement)
    return;
  World Done = W;
  release(*Statement, Done);
  Done.learn({&Call, false, nullptr});
  Others.push_back(std::move(Done));
  W.learn({&Call, true, nullptr});
  const Life *Open = lifeAt(*Call.getArg(0), W);
  if (!Open || Open->State != Life::Phase::Alive) // else it stays open from its first step on
    W.born({Known.of(*Statement), static_cast<const Stmt *>(&Call)});
}

void CursorModel::call(const CallExpr &Call, const FunctionDecl &Callee, World &W, SmallVectorImpl<World> &Others) {
  if (nameOf(Callee) == "ReleaseSnapshot" && Call.getNumArgs() == 1) {
    if (const auto Snapshot = ron::placeOf(Call.getArg(0)))
      release(*Snapshot, W);
    return;
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Member) {
    cCall(Call, Callee, W, Others);
    return;
  }
  const Expr *Object = Member->getImplicitObjectArgument();
  const auto P = Object ? ron::placeOf(Object) : std::nullopt;
  if (!P)
    return;
  const QualType Type = Object->getType()->isPointerType() ? Object->getType()->getPointeeType() : Object->getType();
  if (isInStd(Callee) && holds(Type))
    ownerCall(*Member, *P, W);
  else if (isOneOf(nameOf(Callee), {"Commit", "Rollback", "commit", "rollback", "abort", "Abort", "close", "Close"}))
    release(*P, W);
}

void CursorModel::assign(const BinaryOperator &Assignment, World &W) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Assignment.getLHS()->IgnoreParenImpCasts()))
    remember(*Ref->getDecl(), *Assignment.getRHS(), W);
  // Who takes a copy of the pointer may close it.
  if (isRawCursor(Assignment.getRHS()->getType()))
    escape(*Assignment.getRHS(), W);
  const auto Target = ron::placeOf(Assignment.getLHS());
  if (!Target || !isRawCursor(Assignment.getLHS()->getType()))
    return;
  const Birth How = birth(Assignment.getRHS());
  release(*Target, W);
  if (How.What == Birth::Kind::Alive)
    W.born({Known.of(*Target), static_cast<const Stmt *>(&Assignment)});
}

void CursorModel::other(const Stmt &S, World &W) {
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S)) {
    if (const auto Deleted = ron::placeOf(Delete->getArgument()))
      release(*Deleted, W);
  } else if (const auto *Assignment = dyn_cast<BinaryOperator>(&S)) {
    if (Assignment->getOpcode() == BO_Assign)
      assign(*Assignment, W);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    for (const Expr *Argument : Construct->arguments()) // a smart pointer takes the plain one over
      if (isRawCursor(Argument->getType()))
        escape(*Argument, W);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit()) {
        remember(*Var, *Var->getInit(), W);
        if (isRawCursor(Var->getType()))
          escape(*Var->getInit(), W);
      }
  }
}

/// Follows the result of a step into the variable \p Var.
void CursorModel::remember(const ValueDecl &Var, const Expr &Value, World &W) {
  if (const World::Truth *Row = W.truthOf(Value.IgnoreParenImpCasts()))
    W.learn({&Var, Row->Value, nullptr});
  else if (Var.getType()->isIntegerType())
    W.forget(&Var);
}

/// What a comparison of a step's result with SQLITE_ROW or SQLITE_DONE says.
std::optional<bool> CursorModel::truth(const Expr &Condition, World &W, bool) {
  static constexpr int Row = 100, Done = 101;
  const auto *Comparison = dyn_cast<BinaryOperator>(&Condition);
  if (!Comparison || !Comparison->isEqualityOp())
    return std::nullopt;
  const auto *Code = dyn_cast<IntegerLiteral>(Comparison->getRHS()->IgnoreParenImpCasts());
  if (!Code || (Code->getValue() != Row && Code->getValue() != Done))
    return std::nullopt;
  const Expr *Result = Comparison->getLHS()->IgnoreParenImpCasts();
  if (const auto *Assignment = dyn_cast<BinaryOperator>(Result); Assignment && Assignment->isAssignmentOp())
    Result = Assignment->getRHS()->IgnoreParenImpCasts();
  const auto *Ref = dyn_cast<DeclRefExpr>(Result);
  const World::Truth *HasRow = W.truthOf(Ref ? static_cast<const void *>(Ref->getDecl()) : Result);
  if (!HasRow || (Code->getValue() == Done && !HasRow->Value))
    return std::nullopt; // without a row it is done, or has failed
  return (HasRow->Value == (Code->getValue() == Row)) == (Comparison->getOpcode() == BO_EQ);
}

} // namespace ron
