# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where shell words begin and end: quotes, expansions, heredocs. Knows nothing of commands.

Not a full grammar: what it does not understand is passed over without an error, so that a file in a dialect of its own
costs a finding at worst.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

BLANK = " \t\r"
META = "\n;&|<>()"
# A pattern list such as @(a|b) belongs to its word.
PATTERN_LIST = "?*+@"
MAX_ARITHMETIC = 1000
MAX_DEPTH = 40


@dataclass(frozen=True)
class Word:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def value(self) -> str:
        """Without quotes; expansions stay as they are written."""
        return self.text.translate(str.maketrans("", "", "'\"\\"))

    @property
    def quoted(self) -> tuple[int, int] | None:
        """Where the inside of a word is that is quoted as a whole."""
        is_whole = len(self.text) > 1 and self.text[0] in "'\"" and self.text[-1] == self.text[0]
        return (self.start + 1, self.end - 1) if is_whole else None


@dataclass(frozen=True)
class Heredoc:
    delimiter: str
    strips_tabs: bool


class Lexer:
    """A place in a text that moves over words. 'substitution' is called at the inside of $( or `, with its closer."""

    def __init__(self, text: str, start: int, end: int, substitution: Callable[[str], None]) -> None:
        self.text = text
        self.pos = start
        self.end = end
        self._substitution = substitution
        self._in_backquotes = False
        self.depth = 0

    @property
    def char(self) -> str:
        return self.text[self.pos] if self.pos < self.end else ""

    def at(self, text: str) -> bool:
        return self.text.startswith(text, self.pos, self.end)

    def skip_blank(self) -> None:
        while self.char and (self.char in BLANK or self.at("\\\n") or self.at("\\\r\n")):
            self.pos = self.text.index("\n", self.pos) + 1 if self.char == "\\" else self.pos + 1

    def skip_comment(self) -> None:
        found = self.text.find("\n", self.pos, self.end)
        self.pos = found if found >= 0 else self.end

    def word(self) -> Word:
        start = self.pos
        while self.char and self.char not in BLANK:
            if self.char in META and not (self.pos > start and self._pattern_list()):
                break
            if self.char == "`" and self._in_backquotes:
                break
            self._piece()
        if self.pos == start:
            self.pos = min(self.pos + 1, self.end)  # nothing that begins a word: do not stand still
        return Word(start, self.text[start : self.pos])

    def _pattern_list(self) -> bool:
        close = self.text.find(")", self.pos, min(self.end, self.pos + MAX_ARITHMETIC))
        is_one = self.char == "(" and self.text[self.pos - 1] in PATTERN_LIST
        if not is_one or close < 0 or "\n" in self.text[self.pos : close]:
            return False
        self.pos = close
        return True

    def _piece(self) -> None:
        char = self.char
        if char == "\\":
            self.pos = min(self.pos + 2, self.end)
        elif char == "'":
            self._to("'", self.pos + 1)
        elif char == '"':
            self._double_quotes()
        elif char == "`":
            self._backquotes()
        elif char == "$":
            self._dollar(in_quotes=False)
        else:
            self.pos += 1

    def _to(self, closer: str, start: int) -> None:
        found = self.text.find(closer, start, self.end)
        self.pos = found + len(closer) if found >= 0 else self.end

    def _double_quotes(self) -> None:
        self.pos += 1
        while self.char and self.char != '"':
            if self.char == "\\":
                self.pos = min(self.pos + 2, self.end)
            elif self.char == "`" and not self._in_backquotes:
                self._backquotes()
            elif self.char == "$":
                self._dollar(in_quotes=True)
            else:
                self.pos += 1
        self.pos = min(self.pos + 1, self.end)

    def _backquotes(self) -> None:
        self.pos += 1
        saved, self._in_backquotes = self._in_backquotes, True
        self._substitution("`")
        self._in_backquotes = saved

    def _dollar(self, *, in_quotes: bool) -> None:
        if self.at("$((") and self.skip_arithmetic(self.pos + 3):
            return
        if self.at("$("):
            self.pos += 2
            saved, self._in_backquotes = self._in_backquotes, False
            self._substitution(")")
            self._in_backquotes = saved
        elif self.at("${"):
            self._braces(in_quotes)
        elif self.at("$'") and not in_quotes:
            self.pos += 2
            while self.char and self.char != "'":
                self.pos = min(self.pos + (2 if self.char == "\\" else 1), self.end)
            self.pos = min(self.pos + 1, self.end)
        else:
            self.pos += 1

    def _braces(self, in_quotes: bool) -> None:
        if self.depth > MAX_DEPTH:
            self.pos = self.end
            return
        self.depth += 1
        self.pos += 2
        while self.char and self.char != "}":
            if self.char == "'" and in_quotes:
                self.pos += 1
            else:
                self._piece()
        self.pos = min(self.pos + 1, self.end)
        self.depth -= 1

    def skip_arithmetic(self, start: int) -> bool:
        """Moves behind the '))' that belongs to what opened before 'start', if that is on the way."""
        depth = 2
        for position in range(start, min(self.end, start + MAX_ARITHMETIC)):
            depth += {"(": 1, ")": -1}.get(self.text[position], 0)
            if depth == 0:
                if self.text[position - 1] != ")":
                    return False
                self.pos = position + 1
                return True
        return False

    def heredoc_body(self, heredoc: Heredoc) -> tuple[int, int] | None:
        """Where the body is that begins here; moves behind its last line. Without a last line it is none."""
        start = line = self.pos
        while line < self.end:
            stop = self.text.find("\n", line, self.end)
            stop = stop if stop >= 0 else self.end
            content = self.text[line:stop].rstrip("\r")
            if (content.lstrip("\t") if heredoc.strips_tabs else content) == heredoc.delimiter:
                self.pos = min(stop + 1, self.end)
                return start, line
            line = stop + 1
        return None
