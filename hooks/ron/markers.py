# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Comments that let a line be: on the line, or alone above it, and with a reason."""

from __future__ import annotations

import re
from enum import Enum

ALONE = re.compile(r"\s*(?:#|//|/\*|\*|--|;|<!--|%|\"|'|REM\b)")


class Verdict(Enum):
    NONE = "no marker"
    ALLOWED = "allowed"
    NO_REASON = "a marker without a reason, which allows nothing"


def ron_allow(name: str) -> re.Pattern[str]:
    """ron-allow(name): reason"""
    return re.compile(rf"\bron-allow\(\s*(?:ron-)?{re.escape(name)}\s*\)(?P<reason>:[^\n]*\w)?")


ALLOW_SLEEP = re.compile(r"\ballow-sleep\b(?P<reason>\s*\([^()\n]*\w[^\n]*\))?")


def verdict(lines: list[str], line: int, markers: tuple[re.Pattern[str], ...]) -> Verdict:
    """What the markers say about a line, counted from 1."""
    places = [lines[line - 1]]
    if line > 1 and ALONE.match(lines[line - 2]):
        places.append(lines[line - 2])
    found = [match for place in places for marker in markers for match in marker.finditer(place)]
    if any(match["reason"] for match in found):
        return Verdict.ALLOWED
    return Verdict.NO_REASON if found else Verdict.NONE
