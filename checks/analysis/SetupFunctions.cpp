// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/SetupFunctions.h"

#include "analysis/Names.h"

#include "clang/AST/ASTLambda.h"

namespace ron {

namespace {

/// How the code around the mention of a function or lambda uses it.
enum class Role { Called, RunOnce, RunHere, Ignored, Escapes };

Role roleOfArgument(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return Role::Escapes;
  if (isOneOf(nameOf(*Callee), {"call_once", "pthread_once"}))
    return Role::RunOnce;
  const bool RunsHere =
      Callee->isInStdNamespace() && isOneOf(nameOf(*Callee), {"for_each", "for_each_n", "transform", "generate",
                                                              "generate_n", "apply", "invoke", "visit"});
  return RunsHere ? Role::RunHere : Role::Escapes;
}

/// \p Path ends at the mention.
Role roleOf(CodePath Path) {
  size_t I = parentIndex(Path);
  if (const auto *AddressOf = dyn_cast_or_null<UnaryOperator>(Path[I].dyn_cast<const Stmt *>());
      AddressOf && AddressOf->getOpcode() == UO_AddrOf)
    I = parentIndex(Path.take_front(I + 1));
  const CodeNode Child = Path[I + 1];
  if (isa<const Decl *>(Path[I]))
    return isa<VarDecl>(cast<const Decl *>(Path[I])) ? Role::Ignored : Role::Escapes;
  const Stmt *Parent = cast<const Stmt *>(Path[I]);
  if (isa<LambdaExpr>(Parent))
    return Role::Ignored; // a capture: what the lambda does with it is seen in its body
  const auto *Call = dyn_cast<CallExpr>(Parent);
  if (!Call)
    return Role::Escapes;
  if (Child == CodeNode(static_cast<const Stmt *>(Call->getCallee())))
    return Role::Called;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  if (Operator && Operator->getOperator() == OO_Call &&
      Child == CodeNode(static_cast<const Stmt *>(Operator->getArg(0))))
    return Role::Ignored; // the object of a call, whose callee is mentioned too
  return roleOfArgument(*Call);
}

class UseCollector : public UserCodeVisitor {
public:
  using Map = llvm::DenseMap<const FunctionDecl *, SmallVector<SetupFunctions::Use, 2>>;
  UseCollector(const ASTContext &Context, Map &Uses) : UserCodeVisitor(Context), Uses(Uses) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (const auto *Function = dyn_cast<FunctionDecl>(E->getDecl()))
      note(*Function, roleOf(path()));
    else if (const CXXMethodDecl *Lambda = lambdaIn(E->getType()))
      note(*Lambda, roleOf(path()));
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(E->getMemberDecl()))
      note(*Method, roleOf(path()));
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    const size_t Parent = parentIndex(path());
    const auto *Member = dyn_cast_or_null<MemberExpr>(path()[Parent].dyn_cast<const Stmt *>());
    if (E->getCallOperator() && !Member)
      note(*E->getCallOperator(), roleOf(path()));
    return true;
  }

private:
  static const CXXMethodDecl *lambdaIn(QualType Type) {
    const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
    return Class && Class->isLambda() ? Class->getLambdaCallOperator() : nullptr;
  }
  void note(const FunctionDecl &Function, Role How) {
    if (How == Role::Ignored)
      return;
    Frame Where = frameOf(path().drop_back());
    if (How == Role::RunOnce)
      Where = {Frame::Kind::StaticInitialiser, nullptr, 0};
    Uses[canonicalFunction(Function)].push_back({Where, How != Role::Escapes});
  }

  Map &Uses;
};

} // namespace

bool SetupFunctions::startsSetup(const FunctionDecl &Function) const {
  return Function.isMain() || isa<CXXConstructorDecl>(Function) || Named.matches(Function);
}

bool SetupFunctions::covers(const Frame &Where) {
  return !Where.Function || isSetup(*canonicalFunction(*Where.Function));
}

ArrayRef<SetupFunctions::Use> SetupFunctions::usesOf(const FunctionDecl &Function) {
  if (!Collected)
    UseCollector(Context, Uses).visitAll(Context);
  Collected = true;
  const auto Found = Uses.find(&Function);
  return Found == Uses.end() ? ArrayRef<Use>() : ArrayRef<Use>(Found->second);
}

std::optional<Frame> SetupFunctions::partOf(CodePath Path, const Frame &Callee) {
  if (Callee.What != Frame::Kind::Function || !isLambdaCallOperator(Callee.Function))
    return std::nullopt;
  const Frame Around = frameOf(Path.take_front(Callee.Depth));
  const ArrayRef<Use> Calls = usesOf(*canonicalFunction(*Callee.Function));
  const bool IsPart = !Calls.empty() && Around.Function && llvm::all_of(Calls, [&](const Use &U) {
    return U.IsCall && U.Where.Function && canonicalFunction(*U.Where.Function) == canonicalFunction(*Around.Function);
  });
  return IsPart ? std::optional(Around) : std::nullopt;
}

/// Follows the callers outwards: all of them must come from setup, and at least one chain must arrive there.
bool SetupFunctions::isSetup(const FunctionDecl &Function) {
  if (startsSetup(Function))
    return true;
  const auto [Answer, New] = Known.try_emplace(&Function, false);
  if (!New)
    return Answer->second;
  bool Arrived = false;
  SmallVector<const FunctionDecl *, 8> Pending{&Function};
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen{&Function};
  while (!Pending.empty()) {
    const FunctionDecl *Callee = Pending.pop_back_val();
    const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const ArrayRef<Use> Found = usesOf(*Callee);
    if (Found.empty() || (Method && Method->size_overridden_methods() != 0))
      return false; // called from elsewhere, if at all
    for (const Use &U : Found) {
      const FunctionDecl *Caller = U.Where.Function ? canonicalFunction(*U.Where.Function) : nullptr;
      if (!U.IsCall)
        return false;
      if (!Caller || startsSetup(*Caller))
        Arrived = true;
      else if (Seen.insert(Caller).second)
        Pending.push_back(Caller);
    }
  }
  Known[&Function] = Arrived;
  return Arrived;
}

bool startsAsSetup(const FunctionDecl &Function) {
  const std::string Name = nameOf(Function).lower();
  return llvm::any_of(std::initializer_list<StringRef>{"setup", "register", "init", "start"},
                      [&](StringRef Verb) { return StringRef(Name).starts_with(Verb); });
}

bool isTestBody(const FunctionDecl &Function) { return isa<CXXMethodDecl>(Function) && nameOf(Function) == "TestBody"; }

} // namespace ron
