// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BlockingSites.h"
#include "analysis/Check.h"
#include "analysis/Includes.h"

#include "llvm/ADT/SmallPtrSet.h"

namespace ron {

/// Runtime hygiene: a coroutine blocks the thread that runs it and others.
class BlockingInCoroutineCheck : public Check {
public:
  BlockingInCoroutineCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus20; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  void report(const BlockingSite &Site);
  AwaitedOperation awaitInstead(const BlockingSite &Site, Edits &Change);

  FunctionListOption BlockingFunctions, OffloadFunctions;
  const BlockingCalls Known;
  Includes Headers;
  ASTContext *Context = nullptr;
  std::vector<BlockingSite> Sites; // of this translation unit
};

} // namespace ron
