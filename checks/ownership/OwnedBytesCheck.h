// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/BodyCopies.h"
#include "analysis/Check.h"
#include "analysis/Components.h"
#include "analysis/Includes.h"
#include "analysis/LentBuffers.h"
#include "analysis/LentParameters.h"

namespace ron {

/// Rule 3: bytes are lent for less time than they are used, or copied where they could be handed over.
class OwnedBytesCheck : public Check {
public:
  OwnedBytesCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *Expander) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  bool isHot(const FunctionDecl &Function) const;
  void report(const LentParameter &Lent, ASTContext &Context);
  void report(const LentBuffer &Lent);
  void report(const BodyCopy &Copy, const FunctionDecl &Function, ASTContext &Context);

  ListOption ViewTypes;
  FunctionListOption SpawnFunctions;
  ListOption SafeAwaitables;
  FunctionListOption BodySinks, HotFunctions;
  ComponentClassOption ComponentClass;
  const LenderModel Lenders;
  const LentParameterModel Parameters;
  Includes Headers;
  llvm::DenseSet<const FunctionDecl *> Coroutines; // that borrow, canonical
  bool StartsOperations = false;
  ASTContext *Seen = nullptr; // set once something was found
};

} // namespace ron
