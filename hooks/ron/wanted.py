# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The files whose findings a run is to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Wanted:
    """The files named, or all below the root that are not ignored."""

    root: Path
    files: frozenset[Path] | None = None
    ignores: Callable[[Path], bool] = lambda path: False

    def __contains__(self, path: Path) -> bool:
        inside = path in self.files if self.files is not None else path.is_relative_to(self.root)
        return inside and not self.ignores(path)

    def among(self, paths: Iterable[str]) -> set[str]:
        if self.files is not None:
            return {str(file) for file in self.files}.intersection(paths)
        below = f"{self.root}/"
        return {path for path in paths if path.startswith(below) and Path(path) in self}

    def as_list(self) -> str:
        """For the module: a directory stands for all below it."""
        return "".join(f"{file}\n" for file in sorted(self.files)) if self.files is not None else f"{self.root}/\n"
