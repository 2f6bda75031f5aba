# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the module over files and says of each what was found, or why it could not be checked."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from ron import exported
from ron.database import Database
from ron.errors import HookError
from ron.exported import Place
from ron.findings import Finding, parse
from ron.llvm import ClangTidy
from ron.process import run

FILE_TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True)
class Plan:
    """What to run: the same for every file."""

    tool: ClangTidy
    module: Path
    checks: tuple[str, ...]
    database: Database
    export_to: Path  # an existing directory, for what clang-tidy would change
    header_filter: str = ".*"


@dataclass(frozen=True)
class FileResult:
    file: Path
    findings: tuple[Finding, ...]
    failure: str  # empty: the file was checked


def check_files(plan: Plan, files: tuple[Path, ...], on_done: Callable[[FileResult], None]) -> tuple[FileResult, ...]:
    """Results in the order of the files, whatever order they end in."""
    with ThreadPoolExecutor(max_workers=len(os.sched_getaffinity(0))) as pool:
        results: list[FileResult] = []
        for result in pool.map(lambda numbered: check_file(plan, *numbered), enumerate(files)):
            on_done(result)
            results.append(result)
    return tuple(results)


def check_file(plan: Plan, number: int, file: Path) -> FileResult:
    command = [plan.tool.path, f"-load={plan.module}", f"--checks=-*,{','.join(plan.checks)}", "--quiet"]
    command += [f"--header-filter={plan.header_filter}", "-p", str(plan.database.directory)]
    export = plan.export_to / f"{number}.yaml"
    try:
        result = run([*command, f"--export-fixes={export}", str(file)], timeout=FILE_TIMEOUT_SECONDS)
    except HookError as error:
        return FileResult(file, (), f"'{file}' was not checked: {error}")
    output = parse(result.text)
    errors = [finding for finding in output.findings if finding.is_compile_error]
    fixes = exported.read(export).fixes
    findings = tuple(
        replace(finding, has_fix=Place(finding.path, finding.line, finding.column, finding.check) in fixes)
        for finding in output.findings
        if not finding.is_compile_error
    )
    return FileResult(file, findings, _failure(file, result.code, errors, output.unrecognised))


def _failure(file: Path, code: int, errors: list[Finding], unrecognised: tuple[str, ...]) -> str:
    if errors:
        first = errors[0]
        return f"'{file}' does not parse: {first.path}:{first.line}:{first.column}: {first.message}"
    if code < 0:
        return f"clang-tidy crashed on '{file}' ({signal.Signals(-code).name})"
    if code != 0 or unrecognised:
        said = next((line for line in unrecognised if line.strip()), "and said nothing")
        return f"clang-tidy did not finish '{file}' (exit status {code}): {said}"
    return ""


def merge(results: tuple[FileResult, ...]) -> tuple[Finding, ...]:
    """Each finding once, however many files include its header, in the order of the places."""
    unique = {(f.path, f.line, f.column, f.check, f.message): f for result in results for f in result.findings}
    return tuple(unique[key] for key in sorted(unique))
