// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Deadlines.h"

#include <vector>

namespace ron {

/// Runtime hygiene: a coroutine waits for its peer, and nothing limits how long.
class UnboundedAwaitCheck : public Check {
public:
  UnboundedAwaitCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  struct Candidate {
    const FunctionDecl *Coroutine;
    SmallVector<NetworkWait, 4> Waits;
  };
  void report(const Candidate &Found, const ASTContext &Context);

  ListOption StreamTypes;
  FunctionListOption DeadlineFunctions;
  TextOption DefaultDeadline;
  std::vector<Candidate> Candidates; // of this translation unit
  ASTContext *Context = nullptr;
};

} // namespace ron
