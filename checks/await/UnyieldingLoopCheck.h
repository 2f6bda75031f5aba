// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Includes.h"
#include "analysis/Rounds.h"

namespace ron {

/// Runtime hygiene: a loop of a coroutine can go round without end and without letting others run.
class UnyieldingLoopCheck : public Check {
public:
  UnyieldingLoopCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void report(const Loop &Found, const FunctionDecl &Coroutine, const ASTContext &Context);

  ListOption SafeAwaitables;
  NumberOption MaxTrips;
  Includes Headers;
};

} // namespace ron
