// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Descriptors: the same call blocks on one and not on another.
#include "analysis/AstVisitor.h"
#include "analysis/BlockingCalls.h"
#include "analysis/Names.h"

#include "clang/AST/ASTContext.h"

#include <optional>

namespace ron {

/// O_NONBLOCK and SOCK_NONBLOCK of Linux, and O_NONBLOCK of the BSDs. A constant is all that the macro leaves behind.
static constexpr int64_t NonBlocking = 04000 | 4;
/// MSG_DONTWAIT of Linux and of the BSDs.
static constexpr int64_t DoNotWait = 0x40 | 0x80;

static std::optional<int64_t> constant(const Expr &E, const ASTContext &Context) {
  Expr::EvalResult Result;
  if (E.isValueDependent() || !E.EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

static const FunctionDecl *systemFunction(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->isExternC() && Callee->getIdentifier() ? Callee : nullptr;
}

/// Whether \p Origin, the call that made a descriptor, made one that blocks. Unknown flags are taken for the opposite.
static bool makesBlocking(const Expr &Origin, const ASTContext &Context) {
  const auto *Call = dyn_cast<CallExpr>(Origin.IgnoreParenImpCasts());
  const FunctionDecl *Maker = Call ? systemFunction(*Call) : nullptr;
  if (!Maker)
    return false;
  const StringRef Name = Maker->getName();
  if (isOneOf(Name, {"accept", "creat"}))
    return true;
  const unsigned Flags = isOneOf(Name, {"open", "open64", "socket"}) ? 1
                         : isOneOf(Name, {"openat", "openat64"})     ? 2
                         : Name == "accept4"                         ? 3
                                                                     : ~0U;
  if (Flags >= Call->getNumArgs())
    return false;
  const std::optional<int64_t> Value = constant(*Call->getArg(Flags), Context);
  return Value && (*Value & NonBlocking) == 0;
}

namespace {

/// Whether anything in a body might make a descriptor non-blocking, or wait until it is ready.
class DescriptorUses : public AstVisitor {
public:
  explicit DescriptorUses(const VarDecl &Descriptor) : Descriptor(Descriptor) {}

  bool Harmless = true;

  bool VisitCallExpr(CallExpr *Call) override {
    const FunctionDecl *Callee = systemFunction(*Call);
    const bool Known =
        Callee &&
        isOneOf(Callee->getName(),
                {"read",   "write",      "readv",      "writev",      "recv",        "recvfrom", "recvmsg", "send",
                 "sendto", "sendmsg",    "connect",    "accept",      "bind",        "listen",   "close",   "fstat",
                 "lseek",  "setsockopt", "getsockopt", "getsockname", "getpeername", "shutdown"});
    for (const Expr *Argument : Call->arguments())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Argument->IgnoreParenImpCasts()))
        Harmless &= Known || Ref->getDecl() != &Descriptor;
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) override {
    return Op->getOpcode() != UO_AddrOf || given(Op->getSubExpr());
  }
  bool VisitBinaryOperator(BinaryOperator *Op) override { return !Op->isAssignmentOp() || given(Op->getLHS()); }

private:
  bool given(const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    Harmless &= !Ref || Ref->getDecl() != &Descriptor;
    return true;
  }

  const VarDecl &Descriptor;
};

} // namespace

/// Whether the descriptor \p E is one of which everything is known here and says that it blocks.
static bool evidentlyBlocks(const Expr &E, const Stmt &Body, const ASTContext &Context) {
  if (const std::optional<int64_t> Standard = constant(E, Context))
    return *Standard == 0; // the standard input; output mostly goes to a file
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || !Var->hasLocalStorage() || !Var->getInit() || !makesBlocking(*Var->getInit(), Context))
    return false;
  DescriptorUses Uses(*Var);
  Uses.TraverseStmt(const_cast<Stmt *>(&Body));
  return Uses.Harmless;
}

/// Whether the time limit \p E of a wait, in milliseconds or behind a pointer, lets it last.
static bool lasts(const Expr &E, const ASTContext &Context) {
  if (E.getType()->isPointerType())
    return E.isNullPointerConstant(const_cast<ASTContext &>(Context),
                                   Expr::NPC_ValueDependentIsNull) !=
           Expr::NPCK_NotNull; // silent: what is behind a pointer may be zero
  const std::optional<int64_t> Milliseconds = constant(E, Context);
  return Milliseconds && *Milliseconds != 0;
}

bool blocksOnDescriptor(const CallExpr &Call, const Stmt &Body, const ASTContext &Context) {
  const FunctionDecl *Callee = systemFunction(Call);
  const unsigned Arguments = Call.getNumArgs();
  if (!Callee || Arguments < 2)
    return false;
  const StringRef Name = Callee->getName();
  if (isOneOf(Name, {"poll", "ppoll"}))
    return Arguments > 2 && lasts(*Call.getArg(2), Context);
  if (isOneOf(Name, {"epoll_wait", "epoll_pwait", "epoll_pwait2"}))
    return Arguments > 3 && lasts(*Call.getArg(3), Context);
  if (isOneOf(Name, {"select", "pselect"}))
    return Arguments > 4 && lasts(*Call.getArg(4), Context);
  if (isOneOf(Name, {"recv", "send", "recvfrom", "sendto", "recvmsg", "sendmsg"})) {
    const unsigned Last = isOneOf(Name, {"recvmsg", "sendmsg"}) ? 2 : 3;
    const std::optional<int64_t> Flags = Last < Arguments ? constant(*Call.getArg(Last), Context) : std::nullopt;
    return Flags && (*Flags & DoNotWait) == 0 && evidentlyBlocks(*Call.getArg(0), Body, Context);
  }
  return isOneOf(Name, {"read", "write", "readv", "writev", "connect", "accept", "accept4"}) &&
         evidentlyBlocks(*Call.getArg(0), Body, Context);
}

} // namespace ron
