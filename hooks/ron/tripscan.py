# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Text rules over one file."""

from __future__ import annotations

from pathlib import Path

from ron.findings import Finding, Note
from ron.globs import matches
from ron.markers import Verdict, ron_allow, verdict
from ron.textfiles import TextFile
from ron.tripwires import Rule

MARKER = b"ron-allow("


class Scanner:
    """Rules with the same globs are asked about a file once, and words are looked for before patterns."""

    def __init__(self, rules: tuple[Rule, ...], root: Path) -> None:
        self.root = root
        self._groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Rule]] = {}
        for rule in rules:
            self._groups.setdefault((rule.paths, rule.excepted), []).append(rule)

    def scan(self, file: TextFile) -> list[Finding]:
        rules = [rule for globs, group in self._groups.items() if _matches(globs, file.path) for rule in group]
        any_word = file.is_wide or MARKER in file.data
        chosen = [rule for rule in rules if any_word or _has_word(rule, file.data)]
        if not chosen:
            return []
        text = file.text.removeprefix("\ufeff").replace("\r\n", "\n")
        lines = text.split("\n")
        path = str(self.root / file.path)
        findings = [finding for rule in chosen for finding in _apply(rule, text, lines, path)]
        return sorted(findings, key=lambda finding: (finding.line, finding.column, finding.check))


def _matches(globs: tuple[tuple[str, ...], tuple[str, ...]], path: str) -> bool:
    return matches(globs[0], path) and not matches(globs[1], path)


def _has_word(rule: Rule, data: bytes) -> bool:
    return not rule.contains or any(word in data for word in rule.contains)


def _apply(rule: Rule, text: str, lines: list[str], path: str) -> list[Finding]:
    marker = ron_allow(rule.name)
    findings = []
    for number, line in enumerate(lines, 1) if MARKER.decode() in text else ():
        for match in marker.finditer(line):
            if not match["reason"]:
                message = f"'{match[0]}' gives no reason, so it allows nothing"
                note = Note(path, number, match.start() + 1, f"write 'ron-allow({rule.name}): reason'")
                findings.append(Finding(path, number, match.start() + 1, "warning", message, rule.check, (note,)))
    if rule.contains and not any(word.decode() in text for word in rule.contains):
        return findings
    if rule.required:
        allowed = any(match["reason"] for match in marker.finditer(text))
        return findings if allowed or rule.required.search(text) else [*findings, _finding(rule, path, 1, 1)]
    assert rule.banned
    for match in rule.banned.finditer(text):
        start = match.start("here") if match.groupdict().get("here") is not None else match.start()
        row = text.count("\n", 0, start) + 1
        if verdict(lines, row, (marker,)) is not Verdict.ALLOWED:
            findings.append(_finding(rule, path, row, start - text.rfind("\n", 0, start)))
    return findings


def _finding(rule: Rule, path: str, line: int, column: int) -> Finding:
    notes = (Note(path, line, column, rule.cure),) if rule.cure else ()
    return Finding(path, line, column, "warning", rule.message, rule.check, notes)
