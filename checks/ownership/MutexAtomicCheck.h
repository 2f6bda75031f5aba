// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/CriticalSections.h"
#include "analysis/Includes.h"

namespace ron {

/// Runtime hygiene: a lock that is there for a single number, truth value or pointer.
class MutexAtomicCheck : public Check {
public:
  MutexAtomicCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  void report(const GuardedScalar &Found);

  const Globs Guards, AsyncMutexes;
  const LockTypes Types;
  Includes Headers;
  std::vector<GuardedScalar> All; // of this translation unit
  ASTContext *Context = nullptr;
};

} // namespace ron
