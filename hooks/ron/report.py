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


def summary(outcome: Outcome, phase: str) -> list[str]:
    """Files, findings, fixes and time; then what was left out, and where to read about each check."""
    part = "" if outcome.checked == outcome.asked else f"{outcome.checked} of "
    checked = f"{phase}: {part}{plural(outcome.asked, 'file')} checked in {outcome.seconds:.1f} s"
    found = outcome.findings
    warnings = f", {len(found) - len(outcome.blocking)} of them do not block" if len(outcome.blocking) < len(found) else ""
    fixable = sum(finding.has_fix for finding in found)
    lines = [f"{checked}, {plural(len(found), 'finding')} ({fixable} with a fix){warnings}"]
    if not found:
        lines = [f"{checked}, no findings"]
    for count, reason in ((outcome.unchanged, "on lines that did not change"), (outcome.known, "that the baseline knows")):
        if count:
            lines.append(f"left out: {plural(count, 'finding')} {reason}")
    return lines


def pages(findings: Iterable[Finding], checks: tuple[CheckLine, ...], repository: Repository) -> list[str]:
    """How often each check speaks, and where its reasons and examples are."""
    ours = {check.full_name: str(repository.page(check.name)) for check in checks}
    counts = sorted(Counter(finding.check for finding in findings).items())
    return [f"{count:5} {name:32} {ours.get(name, '')}".rstrip() for name, count in counts]
