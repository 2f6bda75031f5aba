// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/OwnedParameters.h"

#include "analysis/Ancestors.h"
#include "analysis/CoroutineTypes.h"
#include "analysis/Coroutines.h"
#include "analysis/FileUses.h"
#include "analysis/Names.h"

#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

namespace ron {

namespace {

/// The class template of the standard library that \p Type is a specialization of, and its first argument.
struct StdTemplate {
  StringRef Name;
  QualType Element;
};

StdTemplate stdTemplate(QualType Type) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  if (!Class || !isInStd(*Class) || Class->getTemplateArgs().size() == 0 ||
      Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return {nameOf(*Class), Class->getTemplateArgs()[0].getAsType()};
}

/// Whether \p Type is a policy of a template: an allocator, an order, a ratio.
bool isPolicy(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && (!Class->hasDefinition() || Class->isEmpty());
}

bool hasCopyConstructor(const CXXRecordDecl &Class) {
  if (Class.needsImplicitCopyConstructor())
    return !Class.defaultedCopyConstructorIsDeleted();
  return llvm::any_of(Class.ctors(), [](const CXXConstructorDecl *C) {
    return C->isCopyConstructor() && !C->isDeleted() && C->getAccess() == AS_public;
  });
}

/// Whether an object of \p Type can be copied as a whole: of a container, its elements tell.
bool isCopyable(QualType Type, unsigned Depth = 4) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return Type->isScalarType();
  const CXXRecordDecl *Definition = Class->getDefinition();
  if (!Definition || Definition->isPolymorphic() || Depth == 0 || !hasCopyConstructor(*Definition))
    return false;
  if (isInStd(*Class) && isOneOf(nameOf(*Class), {"shared_ptr", "weak_ptr"}))
    return true;
  const auto IsCopyable = [&](QualType Part) { return isPolicy(Part) || isCopyable(Part, Depth - 1); };
  const auto *Template = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  for (const TemplateArgument &Argument :
       Template ? Template->getTemplateArgs().asArray() : ArrayRef<TemplateArgument>())
    if (Argument.getKind() == TemplateArgument::Type && !IsCopyable(Argument.getAsType()))
      return false;
  return isInStd(*Class) ||
         (llvm::all_of(Definition->bases(), [&](const CXXBaseSpecifier &B) { return IsCopyable(B.getType()); }) &&
          llvm::all_of(Definition->fields(), [&](const FieldDecl *F) { return IsCopyable(F->getType()); }));
}

} // namespace

/// What owns what a parameter of \p Type views: the name of the type and its header. Empty when there is nothing of the
/// kind, or the view may be written through.
static std::pair<std::string, StringRef> ownerOf(QualType Type, const TypeLoc &Written, const Edits &Change) {
  const StdTemplate View = stdTemplate(Type);
  if (View.Name == "basic_string_view" && View.Element->isCharType())
    return {"std::string", "string"};
  const auto Arguments = Written.getUnqualifiedLoc().getAsAdjusted<TemplateSpecializationTypeLoc>();
  const bool IsList = View.Name == "initializer_list";
  if (!Arguments || Arguments.getNumArgs() == 0 ||
      !(IsList || (View.Name == "span" && View.Element.isConstQualified())))
    return {};
  const TypeSourceInfo *Element = Arguments.getArgLoc(0).getTypeSourceInfo();
  if (!Element || !isCopyable(View.Element.getUnqualifiedType()))
    return {};
  const StringRef Name = Change.textOf(Element->getTypeLoc().getUnqualifiedLoc().getSourceRange());
  return {("std::vector<" + Name + ">").str(), "vector"};
}

namespace {

/// Whether every use of a view in its function also compiles for, and means the same of, what owns the bytes.
class ViewUses : public AncestorVisitor {
public:
  explicit ViewUses(const ParmVarDecl &Parameter) : Parameter(Parameter) {}
  bool AllPlain = true;
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (E->getDecl() == &Parameter)
      AllPlain &= isPlain();
    return true;
  }

private:
  bool isPlain() const {
    const Path Way = path();
    for (size_t I = Way.size() - 1; I-- > 0;) {
      const Stmt *User = Way[I];
      const Stmt *Around = I > 0 ? Way[I - 1] : nullptr;
      if (isa<ImplicitCastExpr, ParenExpr, CXXFunctionalCastExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(User))
        continue;
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(User)) {
        const CXXRecordDecl &Class = *Construct->getConstructor()->getParent();
        if (Construct->getConstructor()->isCopyOrMoveConstructor())
          continue;
        // Two conversions in a row would be one too many.
        return !isa_and_nonnull<ImplicitCastExpr>(Around) && (!isInStd(Class) || nameOf(Class) == "basic_string");
      }
      if (const auto *Member = dyn_cast<MemberExpr>(User))
        return isOneOf(nameOf(*Member->getMemberDecl()),
                       {"size", "length", "empty", "data", "begin", "end", "front", "back", "starts_with", "ends_with",
                        "find", "rfind", "find_first_of", "find_last_of", "compare"});
      if (isa<CXXForRangeStmt>(User))
        return true;
      const auto *Call = dyn_cast<CallExpr>(User);
      const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
      // Asio's makes a buffer of either.
      return Callee && (isInStd(*Callee) ? Callee->isOverloadedOperator()
                                         : !Callee->isTemplateInstantiation() || nameOf(*Callee) == "buffer");
    }
    return false;
  }
  const ParmVarDecl &Parameter;
};

/// Whether a function is only ever called, and with arguments that convert to an owner of the same bytes.
class Callers : public AstVisitor {
public:
  Callers(const FunctionDecl &Function, unsigned Index, bool IsView)
      : Function(Function), Index(Index), IsView(IsView) {}
  bool fit() const { return AllFit && Mentions == Calls; }

  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool VisitDeclRefExpr(DeclRefExpr *E) override { return mention(*E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) override { return mention(*E->getMemberDecl()); }
  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || Callee->getCanonicalDecl() != Function.getCanonicalDecl())
      return true;
    ++Calls;
    const unsigned Offset = isa<CXXOperatorCallExpr>(Call) ? 1 : 0;
    AllFit &= Index + Offset < Call->getNumArgs() && fits(*Call->getArg(Index + Offset));
    return true;
  }

private:
  bool mention(const ValueDecl &D) {
    Mentions += D.getCanonicalDecl() == Function.getCanonicalDecl();
    return true;
  }
  bool fits(const Expr &Argument) const {
    const QualType Given = Argument.IgnoreUnlessSpelledInSource()->getType().getNonReferenceType();
    const QualType Type = Function.getParamDecl(Index)->getType().getNonReferenceType();
    if (!IsView)
      return true;
    const StdTemplate View = stdTemplate(Type), Source = stdTemplate(Given);
    if (View.Name == "initializer_list")
      return isa<InitListExpr, CXXStdInitializerListExpr>(Argument.IgnoreUnlessSpelledInSource());
    if (View.Name == "span")
      return Source.Name == "vector" && Source.Element == View.Element.getUnqualifiedType();
    return Source.Name == "basic_string" || Given->isArrayType() || Given->isPointerType();
  }

  const FunctionDecl &Function;
  const unsigned Index;
  const bool IsView;
  unsigned Mentions = 0, Calls = 0;
  bool AllFit = true;
};

} // namespace

/// Whether the type of \p Function can change as far as others go: it is declared in the main file alone, once for all
/// types, and by a name of its own.
static bool canChange(const FunctionDecl &Function, const SourceManager &Sources) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (isTemplated(Function) || (Method && Method->isVirtual()))
    return false;
  for (const FunctionDecl *Declaration : Function.redecls())
    if (!Sources.isInMainFile(Declaration->getLocation()))
      return false;
  return isLambdaCallOperator(&Function) ||
         Function.getDeclContext()->getRedeclContext()->lookup(Function.getDeclName()).isSingleResult();
}

SmallVector<std::string, 2> ownParameter(const FunctionDecl &Function, unsigned Index, ASTContext &Context,
                                         Edits &Change) {
  SmallVector<std::string, 2> Headers;
  const SourceManager &Sources = Context.getSourceManager();
  const ParmVarDecl &Defined = *Function.getParamDecl(Index);
  const bool IsView = !Defined.getType()->isReferenceType();
  const bool IsLambda = isLambdaCallOperator(&Function);
  Callers Users(Function, Index, IsView);
  if (!IsLambda)
    visitUsers(Function, Users, Context);
  ViewUses Uses(Defined);
  if (IsView)
    Uses.TraverseStmt(Function.getBody());
  const bool Fits = IsView ? Uses.AllPlain && !IsLambda : isCopyable(Defined.getType().getNonReferenceType());
  if (!canChange(Function, Sources) || !Fits || (!IsLambda && !Users.fit())) {
    Change.abandon();
    return Headers;
  }
  for (const FunctionDecl *Declaration : Function.redecls()) {
    const ParmVarDecl &Parameter = *Declaration->getParamDecl(Index);
    const TypeLoc Written = Parameter.getTypeSourceInfo()->getTypeLoc();
    if (const auto Reference = Written.getAs<ReferenceTypeLoc>()) {
      const StringRef Name = Change.textOf(Reference.getPointeeLoc().getUnqualifiedLoc().getSourceRange());
      const SourceLocation End = Lexer::getLocForEndOfToken(Written.getEndLoc(), 0, Sources, Context.getLangOpts());
      const bool Glued = Parameter.getIdentifier() && End == Parameter.getLocation();
      Change.replace({Parameter.getBeginLoc(), Written.getEndLoc()}, Name + (Glued ? " " : ""));
      continue;
    }
    const auto [Owner, Header] = ownerOf(Parameter.getType(), Written, Change);
    if (Owner.empty())
      Change.abandon();
    else
      Change.replace(Written.getUnqualifiedLoc().getSourceRange(), Owner);
    if (!Owner.empty() && Headers.empty())
      requireDeclared(Headers, Context, Header == "string" ? "std::string" : "std::vector", Header);
  }
  return Headers;
}

} // namespace ron
