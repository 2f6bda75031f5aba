# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The simple commands of a shell script, with those in substitutions, subshells and scripts given to another shell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ron.shelllexer import MAX_DEPTH, Heredoc, Lexer, Word

LOOPS = ("while", "until", "for", "select")
# Words that come before a command, or in place of one.
BEFORE_COMMAND = ("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "fi", "done", "esac", "coproc")
SHELLS = ("sh", "bash", "dash", "ash", "ksh", "zsh", "su")
OPERATORS = (";;&", ";;", ";&", "&&", "||", "|&", ";", "&", "|")
REDIRECTIONS = ("&>>", "&>", "<<<", "<<-", "<<", ">>", ">&", "<&", ">|", "<>", "<", ">")


@dataclass(frozen=True)
class Command:
    words: tuple[Word, ...]
    in_loop: bool
    end: str  # the operator behind it
    frame: int  # commands of one list have the same


class _Parser(Lexer):
    def __init__(self, text: str, start: int, end: int, commands: list[Command], loops: int, depth: int) -> None:
        super().__init__(text, start, end, lambda closer: self._list(closer))
        self.commands = commands
        self.loops = loops
        self.depth = depth
        self.frame = start
        self.heredocs: list[tuple[Heredoc, list[Word]]] = []
        self.words: list[Word] = []
        self.cases = 0
        self.in_pattern = False
        self.parentheses = 0

    def parse(self) -> None:
        while self.pos < self.end:
            self._list("")

    def _list(self, closer: str) -> None:
        """Commands up to the closer; what is around them is put aside meanwhile."""
        if self.depth > MAX_DEPTH:
            self.pos = self.end
            return
        self.depth += 1
        saved = self.words, self.cases, self.in_pattern, self.parentheses, self.loops, self.frame
        self.words, self.cases, self.in_pattern, self.parentheses, self.frame = [], 0, False, 0, self.pos
        while True:
            self.skip_blank()
            if not self.char or (self.char == closer and not (closer == ")" and (self.in_pattern or self.parentheses))):
                self._finish(closer)
                self.pos = min(self.pos + 1, self.end)
                break
            self._next()
        self.words, self.cases, self.in_pattern, self.parentheses, self.loops, self.frame = saved
        self.depth -= 1

    def _next(self) -> None:
        char = self.char
        redirection = next((text for text in REDIRECTIONS if self.at(text)), "")
        if char == "\n":
            self._finish("\n")
            self.pos += 1
            self._bodies()
        elif char == "#":
            self.skip_comment()
        elif redirection:
            self._redirection(redirection)
        elif char in ";&|":
            operator = next(text for text in OPERATORS if self.at(text))
            self.pos += len(operator)
            self._finish(operator)
            self.in_pattern = self.in_pattern if operator == "|" else operator in (";;", ";&", ";;&") and self.cases > 0
        elif char == "(":
            self._open()
        elif char == ")":
            self.pos += 1
            self.parentheses = max(0, self.parentheses - 1)
            if self.in_pattern:
                self.words, self.in_pattern = [], False
        else:
            self._add(self.word())

    def _open(self) -> None:
        before = self.words[-1] if self.words else None
        self.pos += 1
        if self.in_pattern:
            return
        if before is None:
            if not (self.char == "(" and self.skip_arithmetic(self.pos + 1)):
                self._list(")")
        elif before.end == self.pos - 1 and before.text.endswith("="):
            self._array()
        elif self.text[self.pos : self.end].lstrip(" \t").startswith(")"):
            self.pos = self.text.index(")", self.pos) + 1  # a function: its name is no command
            self.words = []
        else:
            self.parentheses += 1

    def _array(self) -> None:
        kept = len(self.commands)
        self._list(")")
        del self.commands[kept:]  # its elements are no commands

    def _redirection(self, operator: str) -> None:
        if self.words and self.words[-1].end == self.pos and self.words[-1].text.isdigit():
            self.words.pop()
        self.pos += len(operator)
        if self.char == "(" and operator in ("<", ">"):
            self.pos += 1
            self._list(")")
            return
        self.skip_blank()
        if self.char and self.char not in "\n;|()":
            target = self.word()
            if operator in ("<<", "<<-"):
                self.heredocs.append((Heredoc(target.value, operator == "<<-"), self.words))

    def _bodies(self) -> None:
        pending, self.heredocs = self.heredocs, []
        for heredoc, words in pending:
            body = self.heredoc_body(heredoc)
            if body and words and (_name(words[0]) == "ssh" or any(_name(word) in SHELLS for word in words)):
                _Parser(self.text, *body, self.commands, self.loops, self.depth + 1).parse()

    def _add(self, word: Word) -> None:
        text = word.text
        if self.words:
            first = self.words[0].text
            if first == "case" and text == "in" and len(self.words) == 2:
                self.words, self.in_pattern, self.cases = [], True, self.cases + 1
            elif first == "function" and text == "{":
                self.words = []
            else:
                self.words.append(word)
            return
        if text == "esac" and self.cases:
            self.cases -= 1
            self.in_pattern = False
        elif not self.in_pattern:
            self.loops += (text in LOOPS) - (text == "done" and self.loops > 0)
        if self.in_pattern or text not in BEFORE_COMMAND:
            self.words.append(word)

    def _finish(self, operator: str) -> None:
        words, self.words = self.words, []
        if not words or self.in_pattern:
            return
        self.commands.append(Command(tuple(words), self.loops > 0, operator, self.frame))
        for start, end in _scripts_in(words):
            _Parser(self.text, start, end, self.commands, self.loops, self.depth + 1).parse()


def _name(word: Word) -> str:
    return word.value.rsplit("/", 1)[-1]


def _scripts_in(words: list[Word]) -> list[tuple[int, int]]:
    """Quoted arguments that a shell runs: of 'sh -c', 'eval' and 'trap'."""
    if _name(words[0]) in ("eval", "trap"):
        return [word.quoted for word in words[1:2] if word.quoted]
    for index, word in enumerate(words):
        if _name(word) in SHELLS:
            for option, script in zip(words[index + 1 :], words[index + 2 :], strict=False):
                if re.fullmatch(r"-\w*c", option.text):
                    return [script.quoted] if script.quoted else []
    return []


def commands_of(text: str) -> list[Command]:
    """In the order of the text."""
    commands: list[Command] = []
    _Parser(text, 0, len(text), commands, 0, 0).parse()
    return sorted(commands, key=lambda command: command.words[0].start)
