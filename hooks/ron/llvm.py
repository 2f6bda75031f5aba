# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which LLVM versions there are and which clang-tidy to use."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from ron.errors import NotClangTidy, ToolMissing, ToolTooNew, ToolTooOld
from ron.process import run

OLDEST, REFERENCE, NEWEST = 16, 19, 22
TESTED = (16, 19, 22)


@dataclass(frozen=True)
class ClangTidy:
    path: str
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def probe(path: str) -> ClangTidy:
    """Asks a clang-tidy for its version and refuses those that cannot work."""
    match = re.search(
        r"LLVM version (\d+\.\d+\.\d+)", run([path, "--version"], timeout=60, package="clang-tidy-19").out
    )
    if match is None:
        raise NotClangTidy(path)
    found = ClangTidy(path, match[1])
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
