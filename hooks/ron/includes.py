# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which source files include a header, read from the text: good enough to choose one, and checked afterwards."""

from __future__ import annotations

import re
from pathlib import Path

from ron.database import Entry

INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', re.M)
DIRECTORY_OPTIONS = ("-I", "-iquote", "-isystem", "-idirafter")


class IncludeGraph:
    """Follows includes inside one root only; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.named: dict[Path, tuple[tuple[bool, str], ...]] = {}
        self.direct: dict[tuple[tuple[Path, ...], Path], tuple[Path, ...]] = {}

    def reached_by(self, entry: Entry) -> frozenset[Path]:
        directories = include_directories(entry)
        seen: set[Path] = set()
        waiting = [entry.file]
        while waiting:
            for path in self.includes(directories, waiting.pop()):
                if path not in seen:
                    seen.add(path)
                    waiting.append(path)
        return frozenset(seen)

    def includes(self, directories: tuple[Path, ...], file: Path) -> tuple[Path, ...]:
        known = self.direct.get((directories, file))
        if known is None:
            known = tuple(
                path for quoted, name in self.names(file) for path in self.resolve(directories, file, quoted, name)
            )
            self.direct[directories, file] = known
        return known

    def names(self, file: Path) -> tuple[tuple[bool, str], ...]:
        if file not in self.named:
            try:
                found = INCLUDE.findall(file.read_bytes())
            except OSError:
                found = []
            self.named[file] = tuple((mark == b'"', name.decode("utf-8", "replace")) for mark, name in found)
        return self.named[file]

    def resolve(self, directories: tuple[Path, ...], file: Path, quoted: bool, name: str) -> tuple[Path, ...]:
        for directory in ((file.parent,) if quoted else ()) + directories:
            path = (directory / name).resolve()
            if path.is_relative_to(self.root) and path.is_file():
                return (path,)
        return ()


def include_directories(entry: Entry) -> tuple[Path, ...]:
    found: list[str] = []
    arguments = iter(entry.arguments)
    for argument in arguments:
        option = next((option for option in DIRECTORY_OPTIONS if argument.startswith(option)), None)
        if option:
            found.append(argument.removeprefix(option) or next(arguments, ""))
    return tuple(entry.directory / directory for directory in found)
