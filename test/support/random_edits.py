# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a hand does to a file, over and over: the same edits for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

PIECES: tuple[str, ...] = (
    "x",
    " ",
    "\n",
    "{",
    "}",
    "(",
    ")",
    ";",
    '"',
    "/*",
    "*/",
    "//",
    "#if 1\n",
    "co_await ",
    "co_return;",
    "auto ",
)
PIECES += ("<", ">", "::", "template <class T> ", "std::lock_guard lock(mutex_);\n", "while (true) {", "return ", "&")
HEAD = 0.03  # of the edits are among the includes, where each costs a new preamble


def edits(text: str, count: int, seed: int) -> Iterator[str]:
    """One text after the other, none like the one before: insertions, deletions, moved and doubled lines, and now and
    then all is put right."""
    choice = random.Random(seed)
    body = text.rindex("#include")
    before = now = text
    while count:
        start = choice.randrange(body, max(body + 1, len(now))) if choice.random() > HEAD else choice.randrange(body)
        start = min(start, len(now))
        kind = choice.random()
        if kind < 0.4:
            now = now[:start] + choice.choice(PIECES) + now[start:]
        elif kind < 0.7:
            now = now[:start] + now[start + choice.choice((1, 1, 1, 3, 10, 80)) :]
        elif kind < 0.8:
            lines = now.splitlines(keepends=True)
            first, second = (choice.randrange(len(lines)) for _ in range(2))
            lines.insert(second, lines[first] if choice.random() < 0.5 else lines.pop(first))
            now = "".join(lines)
        else:
            now = text
        if now != before:
            before, count = now, count - 1
            yield now
