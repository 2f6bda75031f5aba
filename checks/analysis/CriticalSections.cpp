// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/CriticalSections.h"

#include "analysis/FileUses.h"
#include "analysis/Places.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

namespace {

/// Follows every use of one mutex, until one is not understood.
class MutexVisitor : public AncestorVisitor {
public:
  MutexVisitor(const FieldDecl &Mutex, const LockTypes &Types, const ASTContext &Context)
      : Mutex(Mutex), Types(Types), Context(Context) {}

  GuardedScalar Found;
  bool Complete = true;

  bool VisitMemberExpr(MemberExpr *E) override {
    if (E->getMemberDecl() == &Mutex)
      Complete =
          Complete && isDeclaredGuard(*E) ? true : isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts()) && take();
    return Complete;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return Complete = Complete && E->getDecl() != &Mutex; }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    return Complete = Complete && E->getMember() != Mutex.getDeclName();
  }

private:
  bool isDeclaredGuard(const Expr &E) const;
  bool take();
  bool takeGuard(const CXXConstructExpr &Guard, Path Way);
  bool takeCall(const CXXMemberCallExpr &Call, Path Way);
  bool add(CriticalSection Section);

  const FieldDecl &Mutex;
  const LockTypes &Types;
  const ASTContext &Context;
  llvm::SmallPtrSet<const Expr *, 4> Unlocks; // that belong to a 'lock()' seen before
};

/// Follows every use of a scalar.
class ScalarVisitor : public AncestorVisitor {
public:
  explicit ScalarVisitor(GuardedScalar &Of) : Of(Of) {
    for (const CriticalSection &Section : Of.Sections)
      for (const ScalarUse &Use : Section.Content.Uses)
        Known.insert(Use.Object);
  }

  bool Complete = true;

  bool VisitMemberExpr(MemberExpr *E) override {
    if (E->getMemberDecl() == Of.Scalar && !Known.count(E)) {
      Of.Free.push_back(scalarUse(path(), *E));
      Complete = Complete && Of.Free.back().What != ScalarUse::Kind::Other &&
                 isa<CXXThisExpr>(E->getBase()->IgnoreParenImpCasts());
    }
    return Complete;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return Complete = Complete && E->getDecl() != Of.Scalar; }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    return Complete = Complete && E->getMember() != Of.Scalar->getDeclName();
  }
  bool VisitBindingDecl(BindingDecl *D) override {
    const auto *Bound = D->getBinding() ? dyn_cast<MemberExpr>(D->getBinding()->IgnoreParenImpCasts()) : nullptr;
    return Complete = Complete && !(Bound && Bound->getMemberDecl() == Of.Scalar);
  }

private:
  GuardedScalar &Of;
  llvm::SmallPtrSet<const Expr *, 8> Known;
};

} // namespace

/// Whether \p E is the argument of 'guarded_by' at a member.
bool MutexVisitor::isDeclaredGuard(const Expr &E) const {
  return llvm::any_of(Mutex.getParent()->fields(), [&](const FieldDecl *Field) {
    const auto *Guarded = Field->getAttr<GuardedByAttr>();
    return Guarded && Guarded->getArg()->IgnoreParenImpCasts() == &E;
  });
}

bool MutexVisitor::add(CriticalSection Section) {
  std::optional<SectionContent> Content = contentOf(Section.Body, nullptr, Context);
  if (!Content || (Found.Scalar && Found.Scalar != Content->Scalar))
    return false;
  Found.Scalar = Content->Scalar;
  Section.Content = std::move(*Content);
  Found.Sections.push_back(std::move(Section));
  return true;
}

/// What of \p Block follows \p First.
static ArrayRef<Stmt *> statementsAfter(const CompoundStmt &Block, const Stmt &First) {
  const ArrayRef<Stmt *> All(Block.body_begin(), Block.size());
  const auto At = llvm::find(All, &First);
  return All.drop_front(At == All.end() ? All.size() : At - All.begin() + 1);
}

/// The call of 'unlock()' that is all of \p S; or null.
static const CXXMemberCallExpr *unlockIn(const Stmt &S) {
  const auto *E = dyn_cast<Expr>(&S);
  const auto *Call = E ? dyn_cast<CXXMemberCallExpr>(E->IgnoreImplicit()) : nullptr;
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Call->getNumArgs() == 0 && lockAction(*Method) == LockAction::Unlock ? Call : nullptr;
}

/// The section behind \p First, up to the release of the lock or guard for which \p Releases holds.
static CriticalSection sectionBehind(const Stmt &First, const CompoundStmt &Block,
                                     llvm::function_ref<bool(const CXXMemberCallExpr &)> Releases) {
  CriticalSection Section;
  Section.Locks = &First;
  for (const Stmt *S : statementsAfter(Block, First)) {
    if (const CXXMemberCallExpr *Call = unlockIn(*S); Call && Releases(*Call)) {
      Section.Unlocks = S;
      break;
    }
    Section.Body.push_back(S);
  }
  return Section;
}

/// Whether the object that \p Guard locks may be unlocked and locked behind \p End.
static bool isUsedBehind(const VarDecl &Guard, const CompoundStmt &Block, const Stmt &End) {
  const Place Where = placeOf(Guard);
  return llvm::any_of(statementsAfter(Block, End), [&](const Stmt *S) { return mentions(*S, Where) != 0; });
}

bool MutexVisitor::takeGuard(const CXXConstructExpr &Guard, Path Way) {
  SmallVector<const Expr *, 4> Arguments;
  llvm::copy_if(Guard.arguments(), std::back_inserter(Arguments),
                [](const Expr *Argument) { return !isa<CXXDefaultArgExpr>(Argument); });
  if (Arguments.size() != 1 || !Types.isGuard(Guard.getType()))
    return false;
  while (!Way.empty() && isa<FullExpr, ImplicitCastExpr, CXXBindTemporaryExpr>(Way.back()))
    Way = Way.drop_back();
  const auto *Declared = Way.size() < 2 ? nullptr : dyn_cast<DeclStmt>(Way.back());
  const auto *Block = Declared ? dyn_cast<CompoundStmt>(Way.drop_back().back()) : nullptr;
  const auto *Var = Block && Declared->isSingleDecl() ? dyn_cast<VarDecl>(Declared->getSingleDecl()) : nullptr;
  if (!Var || !Var->isLocalVarDecl() || Var->isStaticLocal())
    return false;
  CriticalSection Section = sectionBehind(*Declared, *Block, [&](const CXXMemberCallExpr &Call) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Call.getImplicitObjectArgument()->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == Var;
  });
  return !(Section.Unlocks && isUsedBehind(*Var, *Block, *Section.Unlocks)) && add(std::move(Section));
}

bool MutexVisitor::takeCall(const CXXMemberCallExpr &Call, Path Way) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || Call.getNumArgs() != 0)
    return false;
  const LockAction Action = lockAction(*Method);
  if (Action == LockAction::Unlock)
    return Unlocks.count(&Call) != 0;
  while (!Way.empty() && isa<FullExpr>(Way.back()))
    Way = Way.drop_back();
  const auto *Block = Way.empty() ? nullptr : dyn_cast<CompoundStmt>(Way.back());
  if (Action != LockAction::Lock || !Block)
    return false;
  const auto First = llvm::find_if(
      Block->body(), [&](const Stmt *S) { return isa<Expr>(S) && cast<Expr>(S)->IgnoreImplicit() == &Call; });
  if (First == Block->body_end())
    return false;
  CriticalSection Section = sectionBehind(**First, *Block, [&](const CXXMemberCallExpr &Unlock) {
    const auto *Member = dyn_cast<MemberExpr>(Unlock.getImplicitObjectArgument()->IgnoreParenImpCasts());
    return Member && Member->getMemberDecl() == &Mutex && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts());
  });
  if (!Section.Unlocks)
    return false;
  Unlocks.insert(unlockIn(*Section.Unlocks));
  return add(std::move(Section));
}

/// What is done with the mutex whose name is at the end of the path.
bool MutexVisitor::take() {
  Path Way = path().drop_back();
  const auto IsAddress = [](const Stmt *S) {
    const auto *Unary = dyn_cast<UnaryOperator>(S);
    return Unary && Unary->getOpcode() == UO_AddrOf;
  };
  while (!Way.empty() && (isa<ImplicitCastExpr, ParenExpr>(Way.back()) || IsAddress(Way.back())))
    Way = Way.drop_back();
  if (Way.size() < 2)
    return false;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Way.back()))
    return takeGuard(*Construct, Way.drop_back());
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Way.drop_back().back());
  return isa<MemberExpr>(Way.back()) && Call && takeCall(*Call, Way.drop_back(2));
}

/// Whether \p Class declares more than one member as guarded by one of its mutexes, or another than \p Scalar.
static bool declaresOtherGuarded(const RecordDecl &Class, const ValueDecl &Scalar, const FieldDecl &Mutex) {
  return llvm::any_of(Class.fields(), [&](const FieldDecl *Field) {
    const auto *Guarded = Field->getAttr<GuardedByAttr>();
    const auto *By = Guarded ? dyn_cast<MemberExpr>(Guarded->getArg()->IgnoreParenImpCasts()) : nullptr;
    return Field->hasAttr<PtGuardedByAttr>() || (By && By->getMemberDecl() == &Mutex && Field != &Scalar);
  });
}

std::optional<GuardedScalar> scalarGuardedBy(const FieldDecl &Mutex, const LockTypes &Types,
                                             const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (!isOfThisFile(Mutex, Sources))
    return std::nullopt;
  MutexVisitor Locked(Mutex, Types, Context);
  Locked.Found.Lock = &Mutex;
  visitUsers(Mutex, Locked, Context);
  GuardedScalar Found = std::move(Locked.Found);
  if (!Locked.Complete || !Found.Scalar || Found.Scalar->getDeclContext() != Mutex.getDeclContext() ||
      !isOfThisFile(*Found.Scalar, Sources) || declaresOtherGuarded(*Mutex.getParent(), *Found.Scalar, Mutex))
    return std::nullopt;
  ScalarVisitor Used(Found);
  visitUsers(*Found.Scalar, Used, Context);
  return Used.Complete ? std::optional(std::move(Found)) : std::nullopt;
}

} // namespace ron
