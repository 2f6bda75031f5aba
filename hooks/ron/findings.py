# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""clang-tidy's output as findings, for every supported version. Lines not understood are kept, never dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ron.exported import Edit

PLACED = re.compile(
    r"(?P<path>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): (?P<level>warning|note|error|remark): (?P<text>.*)"
)
UNPLACED = re.compile(r"(?P<level>warning|note|error): (?P<text>.* \[[\w.,-]+\])")
CHECK_NAME = re.compile(r" \[(?P<name>[\w.-]+)(?:,[\w.,-]+)?\]$")
SNIPPET = re.compile(r"\s*\d* \|( .*)?")
CARET = re.compile(r"[ ~]*\^[ ~^]*|~+")
CHATTER = re.compile(
    r"|\d+ (warnings?|errors?)( and \d+ errors?)? generated\.|Suppressed \d+ warnings .*|Use -header-filter=.*|"
    r"\[\d+/\d+\] Processing file .*|clang-tidy applied \d+ of \d+ suggested fixes\.|Error while processing .*|"
    r"note: this fix will not be applied because it overlaps with another fix|Found compiler error.*|"
    r"Fixes have NOT been applied\.|\d+ warnings? treated as errors?"
)
FIX_APPLIED = "FIX-IT applied suggested code changes"
FIX_FAILED = "FIX-IT unable to apply suggested code changes"
COMPILE_ERROR = "clang-diagnostic-error"


@dataclass(frozen=True)
class Note:
    path: str
    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    column: int
    level: str
    message: str
    check: str
    notes: tuple[Note, ...] = ()
    fix_applied: bool = False
    fix_failed: bool = False
    has_fix: bool = False  # known only where the fixes were exported
    edits: tuple[Edit, ...] = ()
    code: str = ""  # the line, without its indentation

    @property
    def blocks(self) -> bool:
        """What a phase is not yet strict about is a warning."""
        return self.level == "error"

    @property
    def is_compile_error(self) -> bool:
        return self.level == "error" and (not self.check or self.check == COMPILE_ERROR)


@dataclass(frozen=True)
class Output:
    findings: tuple[Finding, ...]
    unrecognised: tuple[str, ...]


def parse(text: str) -> Output:
    findings: list[Finding] = []
    unrecognised: list[str] = []
    lines = text.split("\n")
    skip_to = 0
    for index, line in enumerate(lines):
        if index < skip_to:
            continue
        match = PLACED.fullmatch(line) or UNPLACED.fullmatch(line)
        if match is None:
            if not CHATTER.fullmatch(line) and not (findings and SNIPPET.fullmatch(line)):
                unrecognised.append(line)
            continue
        skip_to = _end_of_bare_snippet(lines, index + 1)
        _add(findings, match)
    return Output(tuple(findings), tuple(unrecognised))


def _end_of_bare_snippet(lines: list[str], start: int) -> int:
    """LLVM 16 shows source, caret and hint with nothing before them; the caret line is what tells."""
    if start < len(lines) and CARET.fullmatch(lines[start]):
        return start + 1  # an empty source line is left out
    if start + 1 >= len(lines) or not CARET.fullmatch(lines[start + 1]) or SNIPPET.fullmatch(lines[start]):
        return start
    hint = start + 2
    is_hint = hint < len(lines) and not any(p.fullmatch(lines[hint]) for p in (PLACED, UNPLACED, CHATTER))
    return hint + 1 if is_hint else hint


def _add(findings: list[Finding], match: re.Match[str]) -> None:
    groups = match.groupdict()
    path, line, column = groups.get("path", ""), int(groups.get("line", 0)), int(groups.get("column", 0))
    text = groups["text"]
    if groups["level"] in ("note", "remark") and findings:
        if text == FIX_APPLIED:
            findings[-1] = replace(findings[-1], fix_applied=True)
        elif text == FIX_FAILED:
            findings[-1] = replace(findings[-1], fix_failed=True)
        else:
            findings[-1] = replace(findings[-1], notes=(*findings[-1].notes, Note(path, line, column, text)))
        return
    name = CHECK_NAME.search(text)
    message = text[: name.start()] if name else text
    findings.append(Finding(path, line, column, groups["level"], message, name["name"] if name else ""))
