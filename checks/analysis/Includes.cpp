// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Includes.h"

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringExtras.h"

namespace ron {

Includes::Includes(bool SelfContainedDiags) : Inserter(utils::IncludeSorter::IS_LLVM, SelfContainedDiags) {}

/// Includes that go to one place are one insertion, with the line endings of the file.
void Includes::add(ArrayRef<std::string> Headers, SourceLocation User, Edits &Change, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const FileID File = Sources.getFileID(User);
  SmallVector<FixItHint, 2> Hints;
  for (const std::string &Header : Headers) {
    const std::optional<FixItHint> Hint = Inserter.createIncludeInsertion(File, Header);
    // The inserter takes the includes to be in order, and misses one that is not.
    if (!Hint || Sources.getBufferData(File).contains(StringRef(Hint->CodeToInsert).trim()))
      continue;
    if (!Hints.empty() && Hints.back().RemoveRange.getBegin() == Hint->RemoveRange.getBegin())
      Hints.back().CodeToInsert = StringRef(Hints.back().CodeToInsert).rtrim('\n').str() + "\n" + Hint->CodeToInsert;
    else
      Hints.push_back(*Hint);
  }
  for (FixItHint &Hint : Hints) {
    if (Sources.getBufferData(File).contains("\r\n"))
      Hint.CodeToInsert = llvm::join(llvm::split(Hint.CodeToInsert, '\n'), "\r\n");
    Change.add(Hint);
  }
}

} // namespace ron
