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
from dataclasses import dataclass, field, replace
from pathlib import Path

from ron import exported, flags
from ron.database import NAME
from ron.errors import HookError
from ron.exported import Edit, Place
from ron.findings import Finding, Output, parse
from ron.flags import Unit
from ron.llvm import ClangTidy
from ron.process import Completed, run, stop_all

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

    def content(self, path: str) -> bytes:
        try:
            return self.contents.get(Path(path), Path(path)).read_bytes()
        except OSError:
            return b""


@dataclass(frozen=True)
class UnitResult:
    unit: Unit
    findings: tuple[Finding, ...]
    failure: str  # empty: the file was checked
    headers: frozenset[Path] = frozenset()  # what it included


def check_units(plan: Plan, units: tuple[Unit, ...], on_done: Callable[[UnitResult], None]) -> tuple[UnitResult, ...]:
    """Results in the order of the units, whatever order they end in. Leaves no child when interrupted."""
    overlay = write_overlay(plan)
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results: list[UnitResult] = []
        try:
            for result in pool.map(lambda unit: check_unit(plan, overlay, unit), units):
                on_done(result)
                results.append(result)
        finally:
            if len(results) < len(units):  # interrupted
                pool.shutdown(wait=False, cancel_futures=True)
                stop_all()
    return tuple(results)


def write_overlay(plan: Plan) -> list[str]:
    """clang's virtual file system: other contents under the same names."""
    if not plan.contents:
        return []
    roots = [{"type": "file", "name": str(n), "external-contents": str(c)} for n, c in plan.contents.items()]
    path = plan.workspace / "overlay.json"
    path.write_text(json.dumps({"version": 0, "case-sensitive": True, "use-external-names": False, "roots": roots}))
    return [f"--vfsoverlay={path}"]


def check_unit(plan: Plan, overlay: list[str], unit: Unit) -> UnitResult:
    directory = plan.workspace / f"unit-{abs(hash((unit.entry, unit.subject))):x}"
    directory.mkdir(exist_ok=True)
    try:
        done, output = run_unit(plan, overlay, unit, directory)
        refused = flags.unknown_arguments([finding.message for finding in output.findings if finding.is_compile_error])
        if refused:
            plan.foreign.update(refused)
            done, output = run_unit(plan, overlay, unit, directory)
    except HookError as error:
        return UnitResult(unit, (), f"'{unit.entry.file}' was not checked: {error}")
    errors = [finding for finding in output.findings if finding.is_compile_error]
    findings = completed(plan, unit, output, directory / "fixes.yaml")
    headers = (
        (directory / "headers").read_text(errors="replace").split("\n") if (directory / "headers").is_file() else []
    )
    seen = frozenset(Path(normal(unit, header)) for header in headers if header)
    return UnitResult(unit, findings, failure(unit, done.code, errors, output), seen)


def run_unit(plan: Plan, overlay: list[str], unit: Unit, directory: Path) -> tuple[Completed, Output]:
    entry = flags.without(unit.entry, frozenset(plan.foreign))
    command = {"directory": str(entry.directory), "file": str(entry.file), "arguments": list(entry.arguments)}
    (directory / NAME).write_text(json.dumps([command]))
    arguments = [plan.tool.path, f"-load={plan.module}", f"--config={plan.config(unit.subject)}", "--quiet", *overlay]
    arguments += ["--header-filter=.*", "-p", str(directory), f"--export-fixes={directory / 'fixes.yaml'}"]
    for option in ("-header-include-file", str(directory / "headers")):
        arguments += ["--extra-arg=-Xclang", f"--extra-arg={option}"]
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
