# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A shell script as it stands in a file: all of it, or pieces of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Script:
    """Text put together from pieces of a file, and where each piece begins in the text and in the file."""

    text: str
    pieces: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> int:
        begins, in_file = self.pieces[bisect_right(self.pieces, (offset, float("inf"))) - 1]
        return in_file + offset - begins


def join(pieces: Iterable[tuple[int, str]]) -> Script:
    """From pieces with their places in the file."""
    text = ""
    places = []
    for place, piece in pieces:
        places.append((len(text), place))
        text += piece
    return Script(text, tuple(places) or ((0, 0),))


def argument_list(items: list[tuple[int, str]]) -> list[Script]:
    """The arguments of a command in brackets: each may be a script (of 'sh -c'), and together they are a command."""
    together = [(place, f"{text} ") for place, text in items]
    is_plain = bool(items) and not any(" " in text for _, text in items)
    return [*(join([item]) for item in items), *([join(together)] if is_plain else [])]


def lines_of(text: str) -> list[tuple[int, str]]:
    """Each line with its place, its end included."""
    lines = []
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        lines.append((start, text[start:end]))
        start = end
    return lines
