# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From files to runs of clang-tidy: sources by their own commands, headers through a source that includes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ron.database import Database, Entry
from ron.flags import Unit, adapted, borrowed, is_header
from ron.includes import IncludeGraph


@dataclass(frozen=True)
class Planned:
    units: tuple[Unit, ...]
    headers: frozenset[Path]  # to be seen by one of the units


def plan(database: Database, files: Iterable[Path], root: Path) -> Planned:
    wanted = tuple(sorted(set(files)))
    commands: dict[Path, list[Entry]] = defaultdict(list)
    for entry in database.entries:
        commands[entry.file].append(entry)
    units: list[Unit] = []
    for file in wanted:
        if file in commands:
            units += [Unit(adapted(entry), file) for entry in commands[file]]
        elif not is_header(file):
            units.append(guess(database, file))
    headers = frozenset(file for file in wanted if is_header(file) and file not in commands)
    units += through_sources(database, headers, units, root)
    return Planned(tuple(dict.fromkeys(units)), headers)


def through_sources(database: Database, headers: frozenset[Path], chosen: list[Unit], root: Path) -> list[Unit]:
    """Sources for the headers that no chosen unit includes: the smallest that includes each."""
    if not headers:
        return []
    graph = IncludeGraph(root)
    missing = set(headers).difference(*(graph.reached_by(unit.entry) for unit in chosen))
    added: list[Unit] = []
    for entry in sorted(database.entries, key=size) if missing else ():
        found = missing & graph.reached_by(entry)
        if found:
            added.append(Unit(adapted(entry), min(found)))
            missing -= found
    return added


def size(entry: Entry) -> tuple[int, str]:
    return (entry.file.stat().st_size if entry.file.is_file() else 1 << 62, str(entry.file))


def guess(database: Database, file: Path) -> Unit:
    """The flags of the nearest sibling: the one that shares the longest path, best with the same kind of name."""

    def nearness(entry: Entry) -> tuple[int, bool, str]:
        common = sum(1 for _ in iter_common(entry.file.parent.parts, file.parent.parts))
        return (-common, entry.file.suffix != file.suffix, str(entry.file))

    nearest = min(database.entries, key=nearness)
    return Unit(borrowed(nearest, file), file, nearest.file)


def iter_common(first: tuple[str, ...], second: tuple[str, ...]) -> Iterable[str]:
    for one, other in zip(first, second, strict=False):
        if one != other:
            return
        yield one
