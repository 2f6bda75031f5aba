// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"
#include "analysis/Writers.h"

namespace ron {

/// Rule 2: two writers of one stream can overlap, and their bytes mix.
class SingleWriterCheck : public UnitCheck {
public:
  SingleWriterCheck(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override { return Lang.CPlusPlus11; }

private:
  void examine(ASTContext &Context) override;
  struct TaskWrite;
  void examineTasks(ASTContext &Context);
  void examineLoose(ASTContext &Context);
  void reportPair(const TaskWrite &First, const TaskWrite &Second);
  void reportRounds(const TaskWrite &Write);
  void adviseAt(SourceLocation Loc);

  FunctionListOption SpawnFunctions, WriteFunctions;
  ListOption StreamTypes;
  const StreamModel Streams;
};

} // namespace ron
