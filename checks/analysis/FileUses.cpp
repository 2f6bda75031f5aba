// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/FileUses.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

/// Whether all code that can name the private members of \p Class is in the class itself or in the main file.
static bool membersAreHere(const CXXRecordDecl &Class, const SourceManager &Sources) {
  if (Class.hasFriends() || Class.isDependentContext())
    return false;
  for (const Decl *D : Class.decls()) {
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      D = Template->getTemplatedDecl();
    if (isa<ClassTemplateDecl>(D))
      return false;
    if (const auto *Nested = dyn_cast<CXXRecordDecl>(D); Nested && !Nested->isInjectedClassName()) {
      const CXXRecordDecl *Definition = Nested->getDefinition();
      if (!Definition || !membersAreHere(*Definition, Sources) ||
          !(Definition->getLexicalDeclContext() == &Class || Sources.isInMainFile(Definition->getLocation())))
        return false;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (!Method || Method->isImplicit() || Method->isDeleted() || Method->isDefaulted())
      continue;
    const FunctionDecl *Definition = nullptr;
    if (!Method->isDefined(Definition) ||
        (Definition->isOutOfLine() && !Sources.isInMainFile(Definition->getLocation())))
      return false;
  }
  return true;
}

/// The outermost function around \p D; or null.
static const FunctionDecl *outermostFunction(const Decl &D) {
  const FunctionDecl *Outermost = nullptr;
  for (const DeclContext *Context = D.getDeclContext(); Context; Context = Context->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(Context))
      Outermost = Function;
  return Outermost;
}

bool isOfThisFile(const ValueDecl &D, const SourceManager &Sources) {
  if (D.getType()->isReferenceType() || isa<ParmVarDecl>(D))
    return false;
  const auto *Class = dyn_cast<CXXRecordDecl>(D.getDeclContext());
  if (Class && D.getAccess() == AS_private && membersAreHere(*Class, Sources))
    return true;
  if (!Sources.isInMainFile(D.getLocation()))
    return false;
  return outermostFunction(D) || !(Class ? Class->isExternallyVisible() : D.isExternallyVisible());
}

void visitUsers(const ValueDecl &D, AstVisitor &Visitor, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  if (const FunctionDecl *Outermost = outermostFunction(D)) {
    Visitor.TraverseDecl(const_cast<FunctionDecl *>(Outermost));
    return;
  }
  // What is loaded from a precompiled header was not written in the main file.
  for (Decl *Top : Context.getTranslationUnitDecl()->noload_decls())
    if (Sources.isInMainFile(Sources.getExpansionLoc(Top->getLocation())))
      Visitor.TraverseDecl(Top);
  if (const auto *Class = dyn_cast<CXXRecordDecl>(D.getDeclContext()); Class && !Sources.isInMainFile(D.getLocation()))
    Visitor.TraverseDecl(const_cast<CXXRecordDecl *>(Class));
}

} // namespace ron
