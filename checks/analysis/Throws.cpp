// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Throws.h"

#include "analysis/Ancestors.h"
#include "analysis/AsioSiblings.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

namespace ron {

namespace {

/// What the handlers of a 'try' block let nothing of through.
enum class Caught { Nothing, Errors, Everything };

/// The exceptions that a handler for \p Type keeps from going on; null stands for 'catch (...)'.
Caught caughtBy(const QualType *Type) {
  if (!Type)
    return Caught::Everything;
  const CXXRecordDecl *Class = recordOf(*Type);
  const StringRef Name = Class ? nameOf(*Class) : StringRef();
  if (Name == "exception") // what is no std::exception is rare enough
    return Caught::Everything;
  return isOneOf(Name, {"system_error", "runtime_error"}) ? Caught::Errors : Caught::Nothing;
}

Caught caughtBy(const CXXTryStmt &Try) {
  Caught Most = Caught::Nothing;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try.getHandler(I);
    const QualType Type = Handler->getCaughtType();
    Most = std::max(Most, caughtBy(Handler->getExceptionDecl() ? &Type : nullptr));
  }
  return Most;
}

/// Finds the first expression that throws, in what a function itself runs.
class ThrowFinder : public RunCodeVisitor {
public:
  using Answers = llvm::DenseMap<const FunctionDecl *, bool>;
  ThrowFinder(const ASTContext &Context, Answers &Known, unsigned Depth)
      : RunCodeVisitor(Context), Context(Context), Known(Known), Depth(Depth) {}

  const Expr *Found = nullptr;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool TraverseCXXTryStmt(CXXTryStmt *Try) override {
    const Caught Around = Safe;
    Safe = std::max(Safe, caughtBy(*Try));
    bool GoOn = TraverseStmt(Try->getTryBlock());
    Safe = Around;
    for (unsigned I = 0; GoOn && I < Try->getNumHandlers(); ++I)
      GoOn = TraverseStmt(Try->getHandler(I)->getHandlerBlock());
    return GoOn;
  }
  bool VisitExpr(Expr *E) override {
    const bool Throws = (Safe == Caught::Nothing && (throwsError(*E) || callsThrower(*E))) ||
                        (Safe != Caught::Everything && (isa<CXXThrowExpr>(E) || throwsAnything(*E)));
    if (Throws)
      Found = E;
    return !Throws;
  }

private:
  /// An operation that reports its errors by an exception.
  bool throwsError(const Expr &E) const {
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return false;
    if (startsOperation(*Call))
      return Token::of(tokenArgument(*Call)->getType()).Throws && isAwaited() && !isTimer(*Callee);
    return hasErrorOverload(*Callee);
  }
  /// A timer's wait only fails when somebody cancels it.
  static bool isTimer(const FunctionDecl &Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return Method && nameOf(*Method->getParent()).contains("timer");
  }

  /// Whether \p Callee is a synchronous operation of Asio that takes no error code where another overload does.
  static bool hasErrorOverload(const FunctionDecl &Callee) {
    if (!hasAwaitedSibling(Callee) && !isOneOf(nameOf(Callee), {"remote_endpoint", "local_endpoint", "bind", "listen"}))
      return false;
    return llvm::none_of(Callee.parameters(),
                         [](const ParmVarDecl *P) {
                           const CXXRecordDecl *Class = recordOf(P->getType());
                           return Class && nameOf(*Class) == "error_code";
                         }) &&
           StringRef(qualifiedName(Callee)).contains("asio::");
  }
  /// A coroutine that is awaited, and hands on its exceptions, unless it is seen to handle them.
  bool throwsAnything(const Expr &E) const {
    const auto *Call = dyn_cast<CallExpr>(&E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || isNoexcept(*Callee))
      return false;
    if (isInStd(*Callee))
      return isOneOf(nameOf(*Callee), {"at", "stoi", "stol", "stoul", "stoll", "stoull", "stod", "rethrow_exception"});
    const FunctionDecl *Definition = nullptr;
    if (Callee->hasBody(Definition) || startsOperation(*Call) || !isAwaited())
      return false;
    return isCoroutineType(Call->getType()) && !isLibrary(*Callee) && !passesToken(*Call);
  }
  static bool passesToken(const CallExpr &Call) {
    return llvm::any_of(Call.arguments(), [](const Expr *Argument) {
      const Token::Kind What = Token::of(Argument->getType()).What;
      return What == Token::Kind::Waits || What == Token::Kind::Future || What == Token::Kind::Detached;
    });
  }
  /// Whether errors of such coroutines are exceptions by custom. Elsewhere they are as often values.
  static bool isCoroutineType(QualType Type) {
    const CXXRecordDecl *Class = recordOf(Type);
    return Class && isOneOf(qualifiedName(*Class), {"boost::asio::awaitable", "asio::awaitable", "boost::cobalt::task",
                                                    "boost::cobalt::promise"});
  }
  bool callsThrower(const Expr &E) const {
    const FunctionDecl *Callee = calleeOf(E);
    const FunctionDecl *Definition = nullptr;
    if (Depth == 0 || !Callee || isNoexcept(*Callee) || isLibrary(*Callee) || !Callee->hasBody(Definition))
      return false;
    if (coroutineBody(*Definition) && !isAwaited())
      return false; // it throws where it is awaited
    if (const auto [Answer, New] = Known.try_emplace(Definition, false); !New)
      return Answer->second;
    ThrowFinder Finder(Context, Known, Depth - 1);
    Finder.TraverseStmt(Definition->getBody());
    return Known[Definition] = Finder.Found != nullptr;
  }
  /// Whether the task at the end of the way is awaited here, alone or with others, or is what a function gives back.
  bool isAwaited() const {
    for (const Stmt *S : llvm::reverse(path().drop_back())) {
      if (isa<CoawaitExpr, DependentCoawaitExpr, ReturnStmt>(S))
        return true;
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
      const bool Joins = Operator && isOneOf(getOperatorSpelling(Operator->getOperator()), {"&&", "||"});
      if (!Joins &&
          !isa<FullExpr, ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXConstructExpr>(
              S))
        return false;
    }
    return false;
  }
  static bool isNoexcept(const FunctionDecl &Callee) {
    const auto *Type = Callee.getType()->getAs<FunctionProtoType>();
    return Type && isNoexceptExceptionSpec(Type->getExceptionSpecType()) && Type->canThrow() == CT_Cannot;
  }
  bool isLibrary(const FunctionDecl &Callee) const {
    const std::string Name = qualifiedName(Callee);
    return StringRef(Name).starts_with("boost::") || StringRef(Name).starts_with("asio::") || isInStd(Callee) ||
           Context.getSourceManager().isInSystemHeader(Callee.getLocation());
  }

  const ASTContext &Context;
  Answers &Known;
  const unsigned Depth; // of calls that are still followed
  Caught Safe = Caught::Nothing;
};

} // namespace

const Expr *firstThrow(const FunctionDecl &Function, const ASTContext &Context) {
  ThrowFinder::Answers Known;
  ThrowFinder Finder(Context, Known, 3);
  Finder.TraverseStmt(Function.getBody());
  return Finder.Found;
}

} // namespace ron
