# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings for people: grouped by file, each with its line of code, its story and its rule."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from ron.checksdef import CheckLine
from ron.findings import Finding
from ron.repository import Repository
from ron.session import Outcome


def shown_path(path: str, base: Path) -> str:
    return os.path.relpath(path, base) if Path(path).is_relative_to(base) else path


def rule_of(name: str, checks: tuple[CheckLine, ...]) -> str:
    for check in checks:
        if check.full_name == name:
            return f"rule {check.rule}" if check.rule else "runtime hygiene"
    return ""


def human(findings: Iterable[Finding], checks: tuple[CheckLine, ...], base: Path) -> list[str]:
    lines: list[str] = []
    for path, group in groupby(findings, key=lambda finding: finding.path):
        lines.append(shown_path(path, base))
        for finding in group:
            about = [finding.check, rule_of(finding.check, checks), "has a fix" if finding.has_fix else ""]
            about.append("" if finding.blocks else "does not block")
            lines.append(f"  {finding.line}:{finding.column}: {finding.message}")
            lines.append(f"      {finding.code}")
            lines.append(f"      [{', '.join(part for part in about if part)}]")
            for note in finding.notes:
                place = "" if note.path == path else f"{shown_path(note.path, base)}:"
                lines.append(f"    {place}{note.line}:{note.column}: {note.message}")
        lines.append("")
    return lines


def plural(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def summary(findings: tuple[Finding, ...], checked_files: int, files: int) -> str:
    part = "" if checked_files == files else f"{checked_files} of "
    checked = f"{part}{plural(files, 'file')} checked"
    if not findings:
        return f"{checked}, no findings"
    counts = ", ".join(f"{count} {name}" for name, count in sorted(Counter(f.check for f in findings).items()))
    fixable = sum(finding.has_fix for finding in findings)
    return f"{checked}, {plural(len(findings), 'finding')} ({fixable} with a fix): {counts}"


def conclusion(outcome: Outcome, phase: str) -> list[str]:
    """The summary with phase and time, then what does not count or was left out."""
    lines = [f"{phase}, {outcome.seconds:.1f} s: {summary(outcome.findings, outcome.checked, outcome.asked)}"]
    warnings = len(outcome.findings) - len(outcome.blocking)
    if warnings:
        lines.append(f"not blocking in {phase}: {plural(warnings, 'finding')}")
    for count, reason in (
        (outcome.unchanged, "on lines that did not change"),
        (outcome.known, "that the baseline knows"),
    ):
        if count:
            lines.append(f"left out: {plural(count, 'finding')} {reason}")
    return lines


def pages(findings: Iterable[Finding], checks: tuple[CheckLine, ...], repository: Repository) -> list[str]:
    """Where the reasons and examples of each check are."""
    names = {finding.check for finding in findings}
    return [f"{check.full_name}: {repository.page(check.name)}" for check in checks if check.full_name in names]
