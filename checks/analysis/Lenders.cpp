// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Lenders.h"

#include "analysis/Borrows.h"
#include "analysis/Containers.h"
#include "analysis/Members.h"
#include "analysis/Names.h"
#include "analysis/Places.h"
#include "analysis/TaskSites.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

namespace ron {

/// \p E without what changes neither the object nor who owns it; a temporary that is made stays visible.
static const Expr *stripped(const Expr *E) {
  while (true) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Cast = dyn_cast<CastExpr>(E))
      E = Cast->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
      E = Bound->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    else
      return E;
  }
}

/// Whether \p Callee gives back the object that it is given.
static bool passesOn(const FunctionDecl *Callee) {
  return Callee && isInStd(*Callee) && isOneOf(nameOf(*Callee), {"move", "forward", "as_const"});
}

/// The temporary \p Made; unknown when a variable keeps it alive.
static Lender temporary(const MaterializeTemporaryExpr &Made) {
  return Made.getStorageDuration() == SD_FullExpression ? Lender{Lender::Kind::Temporary, nullptr} : Lender();
}

bool LenderModel::owns(QualType Type) const {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return Type->isConstantArrayType();
  const bool Contains =
      containerFamily(Class) != ContainerFamily::None || (isInStd(*Class) && nameOf(*Class) == "array");
  const auto *Template = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Contains || !Template || Template->getTemplateArgs().size() == 0)
    return Contains || isOneOf(nameOf(*Class), {"basic_sstring", "QByteArray", "QString"});
  const TemplateArgument &Element = Template->getTemplateArgs()[0];
  return Element.getKind() != TemplateArgument::Type || !isView(Element.getAsType());
}

Lender LenderModel::localOf(const Expr *E, const FunctionDecl &In) const {
  const std::optional<Place> P = placeOf(E);
  const auto *Var = P && P->Kind == Place::Root::Variable ? dyn_cast_or_null<VarDecl>(P->Decl) : nullptr;
  if (!Var || P->SharedPointee || !Var->hasLocalStorage() || Var->getType()->isReferenceType() ||
      Var->isInitCapture() || Var->getDeclContext() != &In)
    return {};
  for (const Place::Step &Step : P->Steps) {
    const bool IsElement = Step.What == Place::Step::Kind::Index ||
                           (Step.What == Place::Step::Kind::Accessor && isInStd(*static_cast<const Decl *>(Step.Id)));
    // silent: what a smart pointer owns may be handed on with it
    if (Step.What != Place::Step::Kind::Member && !(IsElement && owns(Var->getType())))
      return {};
  }
  return {Lender::Kind::Local, Var};
}

Lender LenderModel::boundTo(const Expr *E, const FunctionDecl &In) const {
  E = stripped(E);
  const Expr *Base = E;
  while (const auto *Member = dyn_cast<MemberExpr>(Base)) {
    if (Member->isArrow())
      break;
    Base = stripped(Member->getBase());
  }
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(Base))
    return temporary(*Made);
  const auto *Call = dyn_cast<CallExpr>(E);
  if (Call && Call->getNumArgs() == 1 && passesOn(Call->getDirectCallee()))
    return boundTo(Call->getArg(0), In);
  return localOf(E, In);
}

Lender LenderModel::viewedByCall(const CallExpr &Call, const FunctionDecl &In) const {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return {};
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    if (isView(Object->getType()) || isa<CXXConversionDecl>(Callee) || isOneOf(nameOf(*Callee), {"data", "c_str"}))
      return viewedBy(Object, In);
    return {};
  }
  const bool Wraps =
      passesOn(Callee) || isOneOf(nameOf(*Callee), {"buffer", "dynamic_buffer", "as_bytes", "addressof"});
  return Wraps && Call.getNumArgs() > 0 ? viewedBy(Call.getArg(0), In) : Lender();
}

Lender LenderModel::viewedBy(const Expr *E, const FunctionDecl &In) const {
  E = stripped(E);
  if (const auto *Made = dyn_cast<MaterializeTemporaryExpr>(E)) {
    const Expr *List = stripped(Made->getSubExpr());
    const bool IsSequence = isa<InitListExpr>(List) && !owns(Made->getType());
    return owns(Made->getType()) && !IsSequence ? temporary(*Made) : viewedBy(Made->getSubExpr(), In);
  }
  if (const auto *Listed = dyn_cast<CXXStdInitializerListExpr>(E))
    return viewedBy(Listed->getSubExpr(), In);
  if (const auto *Sequence = dyn_cast<InitListExpr>(E)) {
    for (const Expr *Part : Sequence->inits())
      if (const Lender Found = viewedBy(Part, In))
        return Found;
    return {};
  }
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    return Address->getOpcode() == UO_AddrOf ? boundTo(Address->getSubExpr(), In) : Lender();
  if (E->isGLValue() && owns(E->getType()))
    return localOf(E, In);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return isView(E->getType()) && Construct->getNumArgs() > 0 ? viewedBy(Construct->getArg(0), In) : Lender();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return viewedByCall(*Call, In);
  return {};
}

/// What an object of \p Type is or owns, as a class; null for a reference or a plain pointer.
static const CXXRecordDecl *ownedClass(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  const auto *Pointer = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  const bool Owns = Pointer && isInStd(*Class) && isOneOf(nameOf(*Class), {"unique_ptr", "shared_ptr", "optional"}) &&
                    Pointer->getTemplateArgs()[0].getKind() == TemplateArgument::Type;
  return Owns ? Pointer->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl() : Class;
}

/// Whether \p In has an event loop, a thread or a scope of tasks among its variables.
static bool ownsLoop(const FunctionDecl &In) {
  return llvm::any_of(variablesIn(*In.getBody()), [&](const VarDecl *Var) {
    const CXXRecordDecl *Class = ownedClass(Var->getType());
    return Class && Var->hasLocalStorage() && Var->getDeclContext() == &In &&
           llvm::any_of(std::initializer_list<StringRef>{"run", "join", "spawn"},
                        [&](StringRef Name) { return hasMember(*Class, Name); });
  });
}

namespace {

/// Finds a call behind a place that, by its name, may return only when others have ended.
class EndFinder : public AstVisitor {
public:
  EndFinder(SourceLocation After, const SourceManager &Sources) : After(After), Sources(Sources) {}

  bool Found = false;
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    const std::string Name = Callee ? nameOf(*Callee).lower() : "";
    const auto Has = [&](StringRef Part) { return StringRef(Name).contains(Part); };
    Found |= !StringRef(Name).starts_with("async") &&
             (isOneOf(Name, {"exec", "sync"}) || Has("wait") || Has("join") || Has("shutdown") || Has("stop") ||
              Has("drain") || Has("finish") || Has("acquire") || Has("sync_") || Has("block")) &&
             Sources.isBeforeInTranslationUnit(After, Sources.getExpansionLoc(Call->getEndLoc()));
    return !Found;
  }

private:
  const SourceLocation After;
  const SourceManager &Sources;
};

} // namespace

bool endsUnawaited(const VarDecl &Var, CodePath Path, const FunctionDecl &In, const ASTContext &Context) {
  if (!In.hasBody() || ownsLoop(In))
    return false;
  const Stmt *Scope = In.getBody();
  SourceLocation Begin = cast<const Stmt *>(Path.back())->getEndLoc();
  for (const CodeNode &Node : llvm::reverse(Path.drop_back())) {
    const Stmt *S = Node.dyn_cast<const Stmt *>();
    if (isa_and_nonnull<LambdaExpr>(S) || S == In.getBody())
      break;
    if (isa_and_nonnull<CompoundStmt, ForStmt, CXXForRangeStmt, WhileStmt, IfStmt, SwitchStmt>(S) &&
        isDeclaredIn(Var, *S, Context)) {
      Scope = S;
      break;
    }
    if (isa_and_nonnull<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S))
      Begin = S->getBeginLoc(); // the next round may wait
  }
  EndFinder Ends(Context.getSourceManager().getExpansionLoc(Begin), Context.getSourceManager());
  Ends.TraverseStmt(const_cast<Stmt *>(Scope));
  return !Ends.Found && runsOn(*Scope, Begin, Scope->getEndLoc(), Context);
}

} // namespace ron
