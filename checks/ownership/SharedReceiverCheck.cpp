// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ownership/SharedReceiverCheck.h"

#include "analysis/AstVisitor.h"
#include "analysis/Edits.h"
#include "analysis/Members.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"
#include "analysis/UserCalls.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

namespace {

/// What \p Type points to or owns, if it does.
QualType pointee(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isPointerType())
    return Type->getPointeeType();
  const auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  const bool Owns = Owner && isInStd(*Owner) && isOneOf(nameOf(*Owner), {"shared_ptr", "unique_ptr", "optional"});
  return Owns ? Owner->getTemplateArgs()[0].getAsType() : Type;
}

/// Finds a call of one of some functions.
class CallFinder : public AstVisitor {
public:
  explicit CallFinder(const Globs &Functions) : Functions(Functions) {}
  const CallExpr *Found = nullptr;
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = calleeOf(*Call);
    if (Callee && Functions.matches(*Callee))
      Found = Call;
    return !Found;
  }

private:
  const Globs &Functions;
};

} // namespace

/// A receiver that a task is given.
struct SharedReceiverCheck::Receiver {
  const VarDecl *Var;
  const CallExpr *Subscription; // that it came from
};

struct SharedReceiverCheck::Share {
  const TaskSite *Site;
  Given How;
  Receiver What;
};

SharedReceiverCheck::SharedReceiverCheck(StringRef Name, ClangTidyContext *Context)
    : UnitCheck(Name, Context), SpawnFunctions(*this, "SpawnFunctions", DefaultSpawnFunctions),
      ReceiverTypes(*this, "ReceiverTypes", "*broadcast*receiver*;*Receiver;*Subscription"),
      SubscribeFunctions(*this, "SubscribeFunctions", "subscribe;*::subscribe") {}

/// Whether something can be received from an object of \p Type.
static bool receives(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && llvm::any_of(std::initializer_list<StringRef>{"recv", "receive", "next", "pop", "async_receive"},
                               [&](StringRef Name) { return hasMember(*Class, Name); });
}

std::optional<SharedReceiverCheck::Receiver> SharedReceiverCheck::receiverOf(const Given &G) const {
  const auto *Var = dyn_cast_or_null<VarDecl>(G.What.Decl);
  const bool IsWhole =
      llvm::all_of(G.What.Steps, [](const Place::Step &Step) { return Step.What == Place::Step::Kind::Deref; });
  if (!Var || !IsWhole || G.Moved || !Var->getInit() || Var->getType()->isReferenceType())
    return std::nullopt;
  const QualType Type = pointee(Var->getType());
  if (!ReceiverTypes.matchesType(Type) || !receives(Type))
    return std::nullopt;
  CallFinder Finder(SubscribeFunctions);
  Finder.TraverseStmt(const_cast<Expr *>(Var->getInit()));
  return Finder.Found ? std::optional(Receiver{Var, Finder.Found}) : std::nullopt;
}

std::vector<SharedReceiverCheck::Share> SharedReceiverCheck::sharesIn(const std::vector<TaskSite> &Sites) const {
  std::vector<Share> Shares;
  for (const TaskSite &Site : Sites)
    for (Given &G : givenTo(Site.What))
      if (const std::optional<Receiver> What = receiverOf(G))
        Shares.push_back({&Site, std::move(G), *What});
  return Shares;
}

void SharedReceiverCheck::examine(ASTContext &Context) {
  bool Subscribes = false;
  forEachUserCall(Context, [&](const CallExpr &Call, const FunctionDecl &) {
    const FunctionDecl *Callee = calleeOf(Call);
    Subscribes |= Callee && SubscribeFunctions.matches(*Callee);
  });
  if (!Subscribes)
    return;
  const std::vector<TaskSite> Sites = taskSites(Context, SpawnFunctions);
  const std::vector<Share> Shares = sharesIn(Sites);
  for (size_t I = 0; I < Shares.size(); ++I) {
    const Share &Second = Shares[I];
    const auto *First = std::find_if(Shares.data(), Shares.data() + I, [&](const Share &Earlier) {
      return Earlier.What.Var == Second.What.Var && Earlier.Site != Second.Site &&
             mayOverlap(*Earlier.Site, *Second.Site, Context);
    });
    if (First != Shares.data() + I)
      report(Second, First, Context);
    else if (Second.Site->Loop && !isDeclaredIn(*Second.What.Var, *Second.Site->Loop, Context))
      report(Second, nullptr, Context);
  }
}

/// Gives the task \p T a receiver of its own, made by \p Text, in place of what it was given.
static void giveOwn(const Task &T, const Given &G, const VarDecl &Var, StringRef Text, Edits &Change) {
  if (G.Argument) {
    Change.replace(G.Argument->getSourceRange(), Text);
    return;
  }
  const LambdaExpr &Lambda = *T.Lambda;
  const CXXMethodDecl &Body = *Lambda.getCallOperator();
  const std::string Own = (Var.getName() + " = " + Text).str();
  const auto *Captured = cast<VarDecl>(G.Capture->getCapturedVar());
  if (Captured->isInitCapture())
    Change.replace(Captured->getInit()->getSourceRange(), Text);
  else if (G.Capture->isImplicit())
    Change.insertAfterToken(G.Loc, ", " + Own);
  else if (G.Capture->getCaptureKind() == LCK_ByCopy)
    Change.replace({G.Loc, G.Loc}, Own);
  else if (const SourceLocation Ampersand = G.Loc.getLocWithOffset(-1); Change.textOf({Ampersand, Ampersand}) == "&")
    Change.replace({Ampersand, G.Loc}, Own);
  else
    Change.abandon();
  if (!Body.isConst())
    return; // it is mutable
  const SourceLocation End = Body.getFunctionTypeLoc() ? Body.getFunctionTypeLoc().getRParenLoc() : SourceLocation();
  if (Lambda.hasExplicitParameters() && End.isValid())
    Change.insertAfterToken(End, " mutable");
  else
    Change.insertAfterToken(Lambda.getIntroducerRange().getEnd(), "() mutable");
}

/// Whether \p Param takes a receiver that is made for it.
static bool takesTemporary(const Task &T, const Given &G) {
  if (!G.Argument)
    return true;
  const auto *At = llvm::find(T.Arguments, G.Argument);
  const auto Index = static_cast<unsigned>(At - T.Arguments.begin());
  if (!T.Body || Index >= T.Body->getNumParams() || isa<CXXConstructExpr>(T.Start))
    return false;
  return !T.Body->getParamDecl(Index)->getType()->isReferenceType();
}

void SharedReceiverCheck::report(const Share &Second, const Share *First, const ASTContext &Context) {
  if (!shouldReport(Second.How.Loc))
    return;
  const Task &T = Second.Site->What;
  const CallExpr *Subscription = Second.What.Subscription;
  Edits Change(Context);
  const bool IsDirect = Second.What.Var->getInit()->IgnoreUnlessSpelledInSource() == Subscription;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Subscription);
  const bool Repeatable = !Member || ron::placeOf(Member->getImplicitObjectArgument());
  if (IsDirect && Repeatable && takesTemporary(T, Second.How) && Subscription->getNumArgs() == 0)
    giveOwn(T, Second.How, *Second.What.Var, Change.textOf(Subscription->getSourceRange()), Change);
  diag(placeOf(Second.How.Loc),
       "%select{the tasks of all rounds|two tasks}1 receive from %0: each of them misses what another one gets")
      << Second.What.Var << (First != nullptr) << Change.hints();
  if (First)
    diag(placeOf(First->How.Loc), "the other task is given it here", DiagnosticIDs::Note);
  else
    diag(Second.What.Var->getLocation(), "all rounds share the one that is declared here", DiagnosticIDs::Note);
}

} // namespace ron
