# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""One run of clang-tidy over a copy of the test, and its output in the test's terms."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ron.exported import read as read_export
from ron.findings import Finding, parse
from runner.expectations import Mismatch

TEST_ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Setup:
    """What the RUN line and lit say."""

    source: Path
    checks: tuple[str, ...]
    flags: tuple[str, ...]
    config: str
    suffixes: tuple[str, ...]
    expect_compile_error: bool
    llvm: str
    module: str
    temp: Path


@dataclass(frozen=True)
class Outcome:
    """One run of clang-tidy over a fresh copy."""

    command: str
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]  # the findings and their notes as the expectations spell them
    raw: str
    text: str
    offers_suggestions: bool


def read_source(path: Path) -> str:
    """The text with its own line endings, and with bytes that are not UTF-8 kept."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def write_source(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Mismatch(f"still running after {TIMEOUT_SECONDS} s: {shlex.join(command)}") from error


def place(path: str, line: int, column: int, copy: Path) -> str:
    """The test file itself has no name in the output; headers are named from test/."""
    resolved = Path(path).resolve() if path else copy.resolve()
    if resolved == copy.resolve():
        return f"{line}:{column}"
    return f"{resolved.relative_to(TEST_ROOT) if resolved.is_relative_to(TEST_ROOT) else resolved}:{line}:{column}"


def spell(setup: Setup, copy: Path, findings: tuple[Finding, ...]) -> Iterator[str]:
    for f in findings:
        name = "" if not f.check or (f.check,) == setup.checks else f" [{f.check}]"
        yield f"{place(f.path, f.line, f.column, copy)}: {f.level}: {f.message}{name}"
        for note in f.notes:
            yield f"{place(note.path, note.line, note.column, copy)}: note: {note.message}"


def tidy(setup: Setup, label: str, text: str, *options: str) -> Outcome:
    copy = setup.temp / label / setup.source.name
    copy.parent.mkdir(parents=True)
    write_source(copy, text)
    exported = copy.parent / "fixes.yaml"
    command = [f"clang-tidy-{setup.llvm}", f"-load={setup.module}", f"--checks=-*,{','.join(setup.checks)}"]
    command += [f"--config={setup.config}", "--header-filter=.*", f"--export-fixes={exported}", *options]
    command += [str(copy), "--", *setup.flags]
    result = run(command)
    raw = result.stdout + result.stderr
    shown = shlex.join(command)
    if "-load request ignored" in raw:
        raise Mismatch(f"clang-tidy-{setup.llvm} did not load {setup.module}\n{raw}")
    if "Error: no checks enabled." in raw:
        raise Mismatch(f"the module has no check {','.join(setup.checks)}")
    if result.returncode not in (0, 1):
        raise Mismatch(f"clang-tidy ended with status {result.returncode}\n$ {shown}\n{raw}")
    output = parse(raw)
    if output.unrecognised:
        raise Mismatch(f"cannot read this line of clang-tidy's output: {output.unrecognised[0]}\n$ {shown}\n{raw}")
    findings = output.findings
    if any(finding.fix_failed for finding in findings):
        raise Mismatch(f"a fix could not be applied\n$ {shown}\n{raw}")
    errors = [finding for finding in findings if finding.level == "error"]
    if result.returncode and not errors:
        raise Mismatch(f"clang-tidy ended with status {result.returncode} and no error\n$ {shown}\n{raw}")
    if setup.expect_compile_error:
        if not any(finding.is_compile_error for finding in findings):
            raise Mismatch(f"the file was expected not to compile, but does\n$ {shown}\n{raw}")
        findings = tuple(finding for finding in findings if not finding.is_compile_error)
    lines = tuple(spell(setup, copy, findings))
    return Outcome(shown, findings, lines, raw, read_source(copy), bool(read_export(exported).suggestions))
