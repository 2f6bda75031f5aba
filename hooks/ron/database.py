# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile databases: where they are and which files they name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ron.errors import BadCompileDatabase, NoCompileDatabase, NotInDatabase

NAME = "compile_commands.json"
BUILD_DIRECTORIES = (".", "build*", "build*/*", "out/*", "cmake-build-*")


@dataclass(frozen=True)
class Database:
    path: Path
    files: tuple[Path, ...]

    @property
    def directory(self) -> Path:
        return self.path.parent

    def choose(self, wanted: list[Path]) -> tuple[Path, ...]:
        """The files asked for, or all of them when none is."""
        known = set(self.files)
        resolved = [file.resolve() for file in wanted]
        for file in resolved:
            if file not in known:
                raise NotInDatabase(file, self.path)
        return tuple(resolved) or self.files


def locate(directory: Path) -> Path:
    for pattern in BUILD_DIRECTORIES:
        for candidate in sorted(directory.glob(f"{pattern}/{NAME}" if pattern != "." else NAME)):
            return candidate
    raise NoCompileDatabase(directory)


def load(directory: Path, *, exact: bool) -> Database:
    """Reads the database in a directory or, unless 'exact', in one of its usual build directories."""
    path = directory / NAME if exact else locate(directory)
    if not path.is_file():
        raise NoCompileDatabase(directory)
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        files = {(Path(entry["directory"]) / entry["file"]).resolve() for entry in entries}
    except (ValueError, KeyError, TypeError) as error:
        raise BadCompileDatabase(path, f"{type(error).__name__}: {error}") from error
    if not files:
        raise BadCompileDatabase(path, "it names no file")
    return Database(path.resolve(), tuple(sorted(files)))
