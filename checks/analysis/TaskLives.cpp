// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/TaskLives.h"

#include "analysis/Containers.h"
#include "analysis/Names.h"
#include "analysis/Tokens.h"

#include "clang/AST/StmtCXX.h"

namespace ron {

/// Whether \p Call starts the task among its arguments, and its result, if it has one, is not the task's.
static bool letsGo(const CallExpr &Call, const Globs &SpawnFunctions) {
  for (const Task &T : tasksOf(Call, SpawnFunctions)) {
    if (!T.Token)
      return !isJoined(T);
    const Token::Kind End = Token::of(T.Token->getType()).What;
    return End == Token::Kind::Handler || End == Token::Kind::Detached || End == Token::Kind::Future;
  }
  return false;
}

/// Whether \p Call gives back the task among its arguments, or one that ends after it.
static bool passesOn(const CallExpr &Call, const FunctionDecl &Callee, const Globs &SpawnFunctions) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator)
    return Operator->getOperator() == OO_AmpAmp || Operator->getOperator() == OO_PipePipe;
  return SpawnFunctions.matches(Callee) || (isInStd(Callee) && isOneOf(nameOf(Callee), {"move", "forward"}));
}

/// Whether \p Call puts the task \p Argument into an object that is there already.
static bool stores(const CallExpr &Call, const Stmt *Argument) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Equal && Operator->getArg(1) == Argument;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return Member && Member->getMethodDecl() && Member->getCallee() != Argument &&
         containerFamily(Member->getMethodDecl()->getParent()) != ContainerFamily::None &&
         isOneOf(nameOf(*Member->getMethodDecl()), {"push_back", "emplace_back", "push_front", "insert", "emplace"});
}

/// Whether a task of \p Type goes on without the object of that type.
static bool outlivesObject(QualType Type) {
  const CXXRecordDecl *Class = recordOf(Type);
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  return !Class || (Definition && Definition->hasTrivialDestructor()) || nameOf(*Class).contains("future");
}

TaskLife lifeOf(CodePath Path, bool Runs, const Globs &SpawnFunctions) {
  const auto *Made = cast<CallExpr>(cast<const Stmt *>(Path.back()));
  bool Started = false; // by another function
  for (size_t I = Path.size() - 1; I-- > 0;) {
    if (const Decl *D = Path[I].dyn_cast<const Decl *>())
      return !isa<VarDecl>(D) || isa<ParmVarDecl>(D) ? TaskLife::Over : Started ? TaskLife::Loose : TaskLife::Kept;
    const Stmt *S = cast<const Stmt *>(Path[I]);
    const auto *Cast = dyn_cast<CastExpr>(S);
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(S) ||
        (Cast && (isa<ImplicitCastExpr>(S) || Cast->getCastKind() == CK_ToVoid)))
      continue;
    if (isa<ReturnStmt>(S))
      return TaskLife::Returned;
    if (!isa<Expr>(S))
      return Started || (Runs && outlivesObject(Made->getType())) ? TaskLife::Loose : TaskLife::Over;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(S);
        Construct && recordOf(Construct->getType()) == recordOf(Made->getType()))
      continue; // a copy or move
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call && !Started ? calleeOf(*Call) : nullptr;
    if (!Callee)
      return TaskLife::Over;
    if (stores(*Call, Path[I + 1].dyn_cast<const Stmt *>()))
      return TaskLife::Kept;
    if (!passesOn(*Call, *Callee, SpawnFunctions))
      return TaskLife::Over; // silent: a function may wait for what it is given
    Started = letsGo(*Call, SpawnFunctions);
  }
  return TaskLife::Over;
}

} // namespace ron
