// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/SnapshotForms.h"

#include "analysis/AtomicForms.h"
#include "analysis/Borrows.h"
#include "analysis/FileUses.h"
#include "analysis/Members.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

static bool isStdSharedPtr(const CXXRecordDecl *Class) {
  return Class && isInStd(*Class) && nameOf(*Class) == "shared_ptr";
}

/// Whether \p S assigns to what may go on looking at the value.
static bool isBorrowingAssignment(const Stmt &S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
    return Binary->isAssignmentOp() && mayBorrow(Binary->getLHS()->getType());
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
  return Operator && Operator->isAssignmentOp() && mayBorrow(Operator->getArg(0)->getType());
}

/// Whether what is read at \p Use lasts as long as the statement: the snapshot that it is read from lasts no longer.
static bool endsWithStatement(const ConfigUse &Use) {
  for (size_t I = Use.Path.size() - 1; I-- > 0;) {
    if (const auto *D = Use.Path[I].dyn_cast<const Decl *>()) {
      const auto *Var = dyn_cast<VarDecl>(D);
      return Var && !mayBorrow(Var->getType());
    }
    const auto *S = cast<const Stmt *>(Use.Path[I]);
    if (isa<ReturnStmt>(S))
      return !mayBorrow(Use.Where.Function->getReturnType());
    if (isa<CoreturnStmt, CXXForRangeStmt, CoroutineSuspendExpr, LambdaExpr>(S) || isBorrowingAssignment(*S))
      return false;
    if (!isa<Expr>(S))
      return true;
  }
  return false;
}

/// The expression that has the name at \p Use as a direct part.
static const Expr *userOf(const ConfigUse &Use) {
  for (size_t I = Use.Path.size() - 1; I-- > 0;) {
    const auto *S = Use.Path[I].dyn_cast<const Stmt *>();
    if (!isa_and_nonnull<ImplicitCastExpr, ParenExpr>(S))
      return dyn_cast_or_null<Expr>(S);
  }
  return nullptr;
}

/// Whether \p User copies the pointer at \p Use, as another class with a constructor for it might not.
static bool copies(const Expr *User) {
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(User);
  return Construct && isStdSharedPtr(Construct->getConstructor()->getParent());
}

static void convertRead(const ConfigUse &Use, Edits &Change) {
  const Expr *User = userOf(Use);
  const auto *Member = dyn_cast_or_null<MemberExpr>(User);
  const bool Tests = Member && isa<CXXConversionDecl>(Member->getMemberDecl());
  const bool Looks = isa_and_nonnull<CXXOperatorCallExpr, CXXRewrittenBinaryOperator>(User) && endsWithStatement(Use);
  if (!copies(User) && !Tests && !Looks)
    return Change.abandon();
  Change.insertAfterToken(Use.Name->getEndLoc(), ".load()");
}

/// Whether the operation at \p Use is a statement, whose value nobody uses.
static bool isStatement(const ConfigUse &Use) {
  for (size_t I = Use.Path.size() - 1; I-- > 0;) {
    if (Use.Path[I] != CodeNode(static_cast<const Stmt *>(Use.Whole)))
      continue;
    while (I-- > 0) {
      const auto *S = Use.Path[I].dyn_cast<const Stmt *>();
      if (!S || !isa<FullExpr>(S))
        return isa_and_nonnull<CompoundStmt, IfStmt>(S);
    }
  }
  return false;
}

static void convert(const ConfigUse &Use, Edits &Change) {
  using Kind = ConfigUse::Kind;
  if (!Use.OnThis || !Use.Where.Function || Use.Where.Function->isTemplated())
    return Change.abandon();
  const std::string Name = Change.textOf(Use.Name->getSourceRange()).str();
  if (Use.What == Kind::Read)
    return convertRead(Use, Change);
  if (Use.What == Kind::AtomicLoad && cast<CallExpr>(Use.Whole)->getNumArgs() == 1)
    return Change.replace(Use.Whole->getSourceRange(), Name + ".load()");
  if ((Use.What == Kind::Replace || Use.What == Kind::AtomicStore) && Use.Value && !isa<InitListExpr>(Use.Value) &&
      isStatement(Use))
    return Change.replace(Use.Whole->getSourceRange(),
                          Name + ".store(" + Change.textOf(Use.Value->getSourceRange()) + ")");
  Change.abandon();
}

/// Whether \p Init starts an atomic, too: a 'shared_ptr', or nothing. Behind '=' there is one conversion and no second.
static bool startsAlike(const Expr *Init, QualType Type, bool BehindEquals) {
  const auto *Construct = Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit()) : nullptr;
  if (!Init || isa<CXXDefaultInitExpr>(Init) || (Construct && Construct->getNumArgs() == 0))
    return true;
  const Expr *Written = Init->IgnoreUnlessSpelledInSource();
  if (BehindEquals)
    return Written->getType().getCanonicalType().getUnqualifiedType() == Type.getCanonicalType().getUnqualifiedType();
  const Expr *From = Construct && Construct->getNumArgs() == 1 ? Construct->getArg(0) : Written;
  return From->getType()->isRecordType() && !(Construct && Construct->getNumArgs() > 1);
}

static bool startsAlike(const ValueDecl &Holder) {
  const QualType Type = Holder.getType();
  if (const auto *Var = dyn_cast<VarDecl>(&Holder))
    return startsAlike(Var->getInit(), Type, Var->getInitStyle() == VarDecl::CInit);
  const auto &Field = cast<FieldDecl>(Holder);
  const auto *Class = cast<CXXRecordDecl>(Field.getParent());
  return startsAlike(Field.getInClassInitializer(), Type, Field.getInClassInitStyle() == ICIS_CopyInit) &&
         llvm::all_of(Class->ctors(), [&](const CXXConstructorDecl *Constructor) {
           return llvm::all_of(Constructor->inits(), [&](const CXXCtorInitializer *Initializer) {
             return Initializer->getAnyMember() != &Field || startsAlike(Initializer->getInit(), Type, false);
           });
         });
}

void makeAtomicSnapshot(const ValueDecl &Holder, ArrayRef<ConfigUse> Uses, Edits &Change, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto &Declared = cast<DeclaratorDecl>(Holder);
  const auto *Class = dyn_cast<CXXRecordDecl>(Holder.getDeclContext());
  if (!isStdSharedPtr(Holder.getType()->getAsCXXRecordDecl()) || !isOfThisFile(Holder, Sources) ||
      sharesDeclaration(Declared) || Holder.hasAttrs() || Holder.getMostRecentDecl() != &Holder ||
      !startsAlike(Holder) || (Class && (Class->getTemplateInstantiationPattern() || isCopied(*Class))))
    return Change.abandon();
  wrapInAtomic(Declared, Change);
  for (const ConfigUse &Use : Uses)
    convert(Use, Change);
}

} // namespace ron
