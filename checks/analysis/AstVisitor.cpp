// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/AstVisitor.h"

#include "analysis/UserCode.h"

#include "clang/AST/RecursiveASTVisitor.h"

namespace ron {

namespace {

/// Holds nothing but whom it serves, so that one can be made wherever the traversal goes on.
class Driver : public RecursiveASTVisitor<Driver> {
  using Base = RecursiveASTVisitor<Driver>;

public:
  explicit Driver(AstVisitor &Visitor) : Visitor(Visitor) {}

  bool shouldVisitImplicitCode() const { return Visitor.shouldVisitImplicitCode(); }
  bool shouldVisitTemplateInstantiations() const { return Visitor.shouldVisitTemplateInstantiations(); }

  bool TraverseStmt(Stmt *S) { return Visitor.TraverseStmt(S); }
  bool goOnStmt(Stmt *S) { return Base::TraverseStmt(S); }
  bool TraverseDecl(Decl *D) { return Visitor.TraverseDecl(D); }
  bool goOnDecl(Decl *D) { return Base::TraverseDecl(D); }
  bool TraverseNestedNameSpecifierLoc(NestedNameSpecifierLoc Loc) {
    return !Visitor.shouldVisitTypes() || Base::TraverseNestedNameSpecifierLoc(Loc);
  }
  template <class... Options> bool TraverseTypeLoc(TypeLoc Loc, Options... Given) {
    if (Visitor.shouldVisitTypes())
      return Base::TraverseTypeLoc(Loc, Given...);
    const auto Function = Loc ? Loc.getAsAdjusted<FunctionTypeLoc>() : FunctionTypeLoc();
    return !Function || llvm::all_of(Function.getParams(), [&](ParmVarDecl *P) { return !P || TraverseDecl(P); });
  }
  template <class... Arguments> bool TraverseDecltypeTypeLoc(Arguments &&...) { return true; }

#define RON_TRAVERSE(CLASS)                                                                                            \
  bool Traverse##CLASS(CLASS *Node) { return Visitor.Traverse##CLASS(Node); }                                          \
  bool goOn##CLASS(CLASS *Node) { return Base::Traverse##CLASS(Node); }
  RON_TRAVERSED(RON_TRAVERSE)
#undef RON_TRAVERSE
#define RON_VISIT(CLASS)                                                                                               \
  bool Visit##CLASS(CLASS *Node) { return Visitor.Visit##CLASS(Node); }
  RON_VISITED(RON_VISIT)
#undef RON_VISIT
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc Loc) {
    return Visitor.VisitTemplateSpecializationTypeLoc(Loc);
  }
  bool VisitDeducedTemplateSpecializationTypeLoc(DeducedTemplateSpecializationTypeLoc Loc) {
    return Visitor.VisitDeducedTemplateSpecializationTypeLoc(Loc);
  }

private:
  AstVisitor &Visitor;
};

} // namespace

bool AstVisitor::TraverseTypeLoc(TypeLoc Loc) { return Driver(*this).TraverseTypeLoc(Loc); }
bool AstVisitor::TraverseStmt(Stmt *S) { return Driver(*this).goOnStmt(S); }
bool AstVisitor::TraverseDecl(Decl *D) { return Driver(*this).goOnDecl(D); }
#define RON_TRAVERSE(CLASS)                                                                                            \
  bool AstVisitor::Traverse##CLASS(CLASS *Node) { return Driver(*this).goOn##CLASS(Node); }
RON_TRAVERSED(RON_TRAVERSE)
#undef RON_TRAVERSE

bool AncestorVisitor::TraverseStmt(Stmt *S) {
  if (!S)
    return true;
  Way.push_back(S);
  const bool GoOn = AstVisitor::TraverseStmt(S);
  Way.pop_back();
  return GoOn;
}

UserCodeVisitor::UserCodeVisitor(const ASTContext &Context) : Sources(Context.getSourceManager()) {}

void UserCodeVisitor::visitAll(ASTContext &Context) {
  for (Decl *D : userCode(Context))
    if (!TraverseDecl(D))
      return;
}

bool UserCodeVisitor::TraverseDecl(Decl *D) {
  if (!D || isLibraryCode(*D))
    return true;
  Way.push_back(D);
  const bool GoOn = AstVisitor::TraverseDecl(D);
  Way.pop_back();
  return GoOn;
}

bool UserCodeVisitor::TraverseStmt(Stmt *S) {
  if (!S)
    return true;
  Way.push_back(S);
  const bool GoOn = AstVisitor::TraverseStmt(S);
  Way.pop_back();
  return GoOn;
}

bool UserCodeVisitor::isLibraryCode(const Decl &D) const {
  const DeclContext *Around = D.getLexicalDeclContext();
  return Around && Around->isFileContext() && Sources.isInSystemHeader(D.getLocation());
}

} // namespace ron
