# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Platinum: a NOLINT says why. (The checks themselves insist on the reason of a 'ron-allow'.)"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ron.findings import Finding
from ron.scope import Scope

CHECK = "ron-unexplained-suppression"
SUPPRESSION = re.compile(r"\bNOLINT(?:NEXTLINE|BEGIN)?\b(?:\([^)]*\))?(?P<rest>.*)")
MESSAGE = "this NOLINT does not say why; write the reason behind it, as in 'NOLINT(name): reason'"


def unexplained(scope: Scope) -> Iterable[Finding]:
    for path in scope.files:
        try:
            text = scope.contents.get(path, path).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # its absence is reported elsewhere
        for number, line in enumerate(text.splitlines(), start=1):
            match = SUPPRESSION.search(line)
            if match and not re.search(r"\w", match["rest"]):
                yield Finding(str(path), number, match.start() + 1, "error", MESSAGE, CHECK, code=line.strip())
