// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Across.h"
#include "analysis/Check.h"

namespace ron {

/// Golden rule 8: database iterators, cursors, statements, snapshots and transactions do not outlive the turn that
/// opened them.
class DbIteratorAcrossAwaitCheck : public Check {
public:
  DbIteratorAcrossAwaitCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void report(const Across &Cursor, Flow &Paths, const FunctionDecl &Function, ASTContext &Context);
  void reportLent(const FunctionDecl &Function, ArrayRef<Across> Open, ASTContext &Context);

  ListOption IteratorTypes, SafeAwaitables;
};

} // namespace ron
