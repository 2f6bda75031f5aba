# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which LLVM versions there are and which clang-tidy to use."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ron import cache, traces
from ron.errors import NotClangTidy, ToolMissing, ToolTooNew, ToolTooOld
from ron.process import run
from ron.store import digest

OLDEST, REFERENCE, NEWEST = 16, 19, 22
TESTED = (16, 19, 22)


@dataclass(frozen=True)
class ClangTidy:
    path: str
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def ask(path: str) -> str:
    said = run([path, "--version"], timeout=60, package="clang-tidy-19").out
    match = re.search(r"LLVM version (\d+\.\d+\.\d+)", said)
    if match is None:
        raise NotClangTidy(path)
    return match[1]


def remembered(path: str) -> Path | None:
    """Where the version of this very binary is kept; nowhere for a script, which may ask others."""
    real = Path(shutil.which(path) or path).resolve()
    try:
        with real.open("rb") as file:
            is_binary = file.read(4) == b"\x7fELF"
    except OSError:
        return None
    return cache.directory() / "versions" / digest(str(real), traces.stamp(str(real))) if is_binary else None


def probe(path: str) -> ClangTidy:
    """Asks a clang-tidy for its version and refuses those that cannot work."""
    known = remembered(path)
    version = known.read_text() if known and known.is_file() else ask(path)
    if known and not known.is_file():
        cache.write_whole(known, version.encode())
    found = ClangTidy(path, version)
    if found.major < OLDEST:
        raise ToolTooOld(path, found.version)
    if found.major > NEWEST:
        raise ToolTooNew(path, found.version, NEWEST)
    return found


def find_clang_tidy(wanted: str | None, llvm: int | None, configured: str = "") -> ClangTidy:
    """The one named or of the LLVM named, else $RON_CLANG_TIDY, the configured one, the newest that is supported."""
    named = wanted or (None if llvm else os.environ.get("RON_CLANG_TIDY") or configured)
    if named:
        return probe(named)
    majors = (llvm,) if llvm else tuple(range(NEWEST, OLDEST - 1, -1))
    for major in majors:
        path = shutil.which(f"clang-tidy-{major}")
        if path:
            return probe(path)
    unversioned = shutil.which("clang-tidy")
    if unversioned and not llvm:
        return probe(unversioned)
    for major in range(OLDEST - 1, 9, -1):
        old = shutil.which(f"clang-tidy-{major}")
        if old and not llvm:
            raise ToolTooOld(old, str(major))
    raise ToolMissing(f"clang-tidy-{llvm or REFERENCE}", f"clang-tidy-{llvm or REFERENCE}")
