// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"

#include "clang-tidy/utils/IncludeInserter.h"

namespace ron {

/// The includes that fixes bring along.
class Includes {
public:
  explicit Includes(bool SelfContainedDiags);
  void attach(Preprocessor *PP) { Inserter.registerPreprocessor(PP); }

  /// Adds \p Headers, each in angle brackets or quotes, to the file of \p User as part of \p Change.
  void add(ArrayRef<std::string> Headers, SourceLocation User, Edits &Change, const ASTContext &Context);

private:
  utils::IncludeInserter Inserter;
};

} // namespace ron
