// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Handlers.h"

#include "analysis/AstVisitor.h"
#include "analysis/Names.h"
#include "analysis/Surroundings.h"
#include "analysis/Tasks.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

/// Whether \p Type is Beast's message of requests, or else of responses.
static bool isMessage(QualType Type, bool Request) {
  const CXXRecordDecl *Class = recordOf(Type.getNonReferenceType());
  const auto *Message = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Message || Type->isPointerType() || qualifiedName(*Message) != "boost::beast::http::message")
    return false;
  const TemplateArgument &IsRequest = Message->getTemplateArgs()[0];
  return IsRequest.getKind() == TemplateArgument::Integral && IsRequest.getAsIntegral().getBoolValue() == Request;
}

/// Whether \p Type is a response, or a task that ends in one.
static bool givesResponse(QualType Type) {
  if (isMessage(Type, false))
    return true;
  const CXXRecordDecl *Class = recordOf(Type);
  if (Class && qualifiedName(*Class) == "boost::beast::http::message_generator")
    return true;
  const auto *Task = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Task && Task->getTemplateArgs().size() > 0 && Task->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         isMessage(Task->getTemplateArgs()[0].getAsType(), false);
}

bool answersBeast(const FunctionDecl &Function) {
  const bool Takes = llvm::any_of(Function.parameters(),
                                  [](const ParmVarDecl *Parameter) { return isMessage(Parameter->getType(), true); });
  return Takes && (givesResponse(Function.getReturnType()) ||
                   llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
                     const QualType Type = Parameter->getType();
                     return Type->isLValueReferenceType() && !Type->getPointeeType().isConstQualified() &&
                            isMessage(Type, false);
                   }));
}

namespace {

/// Finds out whether a function sends the request that it is given: it is a client.
class ClientFinder : public AstVisitor {
public:
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const std::string Name = Callee ? nameOf(*Callee).lower() : "";
    if (!StringRef(Name).contains("write") && !StringRef(Name).contains("send"))
      return true;
    Found |= llvm::any_of(Call->arguments(), [](const Expr *Argument) { return isMessage(Argument->getType(), true); });
    return !Found;
  }
};

} // namespace

bool isAnnotatedHandler(const FunctionDecl &Function) {
  return llvm::any_of(Function.specific_attrs<AnnotateAttr>(),
                      [](const AnnotateAttr *Note) { return Note->getAnnotation() == "ron::handler"; });
}

/// The first string that is written in \p E and begins as routes do.
static std::string routeIn(const Stmt &E) {
  if (const auto *Text = dyn_cast<StringLiteral>(&E); Text && Text->isOrdinary() && Text->getString().starts_with("/"))
    return Text->getString().str();
  for (const Stmt *Child : E.children())
    if (std::string Found = Child ? routeIn(*Child) : ""; !Found.empty())
      return Found;
  return "";
}

/// Whether \p Callee lets the user's code turn requests away before handlers see them.
static bool screens(const FunctionDecl &Callee) {
  return isOneOf(nameOf(Callee), {"set_pre_routing_handler", "set_pre_request_handler", "registerPreRoutingAdvice",
                                  "registerPreHandlingAdvice", "registerSyncAdvice", "registerPostRoutingAdvice",
                                  "registerFilter", "registerMiddleware"});
}

/// Whether \p Call registers a handler of drogon's behind a filter: its arguments hold a string that is no route.
static bool isFiltered(const CallExpr &Call, const FunctionDecl &Callee) {
  if (!nameOf(Callee).starts_with("registerHandler"))
    return false;
  SmallVector<const Stmt *, 16> Left(Call.child_begin(), Call.child_end());
  while (!Left.empty()) {
    const Stmt *S = Left.pop_back_val();
    if (!S || isa<LambdaExpr>(S))
      continue;
    const auto *Text = dyn_cast<StringLiteral>(S);
    if (Text && Text->isOrdinary() && !Text->getString().starts_with("/"))
      return true;
    Left.append(S->child_begin(), S->child_end());
  }
  return false;
}

/// Whether \p Rule belongs to a Crow application that has middleware.
static bool hasMiddleware(const Expr &Rule) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Rule.getType()));
  if (Class && qualifiedName(*Class) == "crow::Crow")
    for (const TemplateArgument &Argument : Class->getTemplateArgs().asArray())
      if (Argument.getKind() != TemplateArgument::Pack || Argument.pack_size() != 0)
        return true;
  return llvm::any_of(Rule.children(), [](const Stmt *Child) {
    const auto *Part = dyn_cast_or_null<Expr>(Child);
    return Part && hasMiddleware(*Part);
  });
}

class HandlerFinder : public UserCodeVisitor {
public:
  HandlerFinder(ASTContext &Context, const Globs &Registrations, Handlers &Found)
      : UserCodeVisitor(Context), Registrations(Registrations), Found(Found) {}

  bool TraverseDecl(Decl *D) override {
    if (const auto *Function = dyn_cast_or_null<FunctionDecl>(D))
      add(*Function);
    return UserCodeVisitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) override {
    add(*Lambda->getCallOperator());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    Found.Screened |= screens(*Callee);
    const FunctionDecl *In = frameOf(path()).Function;
    const FunctionDecl *Definition = nullptr;
    if (answersBeast(*Callee) && Callee->hasBody(Definition) && In)
      Found.Calls[Definition].push_back({Call, In});
    if (Registrations.matches(*Callee) && !isFiltered(*Call, *Callee) && !hasMiddleware(*Call))
      for (const Task &T : tasksOf(*Call, Registrations))
        if (T.Body && T.Body->hasBody() && !answersBeast(*T.Body))
          Found.All.push_back({Handler::Kind::Registered, T.Body, routeIn(*Call), In});
    return true;
  }

private:
  void add(const FunctionDecl &Function) {
    if (!Function.isThisDeclarationADefinition() || !Function.hasBody() || Function.isDependentContext())
      return;
    if (isAnnotatedHandler(Function)) {
      Found.All.push_back({Handler::Kind::Registered, &Function, "", nullptr});
    } else if (answersBeast(Function)) {
      ClientFinder Client;
      Client.TraverseStmt(Function.getBody());
      if (Client.Found)
        return;
      Found.All.push_back({Handler::Kind::Passed, &Function, "", nullptr});
      Found.PassedOnes.insert(&Function);
    }
  }

  const Globs &Registrations;
  Handlers &Found;
};

Handlers::Handlers(ASTContext &Context, const Globs &Registrations) {
  HandlerFinder(Context, Registrations, *this).visitAll(Context);
}

} // namespace ron
