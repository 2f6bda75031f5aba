// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/GuardTypes.h"
#include "analysis/AstVisitor.h"

#include "analysis/Globs.h"
#include "analysis/Names.h"

#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

bool hasMethod(const CXXRecordDecl *Class, StringRef Name) {
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  return Definition && llvm::any_of(Definition->lookup(&Class->getASTContext().Idents.get(Name)),
                                    [](const NamedDecl *Found) { return isa<CXXMethodDecl>(Found); });
}

namespace {

/// Finds the name of the template in the type of a declaration.
class TemplateNameFinder : public AstVisitor {
public:
  SourceLocation Found;
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc Loc) override {
    return take(Loc.getTemplateNameLoc());
  }
  bool VisitDeducedTemplateSpecializationTypeLoc(DeducedTemplateSpecializationTypeLoc Loc) override {
    return take(Loc.getTemplateNameLoc());
  }

private:
  bool take(SourceLocation Loc) {
    if (Found.isInvalid())
      Found = Loc;
    return false;
  }
};

} // namespace

bool makeUnlockable(const VarDecl &Guard, Edits &Change) {
  const CXXRecordDecl *Class = recordOf(Guard.getType());
  if (Guard.getType().isConstQualified())
    return false;
  if (hasMethod(Class, "unlock"))
    return true;
  const Expr *Init = Guard.getInit() ? Guard.getInit()->IgnoreImplicit() : nullptr;
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Init);
  if (!Class || !Construct || Construct->getNumArgs() != 1 || !Guard.getTypeSourceInfo())
    return false;
  TemplateNameFinder Finder;
  Finder.TraverseTypeLoc(Guard.getTypeSourceInfo()->getTypeLoc());
  // An alias says something else than the template's name, and stays.
  if (Finder.Found.isInvalid() || Finder.Found.isMacroID() || Change.textOf(Finder.Found) != nameOf(*Class) ||
      !isOneOf(Class->getQualifiedNameAsString(), {"std::lock_guard", "std::scoped_lock", "boost::lock_guard"}))
    return false;
  Change.replace(Finder.Found, "unique_lock");
  return true;
}

void addDeclaredGuarded(const CXXRecordDecl &Class, SharedAccesses &Guarded) {
  for (const FieldDecl *Field : Class.fields())
    if (Field->hasAttr<GuardedByAttr>()) {
      Place P;
      P.Steps.push_back({Place::Step::Kind::Member, Field->getCanonicalDecl()});
      Guarded.Places.push_back(std::move(P));
    }
}

} // namespace ron
