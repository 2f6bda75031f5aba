// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/TaskSites.h"

namespace ron {

/// Rule 2: two tasks receive from one broadcast receiver, so that each misses what the other one gets.
class SharedReceiverCheck : public Check {
public:
  SharedReceiverCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  struct Receiver;
  struct Share;
  std::optional<Receiver> receiverOf(const Given &G) const;
  std::vector<Share> sharesIn(const std::vector<TaskSite> &Sites) const;
  void examine(ASTContext &Context);
  void report(const Share &Second, const Share *First, const ASTContext &Context);

  FunctionListOption SpawnFunctions;
  ListOption ReceiverTypes;
  FunctionListOption SubscribeFunctions;
  ASTContext *Seen = nullptr; // set once a subscription was found
};

} // namespace ron
