// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Atomics.h"

#include "analysis/Conditions.h"
#include "analysis/Members.h"
#include "analysis/Places.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace ron {

/// What a look at an object of \p Type gives: T of 'std::atomic<T>', bool of 'std::atomic_flag'; else null.
static QualType valueOf(QualType Type, const ASTContext &Context) {
  const auto *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier())
    return QualType();
  if (Class->getName() == "atomic_flag")
    return Context.BoolTy;
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  return Specialization && Class->getName() == "atomic" ? Specialization->getTemplateArgs()[0].getAsType() : QualType();
}

static const ValueDecl *namedBy(const Expr &Object) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&Object))
    return Ref->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(&Object);
  return Member ? Member->getMemberDecl() : nullptr;
}

std::optional<AtomicRead> atomicRead(const Expr &E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E.IgnoreParenImpCasts());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method)
    return std::nullopt;
  const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
  const QualType Value = valueOf(Object->getType(), Method->getASTContext());
  const ValueDecl *Atomic = namedBy(*Object);
  if (Value.isNull() || !Atomic)
    return std::nullopt;
  const bool Test = Method->getIdentifier() && Method->getName() == "test";
  if (!Test && !isa<CXXConversionDecl>(Method) && !(Method->getIdentifier() && Method->getName() == "load"))
    return std::nullopt;
  const Expr *Order = Call->getNumArgs() == 1 && !isa<CXXDefaultArgExpr>(Call->getArg(0)) ? Call->getArg(0) : nullptr;
  return AtomicRead{Object, Atomic, Order, Value, Test};
}

bool canWait(const AtomicRead &Read) {
  const QualType Type = Read.Object->getType().getNonReferenceType();
  return !Type.isVolatileQualified() && findMethod(*Type->getAsCXXRecordDecl(), "wait") && placeOf(Read.Object);
}

/// Whether \p E is the same each time it is looked at.
static bool isFixed(const Expr &E, const ASTContext &Context) {
  if (E.isValueDependent() || E.HasSideEffects(Context))
    return false;
  if (isa<CXXNullPtrLiteralExpr>(E.IgnoreParenImpCasts()) || E.isEvaluatable(Context))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  return Ref && Ref->getType().isConstQualified() && Ref->getType()->isScalarType();
}

/// The look, and the comparison that decides together with it.
static std::optional<AtomicRead> readIn(const Expr &E, const Expr *&Other, bool &ReadIsLeft) {
  if (std::optional<AtomicRead> Read = atomicRead(E))
    return Read;
  const auto *Compare = dyn_cast<BinaryOperator>(E.IgnoreParenImpCasts());
  if (!Compare || !Compare->isComparisonOp())
    return std::nullopt;
  std::optional<AtomicRead> Left = atomicRead(*Compare->getLHS());
  std::optional<AtomicRead> Right = atomicRead(*Compare->getRHS());
  if (Left.has_value() == Right.has_value())
    return std::nullopt;
  ReadIsLeft = Left.has_value();
  Other = ReadIsLeft ? Compare->getRHS() : Compare->getLHS();
  return ReadIsLeft ? Left : Right;
}

std::optional<AtomicRead> decidingRead(const Expr &Condition) {
  bool Negated = false, Left = false;
  const Expr *Other = nullptr;
  return readIn(*stripNegations(&Condition, Negated), Other, Left);
}

static StringRef textOf(const Expr &E, const ASTContext &Context) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(E.getSourceRange()), Context.getSourceManager(),
                              Context.getLangOpts());
}

/// 'x.wait(old)', which returns when the value is another one than \p Old.
static AtomicWait waitFrom(const AtomicRead &Read, StringRef Old, const ASTContext &Context) {
  const std::string Order = Read.Order ? ", " + textOf(*Read.Order, Context).str() : "";
  const std::string Call = (textOf(*Read.Object, Context) + ".wait(" + Old + Order + ")").str();
  return {Read.Atomic, Call, Call};
}

/// A loop that waits for the next change while \p Test holds for 'seen': right for any comparison.
static AtomicWait waitLoop(const AtomicRead &Read, StringRef Test, const ASTContext &Context) {
  AtomicWait Wait = waitFrom(Read, "seen", Context);
  const StringRef Object = textOf(*Read.Object, Context);
  const StringRef Order = Read.Order ? textOf(*Read.Order, Context) : "";
  if (Object.contains("seen") || Test.count("seen") != 1)
    return {}; // the loop's own variable might hide it
  const std::string Load = (Object + (Read.ByTest ? ".test(" : ".load(") + Order + ")").str();
  Wait.Code = ("for (auto seen = " + Load + "; " + Test + "; seen = " + Load + ") " + Wait.Call).str();
  return Wait;
}

/// The wait while the value is, as a truth, \p WhileTrue.
static AtomicWait waitOnTruth(const AtomicRead &Read, bool WhileTrue, const ASTContext &Context) {
  if (Read.Value->isBooleanType())
    return waitFrom(Read, WhileTrue ? "true" : "false", Context);
  if (Read.Value->isEnumeralType() || !(Read.Value->isPointerType() || Read.Value->isIntegerType()))
    return {};
  const StringRef Zero = Read.Value->isPointerType() ? "nullptr" : "0";
  return WhileTrue ? waitLoop(Read, ("seen != " + Zero).str(), Context) : waitFrom(Read, Zero, Context);
}

AtomicWait atomicWait(const Expr &Condition, bool Negated, const ASTContext &Context) {
  const Expr *Other = nullptr;
  bool ReadIsLeft = false;
  const Expr *E = stripNegations(&Condition, Negated);
  const std::optional<AtomicRead> Read = readIn(*E, Other, ReadIsLeft);
  if (!Read || !canWait(*Read) || textOf(*Read->Object, Context).empty())
    return {};
  if (!Other)
    return waitOnTruth(*Read, !Negated, Context);
  const StringRef Text = textOf(*Other, Context);
  if (!isFixed(*Other, Context) || !Read->Value->isScalarType() || Read->Value->isFloatingType() || Text.empty())
    return {};
  auto Op = cast<BinaryOperator>(E->IgnoreParenImpCasts())->getOpcode();
  if (Negated)
    Op = BinaryOperator::negateComparisonOp(Op);
  const Expr *Plain = Other->IgnoreParenImpCasts();
  const bool SameType =
      Context.hasSameUnqualifiedType(Plain->getType(), Read->Value) || isa<CXXNullPtrLiteralExpr>(Plain);
  if (Op == BO_EQ && SameType)
    return waitFrom(*Read, Text, Context);
  const std::string Sign = (" " + BinaryOperator::getOpcodeStr(Op) + " ").str();
  return waitLoop(*Read, ReadIsLeft ? "seen" + Sign + Text.str() : Text.str() + Sign + "seen", Context);
}

} // namespace ron
