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


def shown_path(path: str, base: Path) -> str:
    return os.path.relpath(path, base) if Path(path).is_relative_to(base) else path


def code_line(path: str, line: int) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()[line - 1].strip()
    except (OSError, IndexError):
        return ""


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
            fix = ", has a fix" if finding.has_fix else ""
            lines.append(f"  {finding.line}:{finding.column}: {finding.message}")
            lines.append(f"      {code_line(path, finding.line)}")
            lines.append(f"      [{finding.check}, {rule_of(finding.check, checks)}{fix}]")
            for note in finding.notes:
                place = "" if note.path == path else f"{shown_path(note.path, base)}:"
                lines.append(f"    {place}{note.line}:{note.column}: {note.message}")
        lines.append("")
    return lines


def summary(findings: tuple[Finding, ...], checked_files: int, files: int) -> str:
    part = "" if checked_files == files else f"{checked_files} of "
    checked = f"{part}{files} file{'' if files == 1 else 's'} checked"
    if not findings:
        return f"{checked}, no findings"
    counts = ", ".join(f"{count} {name}" for name, count in sorted(Counter(f.check for f in findings).items()))
    fixable = sum(finding.has_fix for finding in findings)
    found = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}"
    return f"{checked}, {found} ({fixable} with a fix): {counts}"
