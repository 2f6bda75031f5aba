// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/MetricSites.h"

#include "analysis/Lasting.h"
#include "analysis/Names.h"
#include "analysis/Places.h"

#include "clang/AST/ASTContext.h"

namespace ron {

MetricSites::MetricSites(ASTContext &Context, const MetricCalls &Calls)
    : Sources(Context.getSourceManager()), Calls(Calls) {
  const auto IsWanted = [&](const CallExpr &Call) { return Calls.kindOf(Call) != MetricCall::None; };
  for (CallSite &Site : callSites(Context, IsWanted)) {
    const MetricCall Kind = Calls.kindOf(*Site.Call);
    Sites.push_back({std::move(Site), Kind});
  }
}

const Expr *MetricSites::registryOf(const MetricSite &Site) const {
  const Expr *Target = Calls.targetOf(*Site.Call);
  if (Site.Kind == MetricCall::Metric)
    if (const CallExpr *Register = Calls.registrationOf(*Target))
      return Calls.targetOf(*Register);
  return Target;
}

const NamedDecl *MetricSites::familyOf(const MetricSite &Site) const {
  if (Site.Kind != MetricCall::Metric)
    return nullptr;
  const Expr *Family = Calls.targetOf(*Site.Call)->IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Family))
    return Ref->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(Family);
  return Member ? Member->getMemberDecl() : nullptr;
}

bool MetricSites::registersTheSame(const MetricSite &First, const MetricSite &Second) const {
  if (First.Kind != MetricCall::Family || Second.Kind != MetricCall::Family || First.Loc == Second.Loc ||
      Sources.getFileID(First.Loc) != Sources.getFileID(Second.Loc))
    return false;
  const std::optional<std::string> Name = Calls.constantNameOf(*Second.Call);
  if (!Name || Calls.constantNameOf(*First.Call) != Name)
    return false;
  const Expr *FirstRegistry = registryOf(First);
  const Expr *SecondRegistry = registryOf(Second);
  const std::optional<Place> Registry = SecondRegistry ? placeOf(SecondRegistry) : std::nullopt;
  return Registry && FirstRegistry && placeOf(FirstRegistry) == Registry &&
         classOfThis(*FirstRegistry) == classOfThis(*SecondRegistry) && !areExclusive(First.Path, Second.Path);
}

const MetricSite *MetricSites::firstRegistration(const MetricSite &Site) const {
  for (const MetricSite &First : Sites) {
    if (&First == &Site || First.Loc == Site.Loc)
      return nullptr;
    if (registersTheSame(First, Site))
      return isRemoved(Site) ? nullptr : &First;
  }
  return nullptr;
}

bool MetricSites::isRemoved(const MetricSite &Site) const {
  if (Site.Kind != MetricCall::Family && Site.Kind != MetricCall::Metric)
    return false;
  const std::optional<std::string> Name = Calls.constantNameOf(*Site.Call);
  return llvm::any_of(Sites, [&](const MetricSite &Removal) {
    if (Removal.Kind != MetricCall::Removal || Removal.Call->getNumArgs() == 0)
      return false;
    const auto *Method = cast<CXXMethodDecl>(Removal.Call->getDirectCallee());
    const bool OfFamily = nameOf(*Method->getParent()) == "Family"; // else registry.Remove(family)
    const Expr *Family = OfFamily ? Calls.targetOf(*Removal.Call) : Removal.Call->getArg(0);
    const CallExpr *Register = Calls.registrationOf(*Family);
    const std::optional<std::string> Removed = Register ? Calls.constantNameOf(*Register) : std::nullopt;
    return !Name || !Removed || Name == Removed;
  });
}

} // namespace ron
