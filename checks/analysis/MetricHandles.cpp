// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/MetricHandles.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

namespace {

/// One attempt, with or without the members of the own object.
class HandleFinder {
public:
  HandleFinder(const MetricCalls &Calls, CodePath Path, const SourceManager &Sources, Locals Allowed)
      : Calls(Calls), Path(Path), Sources(Sources), Allowed(Allowed),
        Call(*cast<CallExpr>(cast<const Stmt *>(Path.back()))) {
    const Stmt *Statement = statementInBlock(Path);
    Before = Statement ? Statement->getBeginLoc() : Call.getBeginLoc();
  }

  std::optional<MetricHandle> find() const {
    switch (Calls.kindOf(Call)) {
    case MetricCall::Family:
      return ofFamily();
    case MetricCall::Metric:
      return ofMetric();
    case MetricCall::Instrument:
      return given(isLasting(Call) && isConstant(*Call.getArg(0)), Path, Calls.constantNameOf(Call));
    case MetricCall::Listed:
      return ofListed();
    default:
      return std::nullopt; // of seastar, each shard has groups of its own, which one static would not serve
    }
  }

private:
  bool isLasting(const Expr &E) const { return mentionsOnlyLasting(E, Sources, Before, Allowed); }
  bool areLasting(CallExpr::const_arg_range Arguments) const {
    return llvm::all_of(Arguments, [&](const Expr *Argument) { return isLasting(*Argument); });
  }
  std::optional<MetricHandle> given(bool Sound, CodePath Of, const std::optional<std::string> &Name) const {
    return Sound && Name ? std::optional(MetricHandle{Of, *Name, Allowed}) : std::nullopt;
  }

  /// Whether the family that \p Register makes is the same each time.
  bool isSameFamily(const CallExpr &Register) const {
    const Expr *Registry = Calls.targetOf(Register);
    const CXXMemberCallExpr *Labels = builderCall(Register, "Labels");
    const auto *Start = dyn_cast<CallExpr>(startOfChain(Register));
    return Registry && Start && Start->getNumArgs() == 0 && isLasting(Register) &&
           outlivesFunction(*Registry, Allowed) && (!Labels || isConstant(*Labels->getArg(0)));
  }

  std::optional<MetricHandle> ofFamily() const {
    const std::optional<std::string> Name = Calls.constantNameOf(Call);
    const bool Sound = isSameFamily(Call);
    const size_t Member = parentIndex(Path);
    const auto *Add = Member == 0 ? nullptr : dyn_cast_or_null<CallExpr>(Path[Member - 1].dyn_cast<const Stmt *>());
    if (!Add || !isa_and_nonnull<MemberExpr>(Path[Member].dyn_cast<const Stmt *>()) ||
        Calls.kindOf(*Add) != MetricCall::Metric || !Calls.hasConstantLabels(*Add))
      return given(Sound, Path, Name);
    return given(Sound && areLasting(Add->arguments()), Path.take_front(Member), Name);
  }

  std::optional<MetricHandle> ofMetric() const {
    const Expr &Family = *Calls.targetOf(Call);
    const CallExpr *Register = Calls.registrationOf(Family);
    const auto *Ref = dyn_cast<DeclRefExpr>(Family.IgnoreParenImpCasts());
    const auto *Member = dyn_cast<MemberExpr>(Family.IgnoreParenImpCasts());
    std::optional<std::string> Name = Calls.constantNameOf(Call);
    if (!Name && Ref)
      Name = Ref->getDecl()->getNameAsString();
    if (!Name && Member)
      Name = Member->getMemberDecl()->getNameAsString();
    // A local reference that will be static itself.
    const bool Follows = Ref && Register && isSameFamily(*Register) &&
                         Sources.isBeforeInTranslationUnit(Ref->getDecl()->getLocation(), Before);
    return given((Follows || outlivesFunction(Family, Allowed)) && areLasting(Call.arguments()), Path, Name);
  }

  std::optional<MetricHandle> ofListed() const {
    const Expr *Object = Calls.targetOf(Call);
    const bool Sound = llvm::all_of(Call.arguments(), [&](const Expr *Argument) {
      return isConstant(*Argument) || (Argument->isGLValue() && outlivesFunction(*Argument, Allowed));
    });
    const std::optional<std::string> Name = Calls.constantNameOf(Call);
    return given(Sound && !Call.getType()->isVoidType() && isLasting(Call) &&
                     (!Object || outlivesFunction(*Object, Allowed)),
                 Path, Name ? *Name : Call.getDirectCallee()->getNameAsString());
  }

  const MetricCalls &Calls;
  const CodePath Path;
  const SourceManager &Sources;
  const Locals Allowed;
  const CallExpr &Call;
  SourceLocation Before;
};

} // namespace

std::optional<MetricHandle> handleToKeep(const MetricCalls &Calls, CodePath Path, const SourceManager &Sources) {
  if (auto Handle = HandleFinder(Calls, Path, Sources, Locals::None).find())
    return Handle;
  return HandleFinder(Calls, Path, Sources, Locals::This).find();
}

} // namespace ron
