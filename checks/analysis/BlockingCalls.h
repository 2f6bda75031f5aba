// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"

#include "clang/AST/ExprCXX.h"

namespace ron {

/// Why a call keeps its thread until something happens elsewhere. Taking a mutex and sleeping are not among them.
enum class Blocking {
  None,
  Future,    // its result is not there yet
  Operation, // a synchronous operation of Asio or a library on top, beside which an 'async_' one
             // stands
  Other,     // threads, condition variables, event loops, system calls
};

/// Which calls block.
class BlockingCalls {
public:
  /// \p Own are the functions of the user's own that block.
  explicit BlockingCalls(const Globs &Own);

  /// \p Body is what runs \p Call: it tells of descriptors whether they block.
  Blocking kindOf(const CallExpr &Call, const Stmt &Body, const ASTContext &Context) const;

  /// Forgets the declarations of the last translation unit.
  void reset() const;

private:
  Blocking kindOf(const FunctionDecl &Callee) const;

  const Globs &Own;
  const Globs Futures, Others, System;
  mutable llvm::DenseMap<const FunctionDecl *, Blocking> Known;
};

/// Whether \p Call of a function of the system reads, writes, connects or waits for descriptors that evidently block.
bool blocksOnDescriptor(const CallExpr &Call, const Stmt &Body, const ASTContext &Context);

/// Whether \p Call may last no time at all: its time limit is zero.
bool hasNoTime(const CallExpr &Call, const ASTContext &Context);

} // namespace ron
