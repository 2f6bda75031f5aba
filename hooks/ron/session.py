# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One run from the request to the findings that are to be shown: what 'check', 'fix' and 'baseline' have in common."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ron import (
    analysis,
    baseline,
    builder,
    caches,
    checksdef,
    config,
    database,
    git,
    module,
    phases,
    process,
    schedule,
    scope,
    suppressions,
    units,
)
from ron.analysis import Plan, UnitResult
from ron.checksdef import PHASES, CheckLine
from ron.config import Config
from ron.database import Database
from ron.errors import NothingInPhase, NothingToCheck
from ron.findings import Finding
from ron.git import Git
from ron.llvm import find_clang_tidy
from ron.phases import InForce, Settings
from ron.repository import Repository, this_repository
from ron.scope import Request, Scope
from ron.wanted import Wanted


@dataclass(frozen=True)
class Surroundings:
    """Where the user is, and what applies there."""

    config: Config
    git: Git | None
    phase: InForce
    repository: Repository
    checks: tuple[CheckLine, ...]


@dataclass(frozen=True)
class Outcome:
    findings: tuple[Finding, ...] = ()
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asked: int = 0  # files
    checked: int = 0
    unchanged: int = 0  # findings on lines that did not change
    known: int = 0  # findings of the baseline
    seconds: float = 0.0
    started: int = 0  # nanoseconds: what changed later was not what was analysed
    elsewhere: frozenset[Path] = frozenset()  # analysed with another text than the one on disk

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocks)


def surroundings(wanted_phase: str | None, directory: Path) -> Surroundings:
    found = git.find(directory)
    settings = config.load(found.root if found else directory.resolve())
    branch = found.branch() if found and settings.branches else ""
    repository = this_repository()
    in_force = phases.in_force(wanted_phase, settings, branch)
    return Surroundings(settings, found, in_force, repository, checksdef.read(repository))


def request_of(arguments: argparse.Namespace) -> Request:
    return Request(
        tuple(arguments.files),
        arguments.staged,
        arguments.since or "",
        arguments.pre_commit,
        arguments.changed_lines,
    )


def perform(
    around: Surroundings,
    arguments: argparse.Namespace,
    workspace: Path,
    *,
    all_known: bool = False,
    warm: bool = False,
) -> Outcome:
    """With 'warm', as a later check of each file alone would: what that needs is made and kept."""
    request = request_of(arguments)
    settings = choose_checks(around, arguments.checks, bool(arguments.phase))
    chosen = None if request.everything else scope.choose(request, around.config, around.git, workspace)
    if chosen and not chosen.files:
        return Outcome()
    tool = find_clang_tidy(arguments.clang_tidy, arguments.llvm, around.config.clang_tidy)
    binary = module.usable(around.repository, tool, arguments.module)
    began = time.monotonic()
    read = database.load(around.config.root, located(arguments.build, around.config))
    chosen = chosen or scope.whole(read, around.config, around.git)
    if not chosen.files:
        raise NothingToCheck(read.path, around.config.root)
    limit = arguments.time_limit or around.config.time_limit
    plan = Plan(tool, binary, FileConfig(around.config, settings), workspace, limit, chosen.contents)
    if not arguments.no_cache:
        targets = frozenset() if warm else None if request.everything else frozenset(chosen.files)
        wanted = Wanted(around.config.root, targets, around.config.ignores)
        plan = caches.attach(plan, wanted, around.config, warm=warm)
    outcome = analyse(around, plan, read, chosen, everything=request.everything)
    caches.conclude(plan, around.config)
    outcome = filtered(around, outcome, chosen, all_known=all_known)
    if around.config.preambles == "after" and plan.preambles and plan.preambles.missing:
        warm_later(around, arguments, chosen)
    return replace(outcome, seconds=time.monotonic() - began, started=plan.started, elsewhere=frozenset(plan.contents))


def warm_later(around: Surroundings, arguments: argparse.Namespace, chosen: Scope) -> None:
    """Another process compiles what this one would have liked to have."""
    command = [str(around.repository.root / "hooks" / "ron-tidy"), "warm", *map(str, chosen.files)]
    command += ["--module", str(arguments.module)] if arguments.module else []
    command += ["--clang-tidy", arguments.clang_tidy] if arguments.clang_tidy else []
    command += ["--llvm", str(arguments.llvm)] if arguments.llvm else []
    command += ["-p", str(arguments.build.resolve())] if arguments.build else []
    process.detach(command, around.config.root)


def located(option: Path | None, settings: Config) -> Path | None:
    if option:
        return option.resolve()
    return settings.root / settings.compile_database if settings.compile_database else None


def choose_checks(around: Surroundings, pattern: str | None, phase_named: bool) -> Settings:
    if pattern is None:
        return phases.settings(around.checks, around.phase.phase)
    chosen = checksdef.select(around.checks, pattern)
    if phase_named:
        chosen = checksdef.in_phase(chosen, around.phase.phase)
        if not chosen:
            raise NothingInPhase(pattern, around.phase.phase)
    return phases.only(chosen, around.phase.phase)


class FileConfig:
    """What --config says about a file, by its component and by whether a .clang-tidy applies to it."""

    def __init__(self, settings: Config, found: Settings) -> None:
        self.settings, self.found = settings, found
        self.has_own: dict[Path, bool] = {}

    def __call__(self, file: Path) -> str:
        component = self.settings.component(file)
        found = phases.for_component(self.found, component, dict(self.settings.options))
        return phases.as_argument(found, alone=not self.layered(file.parent))

    def layered(self, directory: Path) -> bool:
        if directory not in self.has_own:
            above = directory.parent != directory and self.layered(directory.parent)
            self.has_own[directory] = (directory / ".clang-tidy").is_file() or above
        return self.has_own[directory]


def analyse(around: Surroundings, plan: Plan, read: Database, chosen: Scope, *, everything: bool) -> Outcome:
    present = tuple(file for file in chosen.files if file.is_file() or file in plan.contents)
    planned = units.plan(read, present, around.config.root)
    shown = Progress(len(planned.units))
    results = schedule.check_units(plan, planned.units, shown)
    unseen = planned.headers.difference(*(result.headers for result in results if not result.failure))
    unseen -= {result.unit.entry.file for result in results}
    if unseen:  # nothing includes them, or what should does not: on their own, then
        results += schedule.check_units(plan, tuple(units.guess(read, file) for file in sorted(unseen)), shown)
    gone = tuple(f"'{file}' is in '{read.path}', but not on disk" for file in chosen.files if file not in present)
    failures, notes = judge(results, gone, strict=around.phase.phase != phases.DEFAULT)
    targets = None if everything else frozenset(chosen.files)
    findings = tuple(f for f in analysis.merge(results) if belongs(around.config, f, targets))
    if around.phase.phase == PHASES[-1]:
        findings += tuple(suppressions.unexplained(chosen))
    failed = len(failures) + sum(note.endswith(UNCHECKED) for note in notes)
    return Outcome(findings, failures, notes, len(chosen.files), max(0, len(chosen.files) - failed))


class Progress:
    """How far we are, on the terminal."""

    def __init__(self, total: int) -> None:
        self.done, self.total = 0, total

    def __call__(self, result: UnitResult) -> None:
        self.done += 1
        builder.show(f"checked {self.done} of {self.total}: {result.unit.entry.file}" if self.done < self.total else "")


UNCHECKED = "(not checked)"


def judge(
    results: Iterable[UnitResult], gone: Iterable[str], *, strict: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Failures, and notes. What the database does not know may fail in bronze; later phases want it known."""
    failures: list[str] = []
    notes: list[str] = []
    for result in results:
        source = result.unit.guessed_from
        if source:
            notes.append(f"'{result.unit.subject}' is not compiled by itself; checked with the flags of '{source}'")
        if result.failure and source and not strict:
            notes[-1] = f"{result.failure} {UNCHECKED}"
        elif result.failure:
            failures.append(result.failure)
    for text in gone:
        (failures if strict else notes).append(text if strict else f"{text} {UNCHECKED}")
    return tuple(dict.fromkeys(failures)), tuple(dict.fromkeys(notes))


def belongs(settings: Config, finding: Finding, targets: frozenset[Path] | None) -> bool:
    """Whether the place is one that was asked for, and the check one for its component."""
    path = Path(finding.path)
    inside = path in targets if targets is not None else path.is_relative_to(settings.root)
    return inside and not settings.ignores(path) and not settings.component(path).is_exempt(finding.check)


def filtered(around: Surroundings, outcome: Outcome, chosen: Scope, *, all_known: bool) -> Outcome:
    """Without what stands on unchanged lines, and without what the baseline knows."""
    new = tuple(finding for finding in outcome.findings if is_new(finding, chosen))
    recorded = None if all_known else baseline.load(around.config)
    left, known = baseline.split(new, recorded, around.config) if recorded else (list(new), [])
    return replace(outcome, findings=tuple(left), unchanged=len(outcome.findings) - len(new), known=len(known))


def is_new(finding: Finding, chosen: Scope) -> bool:
    if chosen.changed is None:
        return True
    touched = [(Path(finding.path), {finding.line})]
    touched += [(Path(edit.path), lines_of(edit.path, edit.offset, edit.length, chosen)) for edit in finding.edits]
    return any(chosen.is_new(path, lines) for path, lines in touched)


def lines_of(path: str, offset: int, length: int, chosen: Scope) -> set[int]:
    text = chosen.contents.get(Path(path), Path(path)).read_bytes()
    first = text.count(b"\n", 0, offset) + 1
    return set(range(first, first + text.count(b"\n", offset, offset + length) + 1))
