# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Globs over paths: '*' and '?' stay within a directory, '**' does not, '{a,b}' is either, '[ab]' one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

PART = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|\{[^{}/]*\}|.", re.S)
MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def translate(glob: str) -> str:
    """As a regular expression for the whole path. A glob without '/' is about the name, in any directory."""
    anchored = glob.removeprefix("/") if "/" in glob.rstrip("/") else f"**/{glob}"
    if anchored.endswith("/"):
        anchored += "**"
    return "".join(_part(part) for part in PART.findall(anchored))


def _part(part: str) -> str:
    if part in MEANING:
        return MEANING[part]
    if part[0] == "[" and len(part) > 1:
        return f"[{'^' if part[1] == '!' else ''}{part[1:-1].lstrip('!')}]".replace("\\", "\\\\")
    if part[0] == "{" and len(part) > 1:
        return f"(?:{'|'.join(''.join(_part(p) for p in PART.findall(choice)) for choice in part[1:-1].split(','))})"
    return re.escape(part)


@cache
def _compiled(globs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{translate(glob)})" for glob in globs), re.S)


def matches(globs: Iterable[str], path: str) -> bool:
    """Whether a path, relative to the root and with '/', is meant by one of the globs."""
    chosen = tuple(globs)
    return bool(chosen) and _compiled(chosen).fullmatch(path) is not None
