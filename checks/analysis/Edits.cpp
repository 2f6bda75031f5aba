// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Edits.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace ron {

static constexpr StringRef IndentStep = "  ";

Edits::Edits(const ASTContext &Context) : Sources(Context.getSourceManager()), Lang(Context.getLangOpts()) {}

bool Edits::editable(SourceLocation Loc) {
  if (Loc.isInvalid() || Loc.isMacroID() || Sources.isInSystemHeader(Loc) || Sources.isWrittenInScratchSpace(Loc) ||
      Sources.isWrittenInBuiltinFile(Loc))
    Sound = false;
  return Sound;
}

void Edits::edit(unsigned Begin, unsigned End, FileID File, const Twine &Text) {
  Made.push_back({File, Begin, End, Text.str(), static_cast<unsigned>(Made.size())});
}

unsigned Edits::lineStart(FileID File, unsigned Offset) const {
  const size_t Newline = Sources.getBufferData(File).take_front(Offset).rfind('\n');
  return Newline == StringRef::npos ? 0 : Newline + 1;
}

StringRef Edits::indentAt(FileID File, unsigned Offset) const {
  const StringRef Line = Sources.getBufferData(File).drop_front(lineStart(File, Offset));
  return Line.take_while([](char C) { return C == ' ' || C == '\t'; });
}

StringRef Edits::lineEnding(FileID File) const {
  const StringRef Text = Sources.getBufferData(File);
  const size_t Newline = Text.find('\n');
  return Newline != StringRef::npos && Newline != 0 && Text[Newline - 1] == '\r' ? "\r\n" : "\n";
}

unsigned Edits::endOf(const Stmt &S, FileID File) {
  SourceLocation End = Lexer::getLocForEndOfToken(S.getEndLoc(), 0, Sources, Lang);
  Token Last;
  Lexer::getRawToken(S.getEndLoc(), Last, Sources, Lang);
  if (!Last.isOneOf(tok::semi, tok::r_brace) || isa<Expr, ReturnStmt, CoreturnStmt>(S)) {
    const auto Next = Lexer::findNextToken(S.getEndLoc(), Sources, Lang);
    if (!Next || !Next->is(tok::semi)) {
      Sound = false;
      return 0;
    }
    End = Next->getEndLoc();
  }
  if (!editable(End) || Sources.getFileID(End) != File) {
    Sound = false;
    return 0;
  }
  return Sources.getFileOffset(End);
}

void Edits::insertLineBefore(const Stmt &S, const Twine &Text) {
  if (!editable(S.getBeginLoc()))
    return;
  const auto [File, Offset] = Sources.getDecomposedLoc(S.getBeginLoc());
  const StringRef Indent = indentAt(File, Offset);
  const bool Alone = lineStart(File, Offset) + Indent.size() == Offset;
  edit(Offset, Offset, File, Alone ? Text + lineEnding(File) + Indent : Text + " ");
}

void Edits::insertLineAfter(const Stmt &S, const Twine &Text) {
  if (!editable(S.getBeginLoc()) || !editable(S.getEndLoc()))
    return;
  const auto [File, Offset] = Sources.getDecomposedLoc(S.getBeginLoc());
  const unsigned End = endOf(S, File);
  const StringRef Rest = Sources.getBufferData(File).drop_front(End);
  const StringRef Line = Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
  // A comment behind the statement stays with it.
  const bool Last = Line.trim().empty() || Line.trim().starts_with("//");
  const unsigned At = Last ? End + Line.rtrim().size() : End;
  edit(At, At, File, Last ? lineEnding(File) + indentAt(File, Offset) + Text : " " + Text);
}

void Edits::insertAt(SourceLocation Loc, const Twine &Text) {
  if (!editable(Loc))
    return;
  const auto [File, Offset] = Sources.getDecomposedLoc(Loc);
  edit(Offset, Offset, File, Text);
}

void Edits::insertAfterToken(SourceLocation Loc, const Twine &Text) {
  if (editable(Loc))
    insertAt(Lexer::getLocForEndOfToken(Loc, 0, Sources, Lang), Text);
}

void Edits::replace(SourceRange Range, const Twine &Text) {
  if (!editable(Range.getBegin()) || !editable(Range.getEnd()))
    return;
  const auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  const SourceLocation End = Lexer::getLocForEndOfToken(Range.getEnd(), 0, Sources, Lang);
  if (editable(End) && Sources.getFileID(End) == File)
    edit(Begin, Sources.getFileOffset(End), File, Text);
  else
    Sound = false;
}

void Edits::removeStatement(const Stmt &S) {
  if (!editable(S.getBeginLoc()) || !editable(S.getEndLoc()))
    return;
  const auto [File, Begin] = Sources.getDecomposedLoc(S.getBeginLoc());
  remove(Begin, endOf(S, File), File);
}

void Edits::removeDeclaration(const DeclaratorDecl &D) {
  const auto Semicolon = Lexer::findNextToken(D.getEndLoc(), Sources, Lang);
  if (!editable(D.getBeginLoc()) || !editable(D.getEndLoc()) || !Semicolon || !Semicolon->is(tok::semi))
    return abandon();
  const auto [File, Begin] = Sources.getDecomposedLoc(D.getBeginLoc());
  const unsigned End = Sources.getFileOffset(Semicolon->getEndLoc());
  const StringRef Rest = Sources.getBufferData(File).drop_front(End);
  const StringRef Line = Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
  // A comment behind the declaration is about it.
  remove(Begin, Line.trim().starts_with("//") ? End + Line.size() : End, File);
}

/// Removes the text, and its line when nothing else stands there.
void Edits::remove(unsigned Begin, unsigned End, FileID File) {
  const StringRef Text = Sources.getBufferData(File);
  const unsigned Start = lineStart(File, Begin);
  const StringRef Rest = Text.drop_front(End).take_until([](char C) { return C == '\n'; });
  if (Start > 0 && Text.slice(Start, Begin).trim().empty() && Rest.trim().empty()) {
    // The line goes with the break before it, not the one behind: where clang merges hints, it takes a removal that
    // ends before a space to want that space gone as well, and the next line would lose its indentation.
    const bool Dos = Start > 1 && Text[Start - 2] == '\r';
    Begin = Start - (Dos ? 2 : 1);
    End += Rest.rtrim("\r").size();
  }
  edit(Begin, End, File, "");
}

void Edits::wrapInBlock(const Stmt &First, const Stmt &Last) {
  if (!editable(First.getBeginLoc()) || !editable(Last.getEndLoc()))
    return;
  const auto [File, Begin] = Sources.getDecomposedLoc(First.getBeginLoc());
  const unsigned End = endOf(Last, File);
  const StringRef Indent = indentAt(File, Begin);
  const StringRef Eol = lineEnding(File);
  const StringRef Text = Sources.getBufferData(File);
  const StringRef Rest = Text.drop_front(End).take_until([](char C) { return C == '\n' || C == '\r'; });
  const bool OwnLines =
      lineStart(File, Begin) + Indent.size() == Begin && (Rest.trim().empty() || Rest.trim().starts_with("//"));
  if (!Sound || !OwnLines || Text.slice(Begin, End).contains("R\"")) {
    Sound = false; // the lines of a raw string may not be indented
    return;
  }
  edit(Begin, Begin, File, "{" + Eol + Indent + IndentStep);
  for (size_t At = Text.find('\n', Begin); At != StringRef::npos && At < End; At = Text.find('\n', At + 1))
    if (const size_t Line = At + 1; Line < End && Text[Line] != '\n' && Text[Line] != '\r' && Text[Line] != '#')
      edit(Line, Line, File, IndentStep);
  const unsigned Close = End + Rest.rtrim().size();
  edit(Close, Close, File, Eol + Indent + "}");
}

StringRef Edits::textOf(SourceRange Range) const {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range), Sources, Lang);
}

void Edits::add(const FixItHint &Hint) {
  if (editable(Hint.RemoveRange.getBegin()))
    Foreign.push_back(Hint);
}

SmallVector<FixItHint, 4> Edits::hints() const {
  SmallVector<FixItHint, 4> Result;
  if (!Sound)
    return Result;
  SmallVector<Edit, 4> Sorted = Made;
  llvm::sort(Sorted, [](const Edit &A, const Edit &B) {
    return std::tie(A.File, A.Begin, A.Order) < std::tie(B.File, B.Begin, B.Order);
  });
  for (size_t I = 1; I < Sorted.size(); ++I)
    if (Sorted[I].File == Sorted[I - 1].File && Sorted[I].Begin < Sorted[I - 1].End)
      return Result;
  for (size_t I = 0; I < Sorted.size(); ++I) {
    Edit &E = Sorted[I];
    // Insertions at one place are one edit: who applies them need not keep their order.
    while (E.Begin == E.End && I + 1 < Sorted.size() && Sorted[I + 1].File == E.File &&
           Sorted[I + 1].Begin == E.Begin && Sorted[I + 1].End == E.Begin) {
      Sorted[I + 1].Text = E.Text + Sorted[I + 1].Text;
      ++I;
      E.Text = Sorted[I].Text;
    }
    const SourceLocation Start = Sources.getLocForStartOfFile(E.File);
    const auto Range = CharSourceRange::getCharRange(Start.getLocWithOffset(E.Begin), Start.getLocWithOffset(E.End));
    Result.push_back(E.Begin == E.End ? FixItHint::CreateInsertion(Range.getBegin(), E.Text)
                                      : FixItHint::CreateReplacement(Range, E.Text));
  }
  Result.append(Foreign.begin(), Foreign.end());
  return Result;
}

} // namespace ron
