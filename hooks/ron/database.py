# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile databases: where they are and which files they name."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ron.errors import BadCompileDatabase, NoCompileDatabase

NAME = "compile_commands.json"
BUILD_DIRECTORIES = ("build*", "build*/*", "out/*", "cmake-build-*")
PRESET_FILES = ("CMakePresets.json", "CMakeUserPresets.json")


@dataclass(frozen=True)
class Entry:
    file: Path
    directory: Path
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Database:
    path: Path
    entries: tuple[Entry, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(sorted({entry.file for entry in self.entries}))

    def generated(self, file: Path, root: Path) -> bool:
        """Whether the build itself wrote the file: it lies in the build directory."""
        return self.path.parent != root and file.is_relative_to(self.path.parent)


def preset_directories(root: Path) -> Iterator[Path]:
    """The binary directories of CMake presets, as far as they can be known without CMake."""
    for name in PRESET_FILES:
        try:
            presets = json.loads((root / name).read_text(encoding="utf-8")).get("configurePresets", [])
            by_name = {preset["name"]: preset for preset in presets}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # CMake itself complains of a broken one
        for preset in presets:
            path = inherited(preset, by_name)
            values = {"sourceDir": str(root), "presetName": preset["name"]}
            for macro, value in values.items():
                path = path.replace(f"${{{macro}}}", value)
            if path and "$" not in path:
                yield root / path


def inherited(preset: dict[str, object], by_name: dict[str, dict[str, object]]) -> str:
    for _ in range(len(by_name) + 1):
        if "binaryDir" in preset:
            return str(preset["binaryDir"])
        parents = preset.get("inherits", [])
        first = parents if isinstance(parents, str) else next(iter(parents if isinstance(parents, list) else []), "")
        if first not in by_name:
            break
        preset = by_name[first]
    return ""


def candidates(root: Path) -> Iterator[Path]:
    yield root / NAME
    for pattern in BUILD_DIRECTORIES:
        yield from sorted(root.glob(f"{pattern}/{NAME}"))
    yield from (directory / NAME for directory in preset_directories(root))


def locate(root: Path) -> Path:
    for candidate in candidates(root):
        if candidate.is_file():
            return candidate
    raise NoCompileDatabase(root, how_to_make_one(root))


def how_to_make_one(root: Path) -> str:
    """The command for this repository, by what it is built with."""
    if (root / PRESET_FILES[0]).is_file():
        return "'cmake --preset NAME -DCMAKE_EXPORT_COMPILE_COMMANDS=ON' (cmake --list-presets shows the names)"
    if (root / "CMakeLists.txt").is_file():
        return "'cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON'"
    if (root / "meson.build").is_file():
        return "'meson setup build'"
    if (root / "Makefile").is_file() or (root / "configure").is_file():
        return "'bear -- make -B'"
    return "'cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON' or 'bear -- your build command'"


def load(root: Path, named: Path | None) -> Database:
    """Reads the database named, a file or its directory, or else the one where builds usually put it."""
    path = locate(root) if named is None else named if named.suffix == ".json" else named / NAME
    if not path.is_file():
        raise NoCompileDatabase(path.parent, how_to_make_one(root))
    try:
        entries = tuple(entry(item) for item in json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise BadCompileDatabase(path, f"{type(error).__name__}: {error}") from error
    if not entries:
        raise BadCompileDatabase(path, "it names no file")
    return Database(path.resolve(), entries)


def entry(item: dict[str, object]) -> Entry:
    directory = Path(str(item["directory"]))
    written = item["arguments"] if "arguments" in item else shlex.split(str(item["command"]))
    if not isinstance(written, list) or not written:
        raise TypeError("an entry has no command")
    return Entry((directory / str(item["file"])).resolve(), directory, tuple(str(argument) for argument in written))
