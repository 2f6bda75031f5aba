// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/PointerUnion.h"

namespace ron {

/// A declaration or statement on the way from the translation unit to a piece of code.
using CodeNode = llvm::PointerUnion<const Decl *, const Stmt *>;

/// The way itself, outermost first; the last node is the code that is spoken of.
using CodePath = ArrayRef<CodeNode>;

/// Visits what the user wrote, template instantiations included, and knows the way to where it is. Much cheaper than
/// asking the ASTContext for parents, which first builds a map of everything.
template <typename Derived> class UserCodeVisitor : public RecursiveASTVisitor<Derived> {
  using Base = RecursiveASTVisitor<Derived>;

public:
  explicit UserCodeVisitor(const ASTContext &Context) : Sources(Context.getSourceManager()) {}

  void visitAll(ASTContext &Context) {
    for (Decl *D : Context.getTraversalScope())
      if (!this->getDerived().TraverseDecl(D))
        return;
  }

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool TraverseDecl(Decl *D) {
    if (!D || isLibraryCode(*D))
      return true;
    Path.push_back(D);
    const bool Continue = Base::TraverseDecl(D);
    Path.pop_back();
    return Continue;
  }
  bool dataTraverseStmtPre(Stmt *S) {
    Path.push_back(S);
    return true;
  }
  bool dataTraverseStmtPost(Stmt *) {
    Path.pop_back();
    return true;
  }
  // Nothing in decltype() is ever run.
  template <typename... Arguments> bool TraverseDecltypeTypeLoc(Arguments &&...) { return true; }

protected:
  CodePath path() const { return Path; }

private:
  bool isLibraryCode(const Decl &D) const {
    const DeclContext *Around = D.getLexicalDeclContext();
    return Around && Around->isFileContext() && Sources.isInSystemHeader(D.getLocation());
  }

  const SourceManager &Sources;
  SmallVector<CodeNode, 64> Path;
};

} // namespace ron
