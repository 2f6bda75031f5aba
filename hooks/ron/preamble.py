# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The includes at the head of a translation unit, as a header that can be compiled once.

Only what leaves no doubt is taken: includes and plain definitions, up to the first line that is anything else. A header
that is checked itself cannot come from a precompiled one, so what it includes stands in its place, as far as nothing
else precedes it. The module decides whether the result is the same as parsing the lines in their place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ron.flags import Unit
from ron.includes import include_directories

# Blank, comment, guard, definition or include; whatever else ends the block.
TOKEN = re.compile(
    rb"\s+|//[^\n]*(?<!\\)\n|/\*.*?\*/|#[ \t]*pragma[ \t]+once[ \t]*\n|"
    rb'#[ \t]*include[ \t]*(?P<name>"[^"\n]+"|<[^>\n]+>)[ \t]*(?://[^\n]*(?<!\\)|/\*[^\n]*?\*/[ \t]*)?\n|'
    rb"(?P<define>#[ \t]*define[ \t]+\w+(?:[ \t]+(?![^\n]*/\*)[^\\\n]*)?\n)",
    re.S,
)
GUARD = re.compile(rb"#[ \t]*ifndef[ \t]+(\w+)[ \t]*\n#[ \t]*define[ \t]+\1[ \t]*\n")
MANY = 3  # includes below which there is nothing to gain


def block(unit: Unit, wanted: Callable[[Path], bool], content: Callable[[str], bytes]) -> str:
    """The text of the header; empty where it is not worth while."""
    lines: list[str] = []
    directories = include_directories(unit.entry)
    follow(unit.entry.file, directories, wanted, content, lines, set())
    return "".join(lines) if sum(line.startswith("#include") for line in lines) >= MANY else ""


def follow(
    file: Path,
    directories: tuple[Path, ...],
    wanted: Callable[[Path], bool],
    content: Callable[[str], bytes],
    lines: list[str],
    seen: set[Path],
) -> bool:
    """Adds the lines of a file's head; whether all of the file was nothing but that."""
    text = content(str(file)).replace(b"\r\n", b"\n")
    seen.add(file)
    position, end = 0, len(text)
    for token in tokens(text):
        position = token.end()
        if token["define"]:
            lines.append(token["define"].decode("utf-8", "surrogateescape"))
        if not token["name"]:
            continue
        name = token["name"].decode("utf-8", "surrogateescape")
        found = resolve(name, file.parent, directories)
        if found is None or not wanted(real := Path(os.path.realpath(found))):
            lines.append(f'#include "{found}"\n' if found and name[0] == '"' else f"#include {name}\n")
        elif real not in seen and not follow(real, directories, wanted, content, lines, seen):
            return False
    return position == end


def tokens(text: bytes) -> Iterator[re.Match[bytes]]:
    """What a file's head consists of. A guard of the whole file is passed over, but what follows it is the head."""
    position = 0
    while match := TOKEN.match(text, position) or GUARD.match(text, position):
        position = match.end()
        if match.re is TOKEN:
            yield match


def resolve(name: str, beside: Path, directories: tuple[Path, ...]) -> Path | None:
    """The file that is meant, by the places where clang looks first; None where it is found in none of these."""
    for directory in ((beside,) if name[0] == '"' else ()) + directories:
        path = directory / name[1:-1]
        if path.is_file():
            return path
    return None
