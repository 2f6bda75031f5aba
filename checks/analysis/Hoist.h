// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"
#include "analysis/Surroundings.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringSet.h"
#include <string>

namespace ron {

/// Makes names for new variables that the translation unit uses for nothing else.
class FreshNames {
public:
  explicit FreshNames(const ASTContext &Context) : Context(Context) {}
  /// \p Text as an identifier followed by \p Suffix, and by a number where that is taken.
  std::string make(StringRef Text, StringRef Suffix);

private:
  const ASTContext &Context;
  llvm::StringSet<> Given;
};

/// Lets the expression at the end of \p Path, whose value must be the same each time, be evaluated once: a static variable
/// takes it up before the statement, and is used in its place. A local variable that the expression initialises becomes
/// static itself. \p MakeName is asked for a name when one is needed. Abandons \p Change where that would not compile.
void hoistToStatic(Edits &Change, CodePath Path, llvm::function_ref<std::string()> MakeName, const ASTContext &Context);

/// Lets the expression at the end of \p Path, in a member function of \p Class, be evaluated once for each object: a member
/// behind the last of \p Class takes it up, and is used in its place. Abandons \p Change where that would not compile.
void hoistToMember(Edits &Change, CodePath Path, const CXXRecordDecl &Class, llvm::function_ref<std::string()> MakeName,
                   const ASTContext &Context);

} // namespace ron
