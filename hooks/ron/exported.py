# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What clang-tidy would change, from what it exports. Its YAML has one layout, so lines are enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DIAGNOSTIC = re.compile(r"^  - DiagnosticName: +(?P<name>\S+)$", re.M)
FILE = re.compile(r"^ {6}FilePath: +(?P<path>.*)$", re.M)
OFFSET = re.compile(r"^ {6}FileOffset: +(?P<offset>\d+)$", re.M)
FIX = re.compile(r"^ {6}Replacements:$", re.M)
NOTE_FIX = re.compile(r"^ {8}Replacements:$", re.M)
REPLACEMENT = re.compile(
    r"^ {8}- FilePath: +(?P<path>.*)\n +Offset: +(?P<offset>\d+)\n +Length: +(?P<length>\d+)\n"
    r" +ReplacementText: +(?P<text>.*)$",
    re.M,
)
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
NAMED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


@dataclass(frozen=True)
class Place:
    path: str
    line: int
    column: int
    check: str


@dataclass(frozen=True, order=True)
class Edit:
    path: str
    offset: int
    length: int
    text: str


@dataclass(frozen=True)
class Exported:
    edits: dict[Place, tuple[Edit, ...]] = field(default_factory=dict)  # fixes: applied without asking
    suggestions: frozenset[Place] = frozenset()  # fixes on notes: a person has to agree

    @property
    def fixes(self) -> frozenset[Place]:
        return frozenset(self.edits)


def on_disk(path: str) -> bytes:
    return Path(path).read_bytes()


def read(path: Path, content: Callable[[str], bytes] = on_disk) -> Exported:
    if not path.exists():  # clang-tidy writes nothing when it finds nothing
        return Exported()
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    starts = [match.start() for match in DIAGNOSTIC.finditer(text)]
    edits: dict[Place, tuple[Edit, ...]] = {}
    suggestions: set[Place] = set()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = text[start:end]
        fix = FIX.search(entry)
        if fix:
            edits[place(entry, content)] = tuple(replacements(entry, fix.end() + 1))
        elif NOTE_FIX.search(entry):
            suggestions.add(place(entry, content))
    return Exported(edits, frozenset(suggestions))


def replacements(entry: str, position: int) -> Iterator[Edit]:
    """Those that follow one another from here: what comes after belongs to the notes."""
    while match := REPLACEMENT.match(entry, position):
        yield Edit(unquote(match["path"]), int(match["offset"]), int(match["length"]), unquote(match["text"]))
        position = match.end() + 1


def place(entry: str, content: Callable[[str], bytes]) -> Place:
    name, file, offset = DIAGNOSTIC.search(entry), FILE.search(entry), OFFSET.search(entry)
    if not (name and file and offset):
        raise ValueError(f"clang-tidy's export has an entry of an unknown shape: {entry[:200]}")
    path = unquote(file["path"])
    before = content(path)[: int(offset["offset"])]
    return Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"), name["name"])


def unquote(scalar: str) -> str:
    if scalar.startswith("'"):
        return scalar[1:-1].replace("''", "'")
    return ESCAPE.sub(unescape, scalar[1:-1]) if scalar.startswith('"') else scalar


def unescape(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else NAMED.get(code, code)
