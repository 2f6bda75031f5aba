# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a run of clang-tidy read and what it looked for in vain, and whether that is still so.

A line a path. A file: its content's digest, the stamp under which it had that content, its path. A path where nothing
was found: '-' and the path. A directory whose entries decide which headers are taken: '=', their digest, its path.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# A file written this shortly before a run may have been written again under the same time stamp.
TICK_NS = 20_000_000
# clang takes the newest of the compilers that it finds here, before the module can see it look.
COMPILERS = ("/usr/lib/gcc", "/usr/lib64/gcc", "/usr/local/lib/gcc")


@dataclass
class Disk:
    """Files as one run of ron-tidy sees them; each is looked at once."""

    contents: Mapping[Path, Path] = field(default_factory=dict)  # files to be read from elsewhere
    elsewhere: dict[str, Path] = field(init=False)
    valid: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.elsewhere = {str(name): place for name, place in self.contents.items()}

    def holds(self, trace: list[str]) -> bool:
        """Whether all of the trace's lines are true of the disk."""
        for line in set(trace) - self.valid:
            if not self.is_true(line):
                return False
            self.valid.add(line)
        return True

    def is_true(self, line: str) -> bool:
        first, _, rest = line.partition(" ")
        if first == "-":
            return not os.path.lexists(rest) and rest not in self.elsewhere
        if first == "=":
            digest, _, directory = rest.partition(" ")
            return entries(directory) == digest
        mark, _, path = rest.partition(" ")
        if path in self.elsewhere or stamp(path) != mark:
            return self.digest(path) == first
        return True

    def digest(self, path: str) -> str:
        """Of the content; empty where there is none."""
        if path not in self.digests:
            try:
                self.digests[path] = hashlib.sha256(self.read(path)).hexdigest()[:32]
            except OSError:
                self.digests[path] = ""
        return self.digests[path]

    def read(self, path: str) -> bytes:
        return self.elsewhere.get(path, Path(path)).read_bytes()

    def content(self, path: str) -> bytes:
        """Empty where there is none."""
        try:
            return self.read(path)
        except OSError:
            return b""

    def trace(self, record: Iterable[str], started: int) -> list[str] | None:
        """The lines for a module's record ('+path', '-path'); None where a file changed since the run started, for
        nobody knows what clang-tidy read of it."""
        lines: list[str] = []
        for entry in sorted(set(record)):
            path = entry[1:]
            if entry.startswith("-"):
                lines.append(f"- {path}")
                continue
            try:
                about = os.stat(self.elsewhere.get(path, path))
            except OSError:
                return None
            if stat.S_ISDIR(about.st_mode):
                continue
            if about.st_ctime_ns > started - TICK_NS and path not in self.elsewhere:
                return None
            lines.append(f"{self.digest(path)} {spelled(about)} {path}")
        for top in COMPILERS:
            lines += [f"= {entries(found)} {found}" for found in (top, *below(top))]
        return lines


def stamp(path: str) -> str:
    try:
        return spelled(os.stat(path))
    except OSError:
        return ""


def spelled(about: os.stat_result) -> str:
    """Changes with every change of the file, whatever the clock says."""
    return f"{about.st_ino},{about.st_size},{about.st_mtime_ns},{about.st_ctime_ns}"


def entries(directory: str) -> str:
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return "none"
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def below(directory: str) -> list[str]:
    try:
        return sorted(entry.path for entry in os.scandir(directory) if entry.is_dir())
    except OSError:
        return []


def paths(trace: Iterable[str]) -> set[str]:
    """The files of a trace."""
    return {line.split(" ", 2)[2] for line in trace if line[0] not in "-="}
