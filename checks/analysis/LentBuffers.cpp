// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/LentBuffers.h"

#include "analysis/Names.h"
#include "analysis/Tasks.h"
#include "analysis/Tokens.h"

#include "clang/AST/ASTContext.h"

namespace ron {

/// Whether \p Callee is a function of Asio or Beast.
static bool isOfAsio(const FunctionDecl &Callee) {
  const std::string Name = qualifiedName(Callee);
  return llvm::any_of(std::initializer_list<StringRef>{"boost::asio::", "asio::", "boost::beast::"},
                      [&](StringRef Library) { return StringRef(Name).starts_with(Library); });
}

bool startsLooseOperation(const CallExpr &Call) {
  const Expr *Told = startsOperation(Call) && isOfAsio(*calleeOf(Call)) ? tokenArgument(Call) : nullptr;
  if (!Told)
    return false;
  const Token::Kind End = Token::of(Told->getType()).What;
  // silent: what gives back something else than a future may be awaited by it
  return End == Token::Kind::Future ||
         ((End == Token::Kind::Handler || End == Token::Kind::Detached) && Call.getType()->isVoidType());
}

/// Whether \p Type is what operations fill or send by reference: growing buffers and messages.
static bool isReferredTo(QualType Type) {
  static const Globs Types("boost::beast::basic_flat_buffer;boost::beast::basic_multi_buffer;"
                           "boost::beast::flat_static_buffer*;boost::beast::static_buffer*;"
                           "boost::beast::http::message;boost::beast::http::*parser;boost::beast::http::*serializer;"
                           "boost::asio::basic_streambuf;asio::basic_streambuf",
                           "");
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Types.matches(qualifiedName(*Class));
}

namespace {

/// Finds whether a variable is moved away.
class MoveFinder : public AstVisitor {
public:
  explicit MoveFinder(const VarDecl &Var) : Var(Var) {}
  bool Found = false;
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !isInStd(*Callee) || nameOf(*Callee) != "move" || Call->getNumArgs() != 1)
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
    Found |= Ref && Ref->getDecl() == &Var;
    return !Found;
  }

private:
  const VarDecl &Var;
};

bool isMovedIn(const Expr &E, const VarDecl &Var) {
  MoveFinder Finder(Var);
  Finder.TraverseStmt(const_cast<Expr *>(&E));
  return Finder.Found;
}

} // namespace

/// Whether something in the full expression around the end of \p Path waits for its result.
static bool isUsedInPlace(CodePath Path) {
  const size_t I = parentIndex(Path);
  return isa_and_nonnull<MemberExpr, CallExpr>(Path[I].dyn_cast<const Stmt *>());
}

/// Whether \p From, which \p Site lends to its operation, ends while that goes on.
static bool endsFirst(const Lender &From, const CallSite &Site, const ASTContext &Context) {
  if (From.What == Lender::Kind::Temporary)
    return !isUsedInPlace(Site.Path);
  // silent: the handler keeps what is moved into it, and what it holds stays where it is more often than not
  return From && !isMovedIn(*tokenArgument(*Site.Call), *From.Var) &&
         endsUnawaited(*From.Var, Site.Path, *Site.Where.Function, Context);
}

std::vector<LentBuffer> lentBuffers(ASTContext &Context, const LenderModel &Lenders) {
  std::vector<LentBuffer> Found;
  for (const CallSite &Site : callSites(Context, startsLooseOperation)) {
    if (!Site.Where.Function)
      continue;
    const bool IsMember = isa<CXXMemberCallExpr>(Site.Call);
    const Expr *End = tokenArgument(*Site.Call);
    for (const Expr *Argument : llvm::drop_begin(Site.Call->arguments(), IsMember ? 0 : 1)) { // behind the stream
      if (Argument == End)
        break;
      const Lender From = Argument->isGLValue() && isReferredTo(Argument->getType())
                              ? Lenders.boundTo(Argument, *Site.Where.Function)
                              : Lenders.viewedBy(Argument, *Site.Where.Function);
      if (endsFirst(From, Site, Context))
        Found.push_back({Argument, From});
    }
  }
  return Found;
}

} // namespace ron
