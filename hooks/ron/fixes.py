# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Applies exported fixes, each once per place however many files saw it."""

from __future__ import annotations

from pathlib import Path

from ron.errors import FixFailed
from ron.exported import keep_fixes
from ron.llvm import ClangTidy
from ron.process import run, tail


def apply_exported(tool: ClangTidy, directory: Path) -> None:
    """Suggestions, the fixes on notes, are left to a person."""
    for export in directory.glob("*.yaml"):
        keep_fixes(export)
    command = [tool.sibling("clang-apply-replacements"), "--ignore-insert-conflict", str(directory)]
    result = run(command, timeout=600, package=f"clang-tools-{tool.major}")
    if result.code != 0 or result.text.strip():
        raise FixFailed(tail(result.text))
