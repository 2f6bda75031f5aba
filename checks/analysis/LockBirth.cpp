// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How an initialiser or an assigned value leaves the lock of the guard that it makes.
#include "analysis/LockModel.h"

#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

namespace ron {

LockModel::Birth LockModel::birthByTag(ArrayRef<const Expr *> Arguments, QualType Type) {
  if (Arguments.empty())
    return {};
  switch (const LockTag Tag = lockTag(Arguments)) {
  case LockTag::Defers:
    return {};
  case LockTag::Locks:
  case LockTag::Adopts:
    return tracked(Type, Tag == LockTag::Adopts) ? Birth{Birth::Kind::Alive} : Birth{};
  case LockTag::Tries:
    return tracked(Type, /*Adopts=*/true) ? Birth{Birth::Kind::Untested} : Birth{};
  }
  llvm_unreachable("all tags are handled");
}

LockModel::Birth LockModel::birthByConstructor(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  SmallVector<const Expr *, 4> Arguments;
  for (const Expr *Argument : Construct.arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      Arguments.push_back(Argument);
  if (Arguments.empty())
    return {};
  if (Constructor->isCopyOrMoveConstructor())
    return birth(Arguments[0]);
  if (Types.isGuard(Construct.getType()))
    return Types.holdsGuard(Arguments[0]->getType()) ? birth(Arguments[0]) : birthByTag(Arguments, Construct.getType());
  // An owner: by the guards that it is given, else by what it makes of its arguments.
  const bool Given = llvm::any_of(Arguments, [&](const Expr *A) { return Types.holdsGuard(A->getType()); });
  if (Given)
    return birthOfPart(Arguments);
  for (const Expr *Argument : Arguments) {
    const CXXRecordDecl *Class = Argument->getType()->getAsCXXRecordDecl();
    if (Argument->getType()->isNullPtrType() || (Class && nameOf(*Class) == "nullopt_t"))
      return {};
    if (const auto *New = dyn_cast<CXXNewExpr>(withoutWrapping(Argument)))
      return New->getInitializer() ? birth(New->getInitializer()) : Birth{};
  }
  if (Construct.getType()->getAsCXXRecordDecl()->isInStdNamespace())
    return birthByTag(Arguments, Construct.getType());
  // Its own constructor: as its member initialisers say, or locked when they are elsewhere.
  const FunctionDecl *Definition = nullptr;
  if (Constructor->hasBody(Definition))
    for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits())
      if (Init->getInit() && Types.holdsGuard(Init->getInit()->getType()))
        return birth(Init->getInit());
  return birthByTag(Arguments, Construct.getType());
}

LockModel::Birth LockModel::birthByCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  SmallVector<const Expr *, 4> Arguments(Call.arguments());
  if (Callee && Callee->isInStdNamespace())
    for (const Expr *Argument : Arguments)
      if (Types.holdsGuard(Argument->getType()))
        return birthOfPart(Arguments); // make_pair and alike
  if (Callee && Callee->isInStdNamespace() && Arguments.empty())
    return {};
  const std::string Name = Callee ? nameOf(*Callee).lower() : "";
  if (StringRef(Name).contains("defer"))
    return {};
  if (StringRef(Name).contains("try"))
    return tracked(Call.getType(), /*Adopts=*/true) ? Birth{Birth::Kind::Untested} : Birth{};
  if (Arguments.empty())
    return tracked(Call.getType(), /*Adopts=*/false) ? Birth{Birth::Kind::Alive} : Birth{};
  return birthByTag(Arguments, Call.getType());
}

LockModel::Birth LockModel::birthByAwait() const {
  return {Which == Report::Async ? Birth::Kind::Alive : Birth::Kind::Empty};
}

LockModel::Birth LockModel::birthByList(ArrayRef<const Expr *> Parts, QualType Type) {
  return Types.isGuard(Type) ? birthByTag(Parts, Type) : birthOfPart(Parts);
}

} // namespace ron
