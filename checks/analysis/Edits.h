// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/Diagnostic.h"
#include <string>

namespace ron {

/// A set of source edits that stands or falls as one: where a single edit cannot be made safely (in a macro, in a
/// system header, over another edit), there is no fix at all.
class Edits {
public:
  explicit Edits(const ASTContext &Context);

  /// Puts \p Text on a line of its own before the statement \p S, indented like it; when other code precedes \p S on
  /// its line, in front of it on the same line.
  void insertLineBefore(const Stmt &S, const Twine &Text);

  /// The same behind \p S and its semicolon.
  void insertLineAfter(const Stmt &S, const Twine &Text);

  /// Puts \p Text at \p Loc.
  void insertAt(SourceLocation Loc, const Twine &Text);

  /// Puts \p Text behind the token at \p Loc.
  void insertAfterToken(SourceLocation Loc, const Twine &Text);

  /// Replaces the tokens of \p Range by \p Text.
  void replace(SourceRange Range, const Twine &Text);

  /// Removes the statement \p S with its semicolon, and its line when nothing else stands there.
  void removeStatement(const Stmt &S);

  /// Removes the declaration \p D, the only one up to its semicolon, likewise, with the comment behind it.
  void removeDeclaration(const DeclaratorDecl &D);

  /// Puts braces, each on a line of its own, around the statements from \p First to \p Last and indents their lines.
  void wrapInBlock(const Stmt &First, const Stmt &Last);

  /// The text of \p Range as it stands in the file.
  StringRef textOf(SourceRange Range) const;

  /// Adds a hint made elsewhere, for example an include.
  void add(const FixItHint &Hint);

  /// Gives up: a caller has found that some part of the change cannot be made.
  void abandon() { Sound = false; }

  /// The edits in file order; none when one of them was impossible or two touch the same text.
  SmallVector<FixItHint, 4> hints() const;

  /// Whether there is something to apply.
  bool usable() const { return !hints().empty(); }

private:
  bool editable(SourceLocation Loc);
  void edit(unsigned Begin, unsigned End, FileID File, const Twine &Text);
  void remove(unsigned Begin, unsigned End, FileID File);
  unsigned lineStart(FileID File, unsigned Offset) const;
  StringRef indentAt(FileID File, unsigned Offset) const;
  StringRef lineEnding(FileID File) const;
  /// The offset behind \p S and, for an expression statement or a declaration, its semicolon.
  unsigned endOf(const Stmt &S, FileID File);

  struct Edit {
    FileID File;
    unsigned Begin, End; // offsets
    std::string Text;
    unsigned Order; // of insertion, which is the order of texts at one place
  };
  const SourceManager &Sources;
  const LangOptions &Lang;
  SmallVector<Edit, 4> Made;
  SmallVector<FixItHint, 1> Foreign;
  bool Sound = true;
};

} // namespace ron
