# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs clang-tidy over units and says of each what was found, or why it could not be checked."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ron import exported, flags
from ron.database import NAME
from ron.errors import HookError
from ron.exported import Edit, Place
from ron.findings import Finding, Output, parse
from ron.flags import Unit
from ron.llvm import ClangTidy
from ron.kept import Results, settings_of
from ron.preambles import OPTION, STOP, Compiled, Preambles
from ron.process import Completed, run
from ron.traces import Disk
from ron.wanted import Wanted

FILE_TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True)
class Plan:
    """What to run: the same for every unit."""

    tool: ClangTidy
    module: Path
    config: Callable[[Path], str]  # what --config says about a file
    workspace: Path  # an existing directory of this run's own
    time_limit: float = FILE_TIMEOUT_SECONDS
    contents: Mapping[Path, Path] = field(default_factory=dict)  # files to be read from elsewhere
    foreign: set[str] = field(default_factory=set)  # options of other compilers, learned on the way
    started: int = field(default_factory=time.time_ns)
    wanted: Wanted | None = None  # None: findings of all files are
    disk: Disk | None = None
    spare: bool = False  # there are more processors than units
    results: Results | None = None
    preambles: Preambles | None = None
    suits: Callable[[Unit], bool] = lambda unit: True  # whether its checks allow to look at the wanted files only

    def scope(self, unit: Unit, directory: Path) -> list[str]:
        """What the module is to do beside its checks."""
        options: list[str] = []
        if self.wanted is not None and self.suits(unit):
            (directory / "wanted").write_text(self.wanted.as_list() or "\n")
            options.append(f"{OPTION}wanted={directory / 'wanted'}")
        if self.disk is not None:
            options.append(f"{OPTION}record={directory / 'record'}")
        return options

    def content(self, path: str) -> bytes:
        return (self.disk or Disk(self.contents)).content(path)


@dataclass(frozen=True)
class UnitResult:
    unit: Unit
    findings: tuple[Finding, ...]
    failure: str  # empty: the file was checked
    headers: frozenset[Path] = frozenset()  # what it included
    trace: tuple[str, ...] | None = None  # what the result depends on, where that is known


def write_overlay(plan: Plan) -> list[str]:
    """clang's virtual file system: other contents under the same names."""
    if not plan.contents:
        return []
    roots = [{"type": "file", "name": str(n), "external-contents": str(c)} for n, c in plan.contents.items()]
    path = plan.workspace / "overlay.json"
    path.write_text(json.dumps({"version": 0, "case-sensitive": True, "use-external-names": False, "roots": roots}))
    return [f"--vfsoverlay={path}"]


def check_unit(plan: Plan, overlay: list[str], unit: Unit) -> UnitResult:
    """Runs clang-tidy with a compiled head where there is one; whatever goes wrong with it is tried again without."""
    directory = plan.workspace / f"unit-{abs(hash((unit.entry, unit.subject))):x}"
    directory.mkdir(exist_ok=True)
    if plan.preambles is None:
        return attempt(plan, overlay, unit, directory, Compiled())
    with plan.preambles.of(unit) as head:
        if head.making and plan.spare:
            return beside(plan, overlay, unit, directory, head)
        result = attempt(plan, overlay, unit, directory, head)
        settled = plan.preambles.settle(head, plan.started)
        if head.key and (result.failure or settled.blind):
            again = attempt(plan, overlay, unit, directory, Compiled())
            if result.failure and not again.failure:
                plan.preambles.store.drop(head.key)
            return again
        return replace(result, trace=joined(result.trace, settled.trace))


def beside(plan: Plan, overlay: list[str], unit: Unit, directory: Path, head: Compiled) -> UnitResult:
    """Compiles the head on another processor while the file is checked without: nobody has to wait for it twice."""
    aside = directory / "head"
    aside.mkdir(exist_ok=True)
    only = replace(head, arguments=(*head.arguments, STOP))
    with ThreadPoolExecutor(max_workers=1) as other:
        making = other.submit(run_unit, plan, overlay, unit, aside, only)
        result = attempt(plan, overlay, unit, directory, Compiled())
        with suppress(HookError):  # the head may have its trouble; the result is there
            making.result()
    assert plan.preambles is not None
    plan.preambles.settle(head, plan.started)
    return result


def joined(own: tuple[str, ...] | None, of_head: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if own is None or of_head is None else tuple(sorted({*own, *of_head}))


def attempt(plan: Plan, overlay: list[str], unit: Unit, directory: Path, head: Compiled) -> UnitResult:
    try:
        done, output = run_unit(plan, overlay, unit, directory, head)
        refused = flags.unknown_arguments([finding.message for finding in output.findings if finding.is_compile_error])
        if refused:
            plan.foreign.update(refused)
            done, output = run_unit(plan, overlay, unit, directory, head)
    except HookError as error:
        return UnitResult(unit, (), f"'{unit.entry.file}' was not checked: {error}")
    errors = [finding for finding in output.findings if finding.is_compile_error]
    findings = completed(plan, unit, output, directory / "fixes.yaml")
    seen = frozenset(Path(normal(unit, header)) for header in lines_of(directory / "headers"))
    problem = failure(unit, done.code, errors, output)
    return UnitResult(unit, findings, problem, seen, None if problem else trace(plan, unit, directory))


def trace(plan: Plan, unit: Unit, directory: Path) -> tuple[str, ...] | None:
    """What the result depends on; None where nobody knows."""
    if plan.disk is None or plan.preambles is None:
        return None
    ours = (str(plan.workspace), str(plan.preambles.store.root))
    record = [line for line in lines_of(directory / "record") if not line[1:].startswith(ours)]
    if not record:
        return None
    found = plan.disk.trace([*record, f"+{unit.entry.file}", *settings_of(unit)], plan.started)
    return None if found is None else tuple(found)


def lines_of(path: Path) -> list[str]:
    """Nothing where it was not written."""
    if not path.is_file():
        return []
    return [line for line in path.read_text("utf-8", "surrogateescape").split("\n") if line]


def run_unit(plan: Plan, overlay: list[str], unit: Unit, directory: Path, head: Compiled) -> tuple[Completed, Output]:
    entry = flags.without(unit.entry, frozenset(plan.foreign))
    command = {"directory": str(entry.directory), "file": str(entry.file), "arguments": list(entry.arguments)}
    (directory / NAME).write_text(json.dumps([command]))
    for left in ("fixes.yaml", "headers", "record"):
        (directory / left).unlink(missing_ok=True)
    arguments = [plan.tool.path, f"-load={plan.module}", f"--config={plan.config(unit.subject)}", "--quiet", *overlay]
    arguments += ["--header-filter=.*", "-p", str(directory), f"--export-fixes={directory / 'fixes.yaml'}"]
    for option in ("-header-include-file", str(directory / "headers")):
        arguments += ["--extra-arg=-Xclang", f"--extra-arg={option}"]
    arguments += [f"--extra-arg={option}" for option in (*plan.scope(unit, directory), *head.arguments)]
    done = run([*arguments, str(entry.file)], timeout=plan.time_limit)
    return done, parse(done.text)


def normal(unit: Unit, path: str) -> str:
    """One name for one file, whatever way it was reached."""
    return os.path.realpath(unit.entry.directory / path) if path else ""


def completed(plan: Plan, unit: Unit, output: Output, export: Path) -> tuple[Finding, ...]:
    """The findings with resolved names, their line of code and their fix."""
    read = exported.read(export, lambda path: plan.content(normal(unit, path)))
    edits = {
        Place(normal(unit, place.path), place.line, place.column, place.check): tuple(
            Edit(normal(unit, edit.path), edit.offset, edit.length, edit.text) for edit in found
        )
        for place, found in read.edits.items()
    }
    lines: dict[str, list[str]] = {}
    findings: list[Finding] = []
    for finding in output.findings:
        if finding.is_compile_error:
            continue
        path = normal(unit, finding.path)
        if path not in lines:
            lines[path] = plan.content(path).decode("utf-8", "replace").splitlines() if path else []
        code = lines[path][finding.line - 1].strip() if 0 < finding.line <= len(lines[path]) else ""
        fix = edits.get(Place(path, finding.line, finding.column, finding.check), ())
        notes = tuple(replace(note, path=normal(unit, note.path)) for note in finding.notes)
        findings.append(replace(finding, path=path, notes=notes, code=code, edits=fix, has_fix=bool(fix)))
    return tuple(findings)


def failure(unit: Unit, code: int, errors: list[Finding], output: Output) -> str:
    file = unit.entry.file
    if errors:
        first = errors[0]
        place = f"{first.path}:{first.line}:{first.column}: " if first.path else ""
        return f"'{file}' does not parse: {place}{first.message}"
    if code < 0:
        return f"clang-tidy crashed on '{file}' ({signal.Signals(-code).name})"
    blocked = code == 1 and any(finding.level == "error" for finding in output.findings)
    if (code != 0 and not blocked) or output.unrecognised:
        said = next((line for line in output.unrecognised if line.strip()), "and said nothing")
        return f"clang-tidy did not finish '{file}' (exit status {code}): {said}"
    return ""


def merge(results: tuple[UnitResult, ...]) -> tuple[Finding, ...]:
    """Each finding once, however many files include its header, in the order of the places."""
    unique: dict[tuple[str, int, int, str, str], Finding] = {}
    for result in results:
        for f in result.findings:
            unique.setdefault((f.path, f.line, f.column, f.check, f.message), f)
    return tuple(unique[key] for key in sorted(unique))
