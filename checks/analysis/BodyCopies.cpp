// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/BodyCopies.h"

#include "analysis/Ancestors.h"
#include "analysis/Borrows.h"
#include "analysis/Coroutines.h"
#include "analysis/Mutations.h"
#include "analysis/Names.h"
#include "analysis/Statements.h"
#include "analysis/Tokens.h"

#include "clang/AST/StmtCXX.h"

namespace ron {

/// Whether \p Type is a string or vector that owns its bytes.
static bool isBody(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && isInStd(*Class) && isOneOf(nameOf(*Class), {"basic_string", "vector"});
}

/// The string or vector that \p Argument copies, or refers to for others to copy; null when it is made on the spot.
static const Expr *namedSource(const Expr *Argument) {
  Argument = Argument->IgnoreImplicit()->IgnoreParens();
  const auto *Construct = dyn_cast<CXXConstructExpr>(Argument);
  if (Construct && Construct->getConstructor()->isCopyConstructor())
    Argument = Construct->getArg(0)->IgnoreImplicit()->IgnoreParens();
  const bool IsNamed = isa<DeclRefExpr, MemberExpr>(Argument) && Argument->isLValue();
  return IsNamed && isBody(Argument->getType()) ? Argument : nullptr;
}

/// Whether \p Callee, or an overload that differs in that alone, takes over an object as parameter \p Index.
static bool takesMoved(const FunctionDecl &Callee, unsigned Index) {
  const QualType Type = Callee.getParamDecl(Index)->getType();
  if (!Type->isReferenceType() || Type->isRValueReferenceType())
    return true;
  const FunctionDecl *Pattern = Callee.getPrimaryTemplate() ? Callee.getPrimaryTemplate()->getTemplatedDecl() : &Callee;
  if (Pattern->getParamDecl(Index)->getType()->isRValueReferenceType())
    return true; // a forwarding reference
  const ASTContext &Context = Callee.getASTContext();
  return llvm::any_of(Callee.getDeclContext()->lookup(Callee.getDeclName()), [&](const NamedDecl *D) {
    const auto *Other = dyn_cast<FunctionDecl>(D);
    if (!Other || Other->getNumParams() != Callee.getNumParams())
      return false;
    for (unsigned I = 0; I < Callee.getNumParams(); ++I) {
      const QualType Mine = Callee.getParamDecl(I)->getType(), Its = Other->getParamDecl(I)->getType();
      const bool Same = I == Index ? Its->isRValueReferenceType() &&
                                         Context.hasSameUnqualifiedType(Its->getPointeeType(), Mine->getPointeeType())
                                   : Context.hasSameType(Its, Mine);
      if (!Same)
        return false;
    }
    return true;
  });
}

namespace {

class CopyFinder : public RunCodeVisitor {
public:
  CopyFinder(const Globs &Sinks, const ASTContext &Context) : RunCodeVisitor(Context), Sinks(Sinks) {}
  SmallVector<BodyCopy, 2> Found;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitExpr(Expr *E) override {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2 && isSink(Operator->getArg(0)))
        note(Operator->getArg(1), /*TakesMoved=*/true);
    } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      noteArguments(*Construct->getConstructor(), {Construct->getArgs(), Construct->getNumArgs()});
    } else if (const auto *Call = dyn_cast<CallExpr>(E); Call && calleeOf(*Call)) {
      noteArguments(*calleeOf(*Call), {Call->getArgs(), Call->getNumArgs()});
    }
    return true;
  }

private:
  /// Whether \p Target is the body that a function hands out, or a member.
  bool isSink(const Expr *Target) const {
    Target = Target->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Target))
      return Sinks.matches(*Member->getMemberDecl());
    const auto *Call = dyn_cast<CallExpr>(Target);
    return Call && calleeOf(*Call) && Sinks.matches(*calleeOf(*Call));
  }
  /// The body is the first string of a function and the last one of a constructor; another is the content's type.
  void noteArguments(const FunctionDecl &Callee, ArrayRef<const Expr *> Arguments) {
    if (!Sinks.matches(Callee))
      return;
    std::optional<unsigned> Body;
    for (unsigned I = 0; I < Arguments.size() && I < Callee.getNumParams(); ++I)
      if (isBody(Callee.getParamDecl(I)->getType()) && (!Body || isa<CXXConstructorDecl>(Callee)))
        Body = I;
    if (Body)
      note(Arguments[*Body], takesMoved(Callee, *Body));
  }
  void note(const Expr *Argument, bool TakesMoved) {
    const Expr *Source = namedSource(Argument);
    const std::optional<Place> P = Source ? ron::placeOf(Source) : std::nullopt;
    const ValueDecl *Name = P ? lastNamed(*P) : nullptr;
    const auto *Var = dyn_cast_or_null<VarDecl>(Name);
    const bool IsConstant = Var && Var->hasGlobalStorage() && Var->getType().isConstQualified();
    if (Name && !IsConstant)
      Found.push_back({Source, Name, TakesMoved});
  }

  const Globs &Sinks;
};

/// Counts how a variable is mentioned in a function.
class MentionCounter : public AncestorVisitor {
public:
  explicit MentionCounter(const VarDecl &Var) : Var(Var) {}
  unsigned Mentions = 0;
  bool Lent = false; // something may refer to it, or use it where the order of the source does not tell when

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl() != &Var)
      return true;
    ++Mentions;
    Lent |= llvm::any_of(path(), [](const Stmt *S) { return isa<LambdaExpr, CXXCatchStmt>(S); });
    return true;
  }
  bool VisitVarDecl(VarDecl *Other) override {
    if (Other->getInit() && mayBorrow(Other->getType()))
      Lent |= variablesIn(*Other->getInit()).count(Var.getCanonicalDecl()) != 0;
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *E) override {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->getSubExpr()->IgnoreParens());
    Lent |= E->getOpcode() == UO_AddrOf && Ref && Ref->getDecl() == &Var;
    return true;
  }

private:
  const VarDecl &Var;
};

unsigned mentionsIn(const Stmt &S, const VarDecl &Var) {
  MentionCounter Counter(Var);
  Counter.TraverseStmt(const_cast<Stmt *>(&S));
  return Counter.Mentions;
}

} // namespace

SmallVector<BodyCopy, 2> bodyCopies(const FunctionDecl &Function, const Globs &BodySinks, const ASTContext &Context) {
  CopyFinder Finder(BodySinks, Context);
  const Stmt *Coroutine = coroutineBody(Function);
  Finder.TraverseStmt(const_cast<Stmt *>(Coroutine ? Coroutine : Function.getBody()));
  return std::move(Finder.Found);
}

bool isLastUse(const Expr &Source, const FunctionDecl &Function) {
  const auto *Ref = dyn_cast<DeclRefExpr>(&Source);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->hasLocalStorage() || Var->isInitCapture() || Var->getDeclContext() != &Function ||
      Var->getType()->isReferenceType() || Var->getType().isConstQualified())
    return false;
  const Stmt *Body = coroutineBody(Function);
  Body = Body ? Body : Function.getBody();
  MentionCounter All(*Var);
  All.TraverseStmt(const_cast<Stmt *>(Body));
  const ParentMap Parents(const_cast<Stmt *>(Body));
  // Up to the block that declares the variable, whose rounds, if it has any, start with a new one.
  const Stmt *Scope = nullptr;
  for (const Stmt *S = &Source; S && !Scope; S = Parents.getParent(S)) {
    const auto *Block = dyn_cast<CompoundStmt>(S);
    const bool Declares = Block && llvm::any_of(Block->body(), [&](const Stmt *Element) {
                            const auto *Declaration = dyn_cast<DeclStmt>(Element);
                            return Declaration && llvm::is_contained(Declaration->decls(), Var);
                          });
    Scope = Declares || S == Body ? S : nullptr;
  }
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Scope);
  const Spot Where = Block ? spotOf(Source, *Block, Parents) : Spot();
  if (All.Lent || !Where.Statement || Where.InLoop || mentionsIn(*Where.Statement, *Var) != 1)
    return false;
  return llvm::all_of(Where.After, [&](const Stmt *S) { return mentionsIn(*S, *Var) == 0; });
}

} // namespace ron
