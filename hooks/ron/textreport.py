# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings of text rules for people, in the shape of ron.report; the code shown is the text that was read."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from ron.errors import FilesNotChecked
from ron.findings import Finding
from ron.report import summary
from ron.textfiles import Reader, TextFile

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """On one line, and in letters that any output takes: file names and code are whatever they are."""
    plain = CONTROL.sub(lambda match: repr(match[0])[1:-1], text)
    encoding = sys.stdout.encoding or "utf-8"
    return plain.encode(encoding, "backslashreplace").decode(encoding)


def human(file: TextFile, findings: list[Finding], whys: Mapping[str, str], base: Path) -> list[str]:
    if not findings:
        return []
    code = file.text.splitlines()
    lines = [printable(os.path.relpath(findings[0].path, base))]
    for finding in findings:
        why = whys.get(finding.check, "")
        tags = (finding.check, *([why] if why else []), *(["has a fix"] if finding.has_fix else []))
        lines.append(f"  {finding.line}:{finding.column}: {printable(finding.message)}")
        shown = " ".join(code[finding.line - 1].strip().split("\t")) if finding.line <= len(code) else ""
        lines += [f"      {printable(shown)}", f"      [{printable(', '.join(tags))}]"]
        lines += [f"    {note.line}:{note.column}: {printable(note.message)}" for note in finding.notes]
    return [*lines, ""]


def conclude(reader: Reader, findings: list[Finding]) -> None:
    """The last line of a run; what could not be read is an error."""
    left_out: Counter[str] = reader.left_out
    rest = ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items()))
    checked = reader.checked
    print(summary(tuple(findings), checked, checked) + (f"; left out: {rest}" if rest else ""), flush=True)
    if reader.failures:
        raise FilesNotChecked([printable(failure) for failure in reader.failures])
