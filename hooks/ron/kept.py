# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Results of earlier runs, good for as long as nothing changed that they depend on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ron import traces
from ron.exported import Edit
from ron.findings import Finding, Note
from ron.flags import Unit
from ron.store import Store, digest
from ron.traces import Disk
from ron.wanted import Wanted

# What clang reads of the environment.
VARIABLES = ("CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "SDKROOT", "CCC_OVERRIDE_OPTIONS", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class Kept:
    findings: tuple[Finding, ...]
    headers: frozenset[Path]


@dataclass
class Results:
    tools: str  # which clang-tidy, module, ron-tidy and environment
    wanted: Wanted
    disk: Disk
    store: Store = field(default_factory=lambda: Store("results"))
    hits: int = 0
    misses: int = 0

    def key(self, unit: Unit, config: str) -> str:
        entry = unit.entry
        staged = [f"{name}={self.disk.digest(str(name))}" for name in sorted(self.disk.contents)]
        parts = (self.tools, *entry.arguments, str(entry.directory), str(entry.file), config, *staged)
        return digest(*parts)

    def load(self, unit: Unit, config: str) -> Kept | None:
        text = self.store.read(self.key(unit, config))
        if text is None:
            self.misses += 1
            return None
        head, _, rest = text.partition("\n")
        lines = rest.split("\n")
        kept = json.loads(head)
        # Of a header that was not wanted then, nobody has looked at the findings.
        if not self.disk.holds(lines) or not self.wanted.among(traces.paths(lines)) <= set(kept["covered"]):
            self.misses += 1
            return None
        self.hits += 1
        return Kept(tuple(map(finding, kept["findings"])), frozenset(map(Path, kept["headers"])))

    def save(self, unit: Unit, config: str, what: Kept, trace: list[str]) -> None:
        covered = sorted(self.wanted.among(traces.paths(trace)) | {str(unit.entry.file)})
        head = {
            "findings": [asdict(found) for found in what.findings],
            "headers": sorted(map(str, what.headers)),
            "covered": covered,
        }
        self.store.write(self.key(unit, config), "\n".join((json.dumps(head), *trace)))


def finding(data: dict[str, object]) -> Finding:
    """The reverse of dataclasses.asdict."""
    notes, edits = data.pop("notes"), data.pop("edits")
    assert isinstance(notes, list) and isinstance(edits, list)
    return Finding(notes=tuple(Note(**n) for n in notes), edits=tuple(Edit(**e) for e in edits), **data)  # type: ignore[arg-type]


def environment() -> str:
    """Of what decides on a result beside files and flags: the variables that clang reads, and ron-tidy itself."""
    ours = [traces.stamp(str(path)) for path in sorted(Path(__file__).parent.glob("*.py"))]
    return "\0".join([f"{name}={os.environ.get(name)}" for name in VARIABLES] + ours)


def settings_of(unit: Unit) -> Iterable[str]:
    """The files that clang-tidy's driver reads before the module can see it, as lines of a record."""
    for directory in unit.entry.file.parents:
        path = directory / ".clang-tidy"
        yield f"{'+' if path.is_file() else '-'}{path}"
    for argument in unit.entry.arguments:
        if argument.startswith("@"):
            yield f"+{unit.entry.directory / argument[1:]}"
