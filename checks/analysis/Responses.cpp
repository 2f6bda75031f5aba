// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Responses.h"

#include "analysis/Globs.h"
#include "analysis/Names.h"
#include "analysis/Surroundings.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/DenseMap.h"

namespace ron {

static bool isResponse(const CXXRecordDecl &Class) {
  static constexpr StringRef Known[] = {"boost::beast::http::message", "boost::beast::http::header",
                                        "httplib::Response", "crow::response", "drogon::HttpResponse"};
  return llvm::is_contained(Known, qualifiedName(Class));
}

/// Whether \p Type is a response, leads to one, or is a task that ends in one.
static bool givesResponse(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  if (!Class)
    return false;
  if (isResponse(*Class))
    return true;
  const auto *Holder = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Holder || Holder->getTemplateArgs().size() == 0)
    return false;
  const TemplateArgument &Held = Holder->getTemplateArgs()[0];
  return Held.getKind() == TemplateArgument::Type && recordOf(Held.getAsType()) && givesResponse(Held.getAsType());
}

unsigned statusOf(const Expr &E, const ASTContext &Context) {
  llvm::APSInt Value;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&E)) {
    const auto *Enumerator = dyn_cast<EnumConstantDecl>(Ref->getDecl());
    if (!Enumerator)
      return 0;
    Value = Enumerator->getInitVal();
  } else if (const auto *Integer = dyn_cast<IntegerLiteral>(&E)) {
    Value = llvm::APSInt(Integer->getValue());
  } else {
    return 0;
  }
  return Value.isNonNegative() && Value.ult(600) ? Value.getZExtValue() : 0;
}

static const ValueDecl *namedBy(const Expr *E) {
  while (true) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParens();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(E);
    if (!Arrow || (Arrow->getOperator() != OO_Arrow && Arrow->getOperator() != OO_Star))
      return nullptr;
    E = Arrow->getArg(0);
  }
}

/// The variable that \p Path's last node initialises; null when it initialises none.
static const ValueDecl *initialised(CodePath Path) {
  for (size_t I = Path.size() - 1; I-- > 0;) {
    if (const auto *D = Path[I].dyn_cast<const Decl *>())
      return dyn_cast<VarDecl>(D);
    if (!isa<ImplicitCastExpr, ExprWithCleanups, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXConstructExpr,
             CoroutineSuspendExpr>(Path[I].dyn_cast<const Stmt *>()))
      return nullptr;
  }
  return nullptr;
}

GivenStatus givenStatus(CodePath Path) {
  const size_t Index = parentIndex(Path);
  const auto *Parent = Index < Path.size() ? dyn_cast_or_null<Expr>(Path[Index].dyn_cast<const Stmt *>()) : nullptr;
  if (!Parent)
    return {};
  const CodePath Upwards = Path.take_front(Index + 1);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Parent))
    return isResponse(*Construct->getConstructor()->getParent()) ? GivenStatus{Parent, initialised(Upwards)}
                                                                 : GivenStatus();
  if (const auto *Assignment = dyn_cast<BinaryOperator>(Parent)) {
    const auto *Field = dyn_cast<MemberExpr>(Assignment->getLHS()->IgnoreParenImpCasts());
    const CXXRecordDecl *Class = Field ? recordOf(Field->getBase()->getType()) : nullptr;
    return Assignment->isAssignmentOp() && Class && isResponse(*Class) ? GivenStatus{Parent, namedBy(Field->getBase())}
                                                                       : GivenStatus();
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Parent); Member && Member->getRecordDecl())
    if (isResponse(*Member->getRecordDecl()))
      return {Parent, namedBy(Member->getImplicitObjectArgument())};
  const auto *Call = dyn_cast<CallExpr>(Parent);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && !isa<CXXOperatorCallExpr>(Call) && givesResponse(Callee->getReturnType())
             ? GivenStatus{Parent, initialised(Upwards)}
             : GivenStatus();
}

namespace {

class RefusalFinder : public UserCodeVisitor {
public:
  explicit RefusalFinder(ASTContext &Context) : UserCodeVisitor(Context), Context(Context) {}

  struct Refusal {
    GivenStatus What;
    const FunctionDecl *In;
    const Expr *Whole; // the full expression
  };
  std::vector<Refusal> Found;
  llvm::DenseMap<const FunctionDecl *, SmallVector<const FunctionDecl *, 2>> Callers;
  bool SaidForAll = false; // something says it in all responses

  bool VisitExpr(Expr *E) override {
    const FunctionDecl *In = frameOf(path()).Function;
    if (!In || statusOf(*E, Context) != 503)
      return true;
    if (const GivenStatus Given = givenStatus(path()); Given.By)
      Found.push_back({Given, In, outermost()});
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const FunctionDecl *In = frameOf(path()).Function;
    if (!Callee || !In)
      return true;
    SaidForAll |= isOneOf(nameOf(*Callee), {"set_post_routing_handler", "set_default_headers", "set_error_handler",
                                            "registerPostHandlingAdvice", "registerPreSendingAdvice"});
    if (givesResponse(Callee->getReturnType()))
      Callers[canonicalFunction(*Callee)].push_back(In);
    return true;
  }

private:
  const Expr *outermost() const {
    const Expr *Whole = nullptr;
    for (size_t I = path().size(); I-- > 0;) {
      const auto *E = dyn_cast_or_null<Expr>(path()[I].dyn_cast<const Stmt *>());
      if (!E || isa<LambdaExpr>(E))
        break;
      Whole = E;
    }
    return Whole;
  }

  ASTContext &Context;
};

/// Looks for whoever says when to come back.
class RetryFinder {
public:
  explicit RetryFinder(const ASTContext &Context) : Context(Context) {}

  /// Whether \p S, or a function that it calls unless \p Alone, names the header.
  bool namesIn(const Stmt &S, bool Alone = false) const;

  /// Whether a full expression in \p S that names \p Response adds the header to it, or hands it to somebody who may.
  bool addsIn(const Stmt &S, const ValueDecl &Response) const;

private:
  static bool mentions(const Stmt &S, const ValueDecl &Response);
  bool isHandedOn(const Stmt &S, const ValueDecl &Response) const;

  const ASTContext &Context;
  mutable llvm::DenseMap<const FunctionDecl *, bool> Known;
};

bool RetryFinder::namesIn(const Stmt &S, bool Alone) const {
  if (const auto *Text = dyn_cast<StringLiteral>(&S); Text && Text->isOrdinary())
    return Text->getString().equals_insensitive("retry-after");
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && nameOf(*Ref->getDecl()) == "retry_after")
    return true;
  const auto *E = dyn_cast<Expr>(&S);
  const FunctionDecl *Callee = E && !Alone ? calleeOf(*E) : nullptr, *Definition = nullptr;
  if (Callee && Callee->hasBody(Definition) &&
      !Context.getSourceManager().isInSystemHeader(Definition->getLocation())) {
    if (Known.try_emplace(Definition, false).second)
      Known[Definition] = namesIn(*Definition->getBody());
    if (Known[Definition])
      return true;
  }
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && namesIn(*Child, Alone); });
}

bool RetryFinder::mentions(const Stmt &S, const ValueDecl &Response) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && Ref->getDecl() == &Response)
    return true;
  if (const auto *Member = dyn_cast<MemberExpr>(&S); Member && Member->getMemberDecl() == &Response)
    return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && mentions(*Child, Response); });
}

/// Whether \p S hands \p Response, as something that can be changed, to a function of the user's whose code is not
/// here.
bool RetryFinder::isHandedOn(const Stmt &S, const ValueDecl &Response) const {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (Callee && !Callee->hasBody() && !Context.getSourceManager().isInSystemHeader(Callee->getLocation()) &&
      !isa<CXXOperatorCallExpr>(Call))
    for (unsigned I = 0; I < std::min(Call->getNumArgs(), Callee->getNumParams()); ++I) {
      const QualType Type = Callee->getParamDecl(I)->getType();
      const bool Changes = Type->isReferenceType() && !Type->getPointeeType().isConstQualified();
      if (Changes && namedBy(Call->getArg(I)) == &Response)
        return true;
    }
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && isHandedOn(*Child, Response); });
}

bool RetryFinder::addsIn(const Stmt &S, const ValueDecl &Response) const {
  if (isa<Expr>(&S))
    return mentions(S, Response) && (namesIn(S) || isHandedOn(S, Response));
  return llvm::any_of(S.children(), [&](const Stmt *Child) { return Child && addsIn(*Child, Response); });
}

} // namespace

std::vector<const Expr *> refusalsForGood(ASTContext &Context) {
  RefusalFinder Finder(Context);
  Finder.visitAll(Context);
  std::vector<const Expr *> Result;
  if (Finder.SaidForAll)
    return Result;
  const RetryFinder Retry(Context);
  for (const RefusalFinder::Refusal &Refusal : Finder.Found) {
    const ValueDecl *Response = Refusal.What.Response;
    const auto *Var = dyn_cast_or_null<VarDecl>(Response);
    const bool OutOfSight = Response && !(Var && Var->isLocalVarDeclOrParm());
    const Stmt *Body = Refusal.In->getBody();
    const bool ByCaller = llvm::any_of(Finder.Callers.lookup(canonicalFunction(*Refusal.In)), [&](const auto *Caller) {
      return Caller->getBody() && Retry.namesIn(*Caller->getBody(), /*Alone=*/true);
    });
    if (!OutOfSight && Body && !ByCaller && !Retry.namesIn(*Refusal.Whole) &&
        !(Response && Retry.addsIn(*Body, *Response)))
      Result.push_back(Refusal.What.By);
  }
  return Result;
}

} // namespace ron
