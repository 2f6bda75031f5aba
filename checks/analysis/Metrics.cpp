// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Metrics.h"
#include "analysis/AstVisitor.h"

#include "analysis/Lasting.h"
#include "analysis/Names.h"
#include "analysis/Places.h"
#include "analysis/Surroundings.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace ron {

/// The name of the outermost namespace that \p D is declared in.
static StringRef libraryOf(const Decl &D) {
  StringRef Name;
  for (const DeclContext *Context = D.getDeclContext(); Context; Context = Context->getParent())
    if (const auto *Namespace = dyn_cast<NamespaceDecl>(Context))
      Name = Namespace->getName();
  return Name;
}

MetricCall MetricCalls::classify(const FunctionDecl &Callee) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method) {
    const StringRef Name = ron::nameOf(*Method);
    const StringRef Class = ron::nameOf(*Method->getParent());
    const auto Is = [&](StringRef Method, bool OfClass, StringRef Library) {
      return Name == Method && OfClass && libraryOf(Callee) == Library;
    };
    if (Is("Register", Class.ends_with("Builder"), "prometheus"))
      return MetricCall::Family;
    if (Is("Add", Class == "Family", "prometheus"))
      return MetricCall::Metric;
    if (Is("Remove", Class == "Family" || Class == "Registry", "prometheus"))
      return MetricCall::Removal;
    if (Is("add_group", Class == "metric_groups" || Class == "metric_group", "seastar"))
      return MetricCall::Group;
    if (Name.starts_with("Create") && Class == "Meter" && libraryOf(Callee) == "opentelemetry")
      return MetricCall::Instrument;
  }
  return !Listed.empty() && Listed.matches(*canonicalFunction(Callee)) ? MetricCall::Listed : MetricCall::None;
}

MetricCall MetricCalls::kindOf(const CallExpr &Call) const {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return MetricCall::None;
  const auto [Entry, New] = Known.try_emplace(Callee, MetricCall::None);
  if (New)
    Entry->second = classify(*Callee);
  return Entry->second;
}

static const CXXMemberCallExpr *memberCall(const Expr *E) {
  return dyn_cast<CXXMemberCallExpr>(E->IgnoreUnlessSpelledInSource());
}

const CXXMemberCallExpr *builderCall(const CallExpr &Register, StringRef Setter) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Register);
  while (Call && Call->getMethodDecl()) {
    if (nameOf(*Call->getMethodDecl()) == Setter && Call->getNumArgs() == 1)
      return Call;
    Call = memberCall(Call->getImplicitObjectArgument());
  }
  return nullptr;
}

namespace {

class RenewalFinder : public AstVisitor {
public:
  explicit RenewalFinder(const Place &Group) : Group(Group) {}
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) override {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    return !Method || !isOneOf(ron::nameOf(*Method), {"clear", "reset", "emplace"}) ||
           !isGroup(Call->getImplicitObjectArgument());
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    return Call->getOperator() != OO_Equal || !isGroup(Call->getArg(0));
  }

private:
  bool isGroup(const Expr *E) const {
    const std::optional<Place> Where = placeOf(E);
    return Where && Where->overlaps(Group);
  }
  const Place &Group;
};

} // namespace

bool renewsGroup(const FunctionDecl &Function, const Expr &Group) {
  const std::optional<Place> Where = placeOf(&Group);
  return Where && Function.getBody() && !RenewalFinder(*Where).TraverseStmt(Function.getBody());
}

const Expr *startOfChain(const CallExpr &Call) {
  const Expr *Start = &Call;
  while (const CXXMemberCallExpr *Member = memberCall(Start))
    Start = Member->getImplicitObjectArgument()->IgnoreUnlessSpelledInSource();
  return Start;
}

const CallExpr *MetricCalls::registrationOf(const Expr &Family) const {
  const Expr *E = Family.IgnoreUnlessSpelledInSource();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return kindOf(*Call) == MetricCall::Family ? Call : nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const Expr *Init = Var && Var->getType()->isReferenceType() ? Var->getAnyInitializer() : nullptr;
  return Init && Init->IgnoreUnlessSpelledInSource() != E ? registrationOf(*Init) : nullptr;
}

const Expr *MetricCalls::targetOf(const CallExpr &Call) const {
  const MetricCall Kind = kindOf(Call);
  if (Kind == MetricCall::Family)
    return Call.getNumArgs() == 1 ? Call.getArg(0) : nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return Member ? Member->getImplicitObjectArgument() : nullptr;
}

const Expr *MetricCalls::nameOf(const CallExpr &Call) const {
  const CXXMemberCallExpr *Named = nullptr;
  switch (kindOf(Call)) {
  case MetricCall::Family:
    Named = builderCall(Call, "Name");
    return Named ? Named->getArg(0) : nullptr;
  case MetricCall::Metric:
    if (const CallExpr *Register = registrationOf(*targetOf(Call)))
      return nameOf(*Register);
    return nullptr;
  case MetricCall::Instrument:
  case MetricCall::Group:
    return Call.getNumArgs() == 0 ? nullptr : Call.getArg(0);
  case MetricCall::Listed:
    for (const Expr *Argument : Call.arguments())
      if (constantText(Argument))
        return Argument;
    return nullptr;
  case MetricCall::Removal:
  case MetricCall::None:
    return nullptr;
  }
  return nullptr;
}

std::optional<std::string> MetricCalls::constantNameOf(const CallExpr &Call) const {
  return constantText(nameOf(Call));
}

bool MetricCalls::hasConstantLabels(const CallExpr &Call) const {
  return Call.getNumArgs() != 0 && isConstant(*Call.getArg(0));
}

} // namespace ron
