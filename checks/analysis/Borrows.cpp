// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Borrows.h"
#include "analysis/AstVisitor.h"

#include "analysis/Names.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

static bool mayBorrow(QualType Type, unsigned Depth) {
  if (Type->isReferenceType() || Type->isAnyPointerType() || Type->isDependentType())
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return false;
  const StringRef Name = nameOf(*Class);
  if (Name.contains("view") || Name.contains("span") || Name.contains("iterator") ||
      isOneOf(Name, {"reference_wrapper", "reference", "_Bit_reference", "__bit_reference"}))
    return true;
  if (isOneOf(Name, {"unique_ptr", "shared_ptr", "optional", "expected"}))
    return false;
  const CXXRecordDecl *Definition = Class->getDefinition();
  if (!Definition)
    return true;
  for (const CXXMethodDecl *Method : Definition->methods())
    if (Method->getOverloadedOperator() == OO_Star || Method->getOverloadedOperator() == OO_Arrow)
      return true; // an iterator or a pointer of the project's own
  // The containers of the standard library own what their pointers lead to.
  if (Definition->isInStdNamespace() || Depth == 0)
    return false;
  return llvm::any_of(Definition->fields(),
                      [&](const FieldDecl *Field) { return mayBorrow(Field->getType(), Depth - 1); });
}

bool mayBorrow(QualType Type) { return mayBorrow(Type, /*Depth=*/3); }

namespace {

class VariableFinder : public AstVisitor {
public:
  llvm::SmallPtrSet<const VarDecl *, 8> Found;
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    const ValueDecl *D = E->getDecl();
    if (const auto *Binding = dyn_cast<BindingDecl>(D))
      D = Binding->getDecomposedDecl();
    if (const auto *Var = dyn_cast_or_null<VarDecl>(D))
      Found.insert(Var->getCanonicalDecl());
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    Found.insert(Var->getCanonicalDecl());
    return true;
  }
};

} // namespace

llvm::SmallPtrSet<const VarDecl *, 8> variablesIn(const Stmt &S) {
  VariableFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(&S));
  return Finder.Found;
}

} // namespace ron
