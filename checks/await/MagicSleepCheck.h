// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Components.h"
#include "analysis/CoroutineTypes.h"
#include "analysis/Includes.h"
#include "analysis/SleepSites.h"

namespace ron {

/// Rule 10: time passes where the program means an event.
class MagicSleepCheck : public Check {
public:
  MagicSleepCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus; }
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// What to do in place of polling.
  struct Wait {
    std::string Call, Code; // the latter with whatever the call needs around it; empty when there is none
    bool EveryStoreNotifies = true;
    bool Certain = true; // else a person has to agree
  };

  bool isReported(const SleepSite &Site) const;
  bool isAllowedIn(const FunctionDecl &Function) const;
  bool mayAwait(const SleepSite &Site) const;
  void reportPoll(const SleepSite &Site);
  void reportDelay(const SleepSite &Site);
  void noteCaller(const SleepSite &Site);
  Wait waitFor(const SleepSite &Site, Edits &Change) const;
  Wait waitByAtomic(const Poll &P, Edits &Change) const;
  void putReadinessWait(const SleepSite &Site, Edits &Change) const;
  void putAwaitedSleep(const SleepSite &Site, Edits &Change);

  FunctionListOption SleepFunctions;
  FlagOption FlagAsyncDelays;
  TextOption AllowComments;
  FunctionListOption AllowedIn, ReadinessPredicates, ReadinessWaits, AsyncReadinessWaits;
  TextOption CoroutineSleeps, ReadinessWait;
  ComponentClassOption ComponentClass;
  const Sleeps Known;
  const CoroutineSleepTable Table;
  Includes Headers;
  ASTContext *Context = nullptr;
  std::vector<SleepSite> Sites;                                              // of this translation unit
  llvm::DenseMap<const FunctionDecl *, const CallExpr *> CalledByCoroutines; // and where first
};

} // namespace ron
