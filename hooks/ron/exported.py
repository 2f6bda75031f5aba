# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which findings carry a fix, from what clang-tidy exports. Its YAML has one layout, so lines are enough."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

DIAGNOSTIC = re.compile(r"^  - DiagnosticName: +(?P<name>\S+)$", re.M)
FILE = re.compile(r"^ {6}FilePath: +(?P<path>.*)$", re.M)
OFFSET = re.compile(r"^ {6}FileOffset: +(?P<offset>\d+)$", re.M)
FIX = re.compile(r"^ {6}Replacements:$", re.M)
NOTE_FIX = re.compile(r"^ {8}Replacements:$", re.M)


@dataclass(frozen=True)
class Place:
    path: str
    line: int
    column: int
    check: str


@dataclass(frozen=True)
class Exported:
    fixes: frozenset[Place]  # applied by --fix
    suggestions: frozenset[Place]  # applied by --fix-notes only


def read(path: Path) -> Exported:
    if not path.exists():  # clang-tidy writes nothing when it finds nothing
        return Exported(frozenset(), frozenset())
    _, entries = split(path)
    fixes: set[Place] = set()
    suggestions: set[Place] = set()
    for entry in entries:
        if FIX.search(entry):
            fixes.add(place(entry))
        elif NOTE_FIX.search(entry):
            suggestions.add(place(entry))
    return Exported(frozenset(fixes), frozenset(suggestions))


def split(path: Path) -> tuple[str, list[str]]:
    """What stands before the entries, and the entries; the end of the document belongs to the last."""
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    starts = [match.start() for match in DIAGNOSTIC.finditer(text)]
    ends = [*starts[1:], len(text)]
    return text[: starts[0]] if starts else text, [text[start:end] for start, end in zip(starts, ends, strict=True)]


def keep_fixes(path: Path) -> None:
    """Takes out what has no fix: clang-apply-replacements would apply the suggestions on its notes instead."""
    head, entries = split(path)
    kept = [entry.removesuffix("...\n") for entry in entries if FIX.search(entry)]
    if kept:
        path.write_text("".join([head, *kept, "...\n"]), encoding="utf-8", errors="surrogateescape")
    else:
        path.unlink()


def place(entry: str) -> Place:
    name, file, offset = DIAGNOSTIC.search(entry), FILE.search(entry), OFFSET.search(entry)
    if not (name and file and offset):
        raise ValueError(f"clang-tidy's export has an entry of an unknown shape: {entry[:200]}")
    path = unquote(file["path"])
    before = Path(path).read_bytes()[: int(offset["offset"])]
    return Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"), name["name"])


def unquote(scalar: str) -> str:
    if scalar.startswith("'"):
        return scalar[1:-1].replace("''", "'")
    return str(json.loads(scalar)) if scalar.startswith('"') else scalar
