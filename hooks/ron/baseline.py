# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings that are known and not to be shown again: 'ron-tidy baseline' records them, and they only get fewer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ron import cache
from ron.config import Config
from ron.errors import BadBaseline
from ron.findings import Finding

NAME = ".ron-tidy-baseline.json"
VERSION = 1

# File, check and the text of the line: moves of lines do not matter, a change of the line does.
Fingerprint = tuple[str, str, str]
Known = Counter[Fingerprint]


def fingerprint(finding: Finding, config: Config) -> Fingerprint:
    return (config.relative(Path(finding.path)), finding.check, " ".join(finding.code.split()))


def path_of(config: Config) -> Path:
    return config.root / NAME


def load(config: Config) -> Known | None:
    path = path_of(config)
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}")
        return Counter({(e["file"], e["check"], e["line"]): int(e["count"]) for e in data["findings"]})
    except (ValueError, KeyError, TypeError) as error:
        raise BadBaseline(path, f"{type(error).__name__}: {error}") from error


def save(config: Config, known: Known) -> None:
    """One line an entry, in order, so that merges and reviews are easy."""
    entries = [{"file": f, "check": c, "line": line, "count": n} for (f, c, line), n in sorted(known.items())]
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    text = f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'
    cache.write_whole(path_of(config), text.encode())


def count(findings: Iterable[Finding], config: Config) -> Known:
    return Counter(fingerprint(finding, config) for finding in findings)


def split(findings: Iterable[Finding], known: Known, config: Config) -> tuple[list[Finding], list[Finding]]:
    """New ones, and known ones. Of two equal lines where one is known, the second is new."""
    left = Counter(known)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        name = fingerprint(finding, config)
        (old if left[name] > 0 else new).append(finding)
        left[name] -= 1
    return new, old
