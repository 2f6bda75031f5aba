// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Includes.h"
#include "analysis/Tasks.h"

namespace ron {

/// Runtime hygiene: a task is started so that the exception which ends it is seen by nobody.
class DetachedTaskCheck : public Check {
public:
  DetachedTaskCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void reportDropped(const Expr &Statement, const ASTContext &Context);
  void reportLost(const Task &T, bool Dropped, const ASTContext &Context);
  void offerHandler(const Task &T, const ASTContext &Context);
  bool useOwnHandler(const Task &T, Edits &Change) const;

  FunctionListOption SpawnFunctions;
  ListOption LazyTypes;
  TextOption ErrorHandler;
  Includes Headers;
};

} // namespace ron
