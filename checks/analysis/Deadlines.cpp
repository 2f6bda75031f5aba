// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Deadlines.h"

#include "analysis/Ancestors.h"
#include "analysis/Coroutines.h"
#include "analysis/Names.h"
#include "analysis/Surroundings.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

/// Whether \p Name is an operation that waits for the peer.
static bool waitsForPeer(StringRef Name) {
  return llvm::any_of(std::initializer_list<StringRef>{"async_read", "async_write", "async_receive", "async_send",
                                                       "async_connect", "async_handshake"},
                      [&](StringRef Prefix) { return Name.starts_with(Prefix); });
}

/// Whether \p Type says by its name that it limits time, or is a token around one that does.
static bool keepsTime(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  if (!Class)
    return false;
  const StringRef Name = nameOf(*Class);
  if (Name.contains("timer") || isOneOf(Name, {"time_point", "duration", "timeout"}) || Name.starts_with("cancel_a") ||
      Name == "cancellation_slot_binder")
    return true;
  const auto *Wrapper = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Wrapper && isOneOf(Name, {"as_tuple_t", "redirect_error_t", "executor_binder"}) &&
         Wrapper->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         keepsTime(Wrapper->getTemplateArgs()[0].getAsType());
}

static bool isRace(const Stmt *S) {
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  return Operator && isOneOf(getOperatorSpelling(Operator->getOperator()), {"&&", "||"});
}

namespace {

class WaitCollector : public RunCodeVisitor {
public:
  WaitCollector(const Globs &Types, const ASTContext &Context) : RunCodeVisitor(Context), Types(Types) {}

  SmallVector<NetworkWait, 4> Found;

  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const Expr *Stream = streamOf(*Call);
    if (!Callee || !Stream || !waitsForPeer(nameOf(*Callee)) || !startsOperation(*Call) ||
        !Types.matchesType(Stream->getType()))
      return true;
    const QualType End = tokenArgument(*Call)->getType();
    if (Token::of(End).What == Token::Kind::Waits && !keepsTime(End) && !awaitOf(path()).empty())
      Found.push_back({Call, isGiven(*Stream)});
    return true;
  }

private:
  static bool isGiven(const Expr &Stream) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Stream.IgnoreParenImpCasts());
    const auto *Parameter = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    return Parameter && (Parameter->getType()->isLValueReferenceType() || Parameter->getType()->isPointerType());
  }

  const Globs &Types;
};

} // namespace

SmallVector<NetworkWait, 4> networkWaits(const FunctionDecl &Function, const Globs &Types, const ASTContext &Context) {
  WaitCollector Collector(Types, Context);
  Collector.TraverseStmt(const_cast<Stmt *>(coroutineBody(Function)));
  return std::move(Collector.Found);
}

/// Finds what sets deadlines, and who awaits whom.
class DeadlineFinder : public UserCodeVisitor {
public:
  DeadlineFinder(const ASTContext &Context, const Globs &Functions, Deadlines &Into)
      : UserCodeVisitor(Context), Functions(Functions), Into(Into) {}

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee)
      return true;
    if (Functions.matches(*Callee))
      bound();
    else if (isAwaitable(Call->getType()))
      noteCall(*Callee->getCanonicalDecl());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (isa<VarDecl>(E->getDecl()) && keepsTime(E->getType()))
      bound();
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    if (isa<FieldDecl>(E->getMemberDecl()) && keepsTime(E->getType()))
      bound();
    return true;
  }

private:
  /// The functions on the way know of a deadline, and so does the class of a member function.
  void bound() {
    for (const CodeNode &Node : path()) {
      const auto *Function = dyn_cast_or_null<FunctionDecl>(Node.dyn_cast<const Decl *>());
      if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(Node.dyn_cast<const Stmt *>()))
        Function = Lambda->getCallOperator();
      if (!Function)
        continue;
      Into.Bounded.insert(Function->getCanonicalDecl());
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Function); Method && !Method->getParent()->isLambda())
        Into.Bounded.insert(Method->getParent()->getCanonicalDecl());
    }
  }
  void noteCall(const FunctionDecl &Callee) {
    const Frame Around = frameOf(path());
    SmallVector<const FunctionDecl *, 2> &Callers = Into.Callers[&Callee];
    const FunctionDecl *Caller = nullptr; // it is only started
    for (const CodeNode &Node : llvm::reverse(path().drop_back())) {
      const Stmt *S = Node.dyn_cast<const Stmt *>();
      if (isRace(S) || limits(S))
        Into.Bounded.insert(&Callee);
      if (isa_and_nonnull<CoroutineSuspendExpr, DependentCoawaitExpr, ReturnStmt>(S) && Around.Function)
        Caller = Around.Function->getCanonicalDecl();
      if (!isa_and_nonnull<Expr>(S))
        break;
    }
    Callers.push_back(Caller);
  }
  /// Whether \p S passes its task on with a token that limits it.
  static bool limits(const Stmt *S) {
    const auto *Call = dyn_cast_or_null<CallExpr>(S);
    return Call && llvm::any_of(Call->arguments(), [](const Expr *E) { return keepsTime(E->getType()); });
  }

  const Globs &Functions;
  Deadlines &Into;
};

Deadlines::Deadlines(ASTContext &Context, const Globs &Functions) {
  DeadlineFinder(Context, Functions, *this).visitAll(Context);
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[Callee, Found] : Callers)
      if (llvm::any_of(Found, [&](const FunctionDecl *Caller) { return Caller && inSightOf(*Caller); }))
        Changed |= Bounded.insert(Callee).second;
  }
}

bool Deadlines::inSightOf(const FunctionDecl &Function) const {
  for (const DeclContext *Scope = &Function; Scope && !Scope->isFileContext(); Scope = Scope->getParent())
    if (Bounded.count(Decl::castFromDeclContext(Scope)->getCanonicalDecl()) != 0)
      return true;
  return false;
}

bool Deadlines::isCalled(const FunctionDecl &Function) const { return Callers.count(Function.getCanonicalDecl()) != 0; }

} // namespace ron
