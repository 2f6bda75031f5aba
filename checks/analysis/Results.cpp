// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Results.h"

#include "analysis/HolderTypes.h"
#include "analysis/Names.h"

#include "clang/AST/DeclTemplate.h"

namespace ron {

static constexpr StringRef ExpectedTypes =
    "std::expected;tl::expected;absl::StatusOr;folly::Expected;folly::Try;boost::outcome_v2::basic_result;"
    "boost::outcome_v2::basic_outcome;outcome_v2*::basic_result;outcome_v2*::basic_outcome;boost::leaf::result;"
    "arrow::Result";
static constexpr StringRef OptionalTypes = "std::optional;boost::optional;absl::optional;tl::optional;folly::Optional";
static constexpr StringRef VariantTypes = "std::variant;absl::variant";
static constexpr StringRef AnyTypes = "std::any;absl::any";

ResultTypes::ResultTypes()
    : Expected(ExpectedTypes, ""), Optional(OptionalTypes, ""), Variant(VariantTypes, ""), Any(AnyTypes, "") {}

void ResultTypes::reset() const {
  Known.clear();
  for (const Globs *List : {&Expected, &Optional, &Variant, &Any})
    List->reset();
}

ResultKind ResultTypes::kindOf(QualType Type) const {
  const CXXRecordDecl *Class = Type.isNull() ? nullptr : Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier())
    return ResultKind::None;
  const auto [Entry, New] = Known.try_emplace(Class, ResultKind::None);
  if (New)
    Entry->second = Expected.matches(*Class)   ? ResultKind::Expected
                    : Optional.matches(*Class) ? ResultKind::Optional
                    : Variant.matches(*Class)  ? ResultKind::Variant
                    : Any.matches(*Class)      ? ResultKind::Any
                                               : ResultKind::None;
  return Entry->second;
}

QualType alternativeAt(QualType Type, uint64_t Index) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  const SmallVector<QualType, 4> Alternatives = Class ? typeArguments(*Class) : SmallVector<QualType, 4>();
  return Index < Alternatives.size() ? Alternatives[Index].getCanonicalType() : QualType();
}

/// The object whose member function or operator \p Call calls, when it is a result. The function may be that of a base.
static const Expr *resultOf(const CallExpr &Call, const ResultTypes &Types) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : Operator ? Operator->getArg(0) : nullptr;
  if (!Object)
    return nullptr;
  Object = Object->IgnoreParenImpCasts();
  QualType Type = Object->getType();
  if (Member && Type->isPointerType())
    Type = Type->getPointeeType();
  return Types.kindOf(Type) != ResultKind::None ? Object : nullptr;
}

/// What the function template \p Callee was told to look for in \p Of: a type, or the place of one.
static QualType askedFor(const FunctionDecl &Callee, QualType Of) {
  const TemplateArgumentList *Arguments = Callee.getTemplateSpecializationArgs();
  if (!Arguments || Arguments->size() == 0)
    return {};
  const TemplateArgument &First = Arguments->get(0);
  if (First.getKind() == TemplateArgument::Type)
    return First.getAsType().getCanonicalType();
  return First.getKind() == TemplateArgument::Integral ? alternativeAt(Of, First.getAsIntegral().getLimitedValue())
                                                       : QualType();
}

/// A free function of the standard library, or of Abseil's stand-ins for it, that is named \p Name.
static bool isFree(const FunctionDecl &Callee, StringRef Name) {
  return nameOf(Callee) == Name && !isa<CXXMethodDecl>(Callee) &&
         (isInStd(Callee) || StringRef(qualifiedName(Callee)).starts_with("absl::"));
}

std::optional<Unwrap> unwrapOf(const CallExpr &Call, const ResultTypes &Types) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return std::nullopt;
  if (Call.getNumArgs() == 1 && (isFree(*Callee, "get") || isFree(*Callee, "any_cast"))) {
    const Expr *Object = Call.getArg(0)->IgnoreParenImpCasts();
    const ResultKind Kind = Types.kindOf(Object->getType());
    const QualType Alternative = askedFor(*Callee, Object->getType());
    const bool Takes = Kind == (nameOf(*Callee) == "get" ? ResultKind::Variant : ResultKind::Any);
    return Takes && !Alternative.isNull() ? std::optional(Unwrap{Object, Kind, Alternative, true}) : std::nullopt;
  }
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = Method ? resultOf(Call, Types) : nullptr;
  if (!Object)
    return std::nullopt;
  QualType Type = Object->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const ResultKind Kind = Types.kindOf(Type);
  const bool ByName = isOneOf(nameOf(*Method), {"value", "ValueOrDie", "assume_value", "ValueUnsafe"});
  const OverloadedOperatorKind Operator = Method->getOverloadedOperator();
  // The operators of optional are upstream's 'bugprone-unchecked-optional-access'.
  const bool ByOperator =
      Kind == ResultKind::Expected && Call.getNumArgs() == 1 && (Operator == OO_Star || Operator == OO_Arrow);
  if ((Kind != ResultKind::Expected && Kind != ResultKind::Optional) || (!ByName && !ByOperator))
    return std::nullopt;
  return Unwrap{Object, Kind, {}, nameOf(*Method) == "value"};
}

/// 'x.ok()', 'x.has_value()', 'x' as a truth, their opposites, and 'x.status().ok()'.
static std::optional<ResultTest> testByMember(const CallExpr &Call, const ResultTypes &Types) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (!Method || !Member || Call.getNumArgs() != 0)
    return std::nullopt;
  const StringRef Name = nameOf(*Method);
  const bool Conversion = isa<CXXConversionDecl>(Method) && Method->getReturnType()->isBooleanType();
  const bool Good = Conversion || isOneOf(Name, {"has_value", "hasValue", "ok", "is_initialized"});
  const bool Bad = isOneOf(Name, {"has_error", "hasError", "has_exception", "hasException", "has_failure"});
  if (!Good && !Bad)
    return std::nullopt;
  const Expr *Object = resultOf(Call, Types);
  const auto *Status = dyn_cast<CXXMemberCallExpr>(Member->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource());
  if (!Object && Name == "ok" && Status && Status->getMethodDecl() && nameOf(*Status->getMethodDecl()) == "status")
    Object = resultOf(*Status, Types);
  if (!Object)
    return std::nullopt;
  const ResultKind Kind =
      Types.kindOf(Object->getType()->isPointerType() ? Object->getType()->getPointeeType() : Object->getType());
  if (Kind != ResultKind::Expected && Kind != ResultKind::Optional)
    return std::nullopt;
  return ResultTest{Object, {}, Good};
}

/// 'x == std::nullopt', 'v.index() == 1', and '!=' of them.
static std::optional<ResultTest> testByComparison(const Expr *Left, const Expr *Right, bool Equal,
                                                  const ResultTypes &Types) {
  Left = Left->IgnoreParenImpCasts();
  Right = Right->IgnoreParenImpCasts();
  const auto IsNull = [](const Expr *E) {
    const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
    return Class && isOneOf(nameOf(*Class), {"nullopt_t", "none_t"});
  };
  if (IsNull(Left) || isa<IntegerLiteral>(Left))
    std::swap(Left, Right);
  if (IsNull(Right) && Types.kindOf(Left->getType()) == ResultKind::Optional)
    return ResultTest{Left, {}, !Equal};
  const auto *Index = dyn_cast<CXXMemberCallExpr>(Left);
  const auto *Value = dyn_cast<IntegerLiteral>(Right);
  const Expr *Object = Index ? resultOf(*Index, Types) : nullptr;
  if (!Object || !Value || !Index->getMethodDecl() || nameOf(*Index->getMethodDecl()) != "index" ||
      Types.kindOf(Object->getType()) != ResultKind::Variant)
    return std::nullopt;
  const QualType Alternative = alternativeAt(Object->getType(), Value->getValue().getLimitedValue());
  return Alternative.isNull() ? std::nullopt : std::optional(ResultTest{Object, Alternative, Equal});
}

std::optional<ResultTest> testOf(const Expr &E, const ResultTypes &Types) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&E); Binary && Binary->isEqualityOp())
    return testByComparison(Binary->getLHS(), Binary->getRHS(), Binary->getOpcode() == BO_EQ, Types);
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(&E);
      Rewritten && isOneOf(Rewritten->getOpcodeStr(), {"==", "!="}))
    return testByComparison(Rewritten->getLHS(), Rewritten->getRHS(), Rewritten->getOpcode() == BO_EQ, Types);
  const auto *Call = dyn_cast<CallExpr>(&E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return std::nullopt;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      Operator && Operator->getNumArgs() == 2 && isOneOf(getOperatorSpelling(Operator->getOperator()), {"==", "!="}))
    return testByComparison(Operator->getArg(0), Operator->getArg(1), Operator->getOperator() == OO_EqualEqual, Types);
  if (Call->getNumArgs() == 1 && (isFree(*Callee, "holds_alternative") || isFree(*Callee, "get_if"))) {
    const Expr *Object = Call->getArg(0)->IgnoreParenImpCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(Object); Address && Address->getOpcode() == UO_AddrOf)
      Object = Address->getSubExpr()->IgnoreParenImpCasts();
    const QualType Alternative = askedFor(*Callee, Object->getType());
    if (Types.kindOf(Object->getType()) == ResultKind::Variant && !Alternative.isNull())
      return ResultTest{Object, Alternative, true};
    return std::nullopt;
  }
  return testByMember(*Call, Types);
}

const Expr *resultAskedBy(const CallExpr &Call, const ResultTypes &Types) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method || !isOneOf(nameOf(*Method), {"status", "error", "exception", "index", "type", "error_or",
                                            "valueless_by_exception", "has_value"}))
    return nullptr;
  const Expr *Object = resultOf(Call, Types);
  const bool ByTest = testOf(Call, Types).has_value();
  return ByTest ? nullptr : Object;
}

} // namespace ron
