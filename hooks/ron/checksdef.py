# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The one reader of checks/Checks.def outside C++, and what follows from a line of it."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from pathlib import Path

from ron.errors import BadChecksDef, NothingMatches, UnknownCheck, UnknownPhase
from ron.repository import Repository

PHASES = ("bronze", "silver", "gold", "platinum")
GROUPS = ("await", "ownership", "lifecycle")
PREFIX = "ron-"
LINE = re.compile(
    r'RON_CHECK\(\s*(?P<cls>\w+Check)\s*,\s*"(?P<name>[a-z0-9-]+)"\s*,\s*(?P<group>Await|Ownership|Lifecycle)\s*,'
    r"\s*(?P<rule>10|[0-9])\s*,\s*(?P<phase>Bronze|Silver|Gold)\s*,\s*(?P<fix>Fix|NoFix)\s*\)"
)


@dataclass(frozen=True)
class CheckLine:
    class_name: str
    name: str
    group: str
    rule: int
    phase: str
    has_fix: bool

    @property
    def full_name(self) -> str:
        return PREFIX + self.name

    @property
    def header(self) -> str:
        return f"checks/{self.group}/{self.class_name}.h"

    @property
    def source(self) -> str:
        return f"checks/{self.group}/{self.class_name}.cpp"

    @property
    def test(self) -> str:
        return f"test/checks/{self.group}/{self.name}.cpp"

    @property
    def page(self) -> str:
        return f"docs/checks/{self.name}.md"


def class_name_of(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-")) + "Check"


def parse(text: str, path: Path) -> tuple[CheckLine, ...]:
    """Every line that is not blank or a comment is a check; one that cannot be read is an error, never skipped."""
    checks: list[CheckLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.split("//", 1)[0].strip()
        if not content:
            continue
        match = LINE.fullmatch(content)
        if match is None:
            raise BadChecksDef(path, number, content)
        checks.append(
            CheckLine(
                match["cls"],
                match["name"],
                match["group"].lower(),
                int(match["rule"]),
                match["phase"].lower(),
                match["fix"] == "Fix",
            )
        )
    return tuple(checks)


def read(repository: Repository) -> tuple[CheckLine, ...]:
    return parse(repository.checks_def.read_text(encoding="utf-8"), repository.checks_def)


def find(checks: tuple[CheckLine, ...], name: str) -> CheckLine:
    for check in checks:
        if name in (check.name, check.full_name):
            return check
    raise UnknownCheck(name, (check.full_name for check in checks))


def in_phase(checks: tuple[CheckLine, ...], phase: str) -> tuple[CheckLine, ...]:
    """The checks that run in a phase: each phase includes the one before."""
    if phase not in PHASES:
        raise UnknownPhase(phase, PHASES)
    return tuple(check for check in checks if PHASES.index(check.phase) <= PHASES.index(phase))


def select(checks: tuple[CheckLine, ...], pattern: str) -> tuple[CheckLine, ...]:
    """Checks by a list of names and globs, with or without 'ron-'; a leading '-' takes away, as with clang-tidy."""
    names = [check.full_name for check in checks]
    globs = [glob.strip() for glob in pattern.split(",") if glob.strip()]
    chosen: set[str] = set(names) if globs and globs[0].startswith("-") else set()
    for glob in globs:
        bare = glob.removeprefix("-")
        full = bare if bare.startswith((PREFIX, "*")) else PREFIX + bare
        matching = set(fnmatch.filter(names, full))
        if not matching and "*" not in bare:
            raise UnknownCheck(bare, names)
        if not matching:
            raise NothingMatches(bare, names)
        chosen = chosen - matching if glob.startswith("-") else chosen | matching
    if not chosen:
        raise NothingMatches(pattern, names)
    return tuple(check for check in checks if check.full_name in chosen)
