# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Applies fixes: each once, all of a finding's edits or none, whole files or nothing."""

from __future__ import annotations

import bisect
import difflib
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ron import cache
from ron.exported import Edit
from ron.findings import Finding


@dataclass
class Repair:
    """What is to be written, and what was left alone and why."""

    texts: dict[Path, bytes] = field(default_factory=dict)
    before: dict[Path, bytes] = field(default_factory=dict)
    fixed: list[Finding] = field(default_factory=list)
    left: list[tuple[Finding, str]] = field(default_factory=list)


def prepare(findings: Iterable[Finding], started: int, root: Path, elsewhere: Container[Path] = frozenset()) -> Repair:
    """Merges the edits of findings in their order; a file that is not what was analysed is left alone."""
    repair = Repair()
    accepted: dict[Path, list[Edit]] = defaultdict(list)
    for finding in findings:
        if not finding.edits:
            continue
        reason = obstacle(finding, accepted, started, root)
        if any(Path(edit.path) in elsewhere for edit in finding.edits):
            reason = f"'{Path(finding.path).relative_to(root)}' differs from what is staged; stage it or stash the rest"
        if reason:
            repair.left.append((finding, reason))
            continue
        repair.fixed.append(finding)
        for edit in finding.edits:
            if not any(shared(edit, other) for other in accepted[Path(edit.path)]):
                bisect.insort_right(accepted[Path(edit.path)], edit, key=order)
    for path, edits in accepted.items():
        repair.before[path] = path.read_bytes()
        repair.texts[path] = apply(repair.before[path], edits)
    return repair


def obstacle(finding: Finding, accepted: dict[Path, list[Edit]], started: int, root: Path) -> str:
    for edit in finding.edits:
        path = Path(edit.path)
        if not path.is_relative_to(root):
            return f"'{path}' is outside of this repository"
        if changed_since(path, started):
            return f"'{path}' changed while it was analysed; run again"
        if any(conflict(edit, other) for other in accepted[path] if not shared(edit, other)):
            return "another fix changes the same text; run again"
    return ""


def changed_since(path: Path, started: int) -> bool:
    """By the time that nobody can set: it moves with every change of content, name or mode."""
    return not path.is_file() or path.stat().st_ctime_ns > started


def order(edit: Edit) -> tuple[int, bool]:
    return (edit.offset, edit.length > 0)


def shared(edit: Edit, other: Edit) -> bool:
    """The same change wanted twice is made once; but of two equal insertions each may close a brace of its own."""
    return edit == other and (edit.length > 0 or edit.text.startswith("#include"))


def conflict(edit: Edit, other: Edit) -> bool:
    """Insertions conflict only with what replaces the text on both sides of them."""
    if not edit.length and not other.length:
        return False
    if not edit.length or not other.length:
        insertion, change = (edit, other) if not edit.length else (other, edit)
        return change.offset < insertion.offset < change.offset + change.length
    return edit.offset < other.offset + other.length and other.offset < edit.offset + edit.length


def apply(text: bytes, edits: list[Edit]) -> bytes:
    parts: list[bytes] = []
    position = 0
    for edit in edits:
        parts += [text[position : edit.offset], edit.text.encode("utf-8", "surrogateescape")]
        position = edit.offset + edit.length
    return b"".join([*parts, text[position:]])


def write(repair: Repair, started: int) -> list[Path]:
    """Writes each file in one step; returns those that changed in the last moment and were left alone."""
    late: list[Path] = []
    for path, text in sorted(repair.texts.items()):
        if changed_since(path, started):
            late.append(path)
        else:
            cache.write_whole(path, text, path.stat().st_mode & 0o7777)
    return late


def difference(repair: Repair, root: Path) -> str:
    lines: list[str] = []
    for path, text in sorted(repair.texts.items()):
        name = path.relative_to(root).as_posix()
        old, new = (content.decode("utf-8", "replace").splitlines() for content in (repair.before[path], text))
        lines += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="")
    return "\n".join(lines)
