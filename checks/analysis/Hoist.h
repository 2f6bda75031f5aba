// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"
#include "analysis/Surroundings.h"

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"
#include <string>

namespace ron {

/// Moves expressions to where they are evaluated once. All changes of one translation unit are made by one object, so
/// that they have different names and different places.
class Hoist {
public:
  explicit Hoist(const ASTContext &Context) : Context(Context) {}

  /// Lets the expression at the end of \p Path, whose value must be the same each time, be evaluated once: a static
  /// variable takes it up before the statement, and is used in its place. A local variable that the expression
  /// initialises becomes static itself. A new name is made of \p Name and \p Suffix. Abandons \p Change where the
  /// result would not compile.
  void toStatic(Edits &Change, CodePath Path, StringRef Name, StringRef Suffix);

  /// Lets the expression at the end of \p Path, in a member function of \p Class, be evaluated once for each object: a
  /// member behind the last of \p Class takes it up, and is used in its place. Abandons \p Change where that would not
  /// compile, and after the first change of \p Class.
  void toMember(Edits &Change, CodePath Path, const CXXRecordDecl &Class, StringRef Name, StringRef Suffix);

private:
  /// \p Text as an identifier followed by \p Suffix, and by a number where the translation unit has it already.
  std::string freshName(StringRef Text, StringRef Suffix);
  void insertLineBefore(Edits &Change, const Stmt &Statement, const Twine &Text);

  const ASTContext &Context;
  llvm::StringSet<> Given;
  llvm::DenseMap<const Decl *, unsigned> Grown;
  llvm::DenseMap<const Stmt *, unsigned> Preceded; // by how many lines
};

} // namespace ron
