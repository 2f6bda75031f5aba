// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/PointerUnion.h"

namespace ron {

// The nodes at which a visitor can look, and those whose parts it can leave out. Add what a new visitor needs.
#define RON_VISITED(X)                                                                                                 \
  X(BinaryOperator)                                                                                                    \
  X(BindingDecl)                                                                                                       \
  X(CallExpr)                                                                                                          \
  X(ConditionalOperator)                                                                                               \
  X(ContinueStmt)                                                                                                      \
  X(CoroutineSuspendExpr)                                                                                              \
  X(CXXDependentScopeMemberExpr)                                                                                       \
  X(CXXMemberCallExpr)                                                                                                 \
  X(CXXNewExpr)                                                                                                        \
  X(CXXOperatorCallExpr)                                                                                               \
  X(CXXThisExpr)                                                                                                       \
  X(DeclRefExpr)                                                                                                       \
  X(DependentCoawaitExpr)                                                                                              \
  X(DoStmt)                                                                                                            \
  X(Expr)                                                                                                              \
  X(ForStmt)                                                                                                           \
  X(IfStmt)                                                                                                            \
  X(ImplicitCastExpr)                                                                                                  \
  X(LambdaExpr)                                                                                                        \
  X(MaterializeTemporaryExpr)                                                                                          \
  X(MemberExpr)                                                                                                        \
  X(StmtExpr)                                                                                                          \
  X(UnaryOperator)                                                                                                     \
  X(VarDecl)                                                                                                           \
  X(WhileStmt)
#define RON_TRAVERSED(X)                                                                                               \
  X(CXXForRangeStmt)                                                                                                   \
  X(CXXNoexceptExpr)                                                                                                   \
  X(CXXRecordDecl)                                                                                                     \
  X(CXXTryStmt)                                                                                                        \
  X(DoStmt)                                                                                                            \
  X(ForStmt)                                                                                                           \
  X(IfStmt)                                                                                                            \
  X(LambdaExpr)                                                                                                        \
  X(MemberExpr)                                                                                                        \
  X(SwitchStmt)                                                                                                        \
  X(UnaryExprOrTypeTraitExpr)                                                                                          \
  X(WhileStmt)

/// clang's RecursiveASTVisitor behind virtual functions, so that its traversal is compiled once and not once for each
/// visitor. Returning false ends the traversal. What stands in decltype() is left out: nothing of it is ever run.
/// (LLVM 20 and newer have such a class; this one serves every version.)
class AstVisitor {
public:
  virtual ~AstVisitor() = default;
  virtual bool shouldVisitImplicitCode() const { return false; }
  virtual bool shouldVisitTemplateInstantiations() const { return false; }
  /// Whether to look into types as they are written, where hardly any code is. Parameters are visited in any case.
  virtual bool shouldVisitTypes() const { return true; }

  bool TraverseTypeLoc(TypeLoc Loc);
  virtual bool TraverseStmt(Stmt *S);
  virtual bool TraverseDecl(Decl *D);
#define RON_TRAVERSE(CLASS) virtual bool Traverse##CLASS(CLASS *Node);
  RON_TRAVERSED(RON_TRAVERSE)
#undef RON_TRAVERSE

#define RON_VISIT(CLASS)                                                                                               \
  virtual bool Visit##CLASS(CLASS *) { return true; }
  RON_VISITED(RON_VISIT)
#undef RON_VISIT
  virtual bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc) { return true; }
  virtual bool VisitDeducedTemplateSpecializationTypeLoc(DeducedTemplateSpecializationTypeLoc) { return true; }
};

/// The statements from the outermost one down to the one in question, which is the last.
using Path = ArrayRef<const Stmt *>;

/// A visitor of what was written that knows the way it came. Costs the code it walks over, where the parent map of
/// clang costs the whole translation unit.
class AncestorVisitor : public AstVisitor {
public:
  bool TraverseStmt(Stmt *S) override;

protected:
  /// The way to the statement that is being visited, within the present function and those around it.
  Path path() const { return Way; }

private:
  SmallVector<const Stmt *, 32> Way;
};

/// A declaration or statement on the way from the translation unit to a piece of code.
using CodeNode = llvm::PointerUnion<const Decl *, const Stmt *>;

/// The way itself, outermost first; the last node is the code that is spoken of.
using CodePath = ArrayRef<CodeNode>;

/// Visits what the user wrote in the whole translation unit, template instantiations included, and knows the way there.
class UserCodeVisitor : public AstVisitor {
public:
  explicit UserCodeVisitor(const ASTContext &Context);

  void visitAll(ASTContext &Context);
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool shouldVisitTypes() const override { return false; }
  bool TraverseDecl(Decl *D) override;
  bool TraverseStmt(Stmt *S) override;

protected:
  CodePath path() const { return Way; }

private:
  bool isLibraryCode(const Decl &D) const;

  const SourceManager &Sources;
  SmallVector<CodeNode, 64> Way;
};

} // namespace ron
