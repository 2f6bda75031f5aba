// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Mutations.h"

#include "analysis/Containers.h"
#include "analysis/Surroundings.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"

namespace ron {

const ValueDecl *lastNamed(const Place &P) {
  for (const Place::Step &Step : llvm::reverse(P.Steps))
    if (Step.What == Place::Step::Kind::Member)
      return cast<ValueDecl>(static_cast<const Decl *>(Step.Id));
  return P.Decl;
}

class MutationFinder : public UserCodeVisitor {
public:
  MutationFinder(const ASTContext &Context, Mutations &Into) : UserCodeVisitor(Context), Into(Into) {}

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    if (Call->getMethodDecl())
      note(*Call->getMethodDecl(), Call->getImplicitObjectArgument(), *Call);
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()); Method && Call->getNumArgs() > 0)
      note(*Method, Call->getArg(0), *Call);
    return true;
  }

private:
  void note(const CXXMethodDecl &Method, const Expr *Object, const Expr &At) {
    if (Method.isConst() || Method.isStatic() || !Object ||
        containerFamily(Method.getParent()) == ContainerFamily::None)
      return;
    const std::optional<Place> Where = placeOf(Object);
    const ValueDecl *Named = Where ? lastNamed(*Where) : nullptr;
    const Frame Around = frameOf(path());
    if (Named && Around.Function)
      (*Into.Found)[{Named, Method.getParent()->getCanonicalDecl()}].push_back({&Method, Around.Function, &At});
  }
  Mutations &Into;
};

ArrayRef<Mutation> Mutations::of(const Place &Container, const CXXRecordDecl &Class, ASTContext &Context) {
  if (!Found) {
    Found.emplace();
    MutationFinder(Context, *this).visitAll(Context);
  }
  const auto Known = Found->find({lastNamed(Container), Class.getCanonicalDecl()});
  return Known == Found->end() ? ArrayRef<Mutation>() : ArrayRef<Mutation>(Known->second);
}

bool precedes(const Mutation &Call, const FunctionDecl &Lambda, const ValueDecl &Container,
              const SourceManager &Sources) {
  const SourceLocation Made = Lambda.getLocation();
  if (Container.getDeclContext() != Call.In || !Call.In->getBody() ||
      !Sources.isBeforeInTranslationUnit(Call.At->getEndLoc(), Made))
    return false;
  // The next round of a loop around both comes after it.
  const ParentMap Parents(Call.In->getBody());
  for (const Stmt *S = Call.At; S; S = Parents.getParent(S)) {
    const bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    const SourceRange Range = S->getSourceRange();
    if (IsLoop && Sources.isBeforeInTranslationUnit(Made, Range.getEnd()) &&
        Sources.isBeforeInTranslationUnit(Container.getLocation(), Range.getBegin()))
      return false;
  }
  return true;
}

} // namespace ron
