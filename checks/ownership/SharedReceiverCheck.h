// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/TaskSites.h"

namespace ron {

/// Rule 2: two tasks receive from one broadcast receiver, so that each misses what the other one gets.
class SharedReceiverCheck : public UnitCheck {
public:
  SharedReceiverCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  struct Receiver;
  struct Share;
  std::optional<Receiver> receiverOf(const Given &G) const;
  std::vector<Share> sharesIn(const std::vector<TaskSite> &Sites) const;
  void report(const Share &Second, const Share *First, const ASTContext &Context);

  FunctionListOption SpawnFunctions;
  ListOption ReceiverTypes;
  FunctionListOption SubscribeFunctions;
};

} // namespace ron
