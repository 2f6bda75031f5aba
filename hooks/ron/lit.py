# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs lit over test suites and reads its results."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ron.errors import TestRunBroken
from ron.process import run, tail
from ron.repository import Repository

SUITES = ("checks", "meta", "hooks", "editor", "e2e")
RUN_TIMEOUT_SECONDS = 3600.0
PASSED = ("PASS", "XFAIL", "FLAKYPASS")
SKIPPED = ("UNSUPPORTED", "SKIPPED", "EXCLUDED")
SKIP = re.compile(r"^(?://|#) (?:UNSUPPORTED|REQUIRES|XFAIL): [^\n]*\n(?://|#) (?P<reason>[^\n]+)$", re.M)


@dataclass(frozen=True)
class TestResult:
    name: str
    code: str
    output: str

    @property
    def passed(self) -> bool:
        return self.code in PASSED

    @property
    def skipped(self) -> bool:
        return self.code in SKIPPED


def lit_command(llvm: int) -> list[str]:
    """lit moves about: a script in the build utilities, in newer packages a program beside the tools."""
    prefix = Path(f"/usr/lib/llvm-{llvm}")
    script = prefix / "build" / "utils" / "lit" / "lit.py"
    if script.is_file():
        return [sys.executable, str(script)]
    program = prefix / "bin" / "lit"
    return [str(program) if program.is_file() else shutil.which("lit") or "lit"]


def run_lit(
    repository: Repository, llvm: int, paths: tuple[Path, ...], on_line: Callable[[str], None]
) -> tuple[TestResult, ...]:
    with tempfile.TemporaryDirectory(prefix="ron-tidy-lit-") as directory:
        results = Path(directory) / "results.json"
        command = [*lit_command(llvm), "-v", f"-j{len(os.sched_getaffinity(0))}", f"--output={results}"]
        command += ["--param", f"llvm={llvm}", "--param", f"module={repository.module(llvm)}"]
        command += [str(path) for path in paths]
        ended = run(command, timeout=RUN_TIMEOUT_SECONDS, package=f"llvm-{llvm}-tools", on_line=on_line)
        if not results.is_file():
            raise TestRunBroken(tail(ended.text))
        found = json.loads(results.read_text(encoding="utf-8"))["tests"]
    return tuple(TestResult(test["name"], test["code"], test["output"]) for test in found)


def select(repository: Repository, text: str) -> tuple[Path, ...]:
    """A suite by its name, else every test whose path holds the text."""
    root = repository.root / "test"
    if text in SUITES:
        return (root / text,)
    candidates = (path for suite in SUITES for path in sorted((root / suite).rglob("*")))
    return tuple(path for path in candidates if is_test(path) and text in path.name)


def is_test(path: Path) -> bool:
    """As lit.cfg.py sees it: a test has a RUN line."""
    return (
        path.suffix in (".cpp", ".py", ".test")
        and "service" not in path.parts
        and "RUN: %" in path.read_text(errors="replace")
    )


def skip_reason(repository: Repository, result: TestResult) -> str:
    """The comment under the line that leaves an LLVM out says why."""
    path = repository.root / "test" / result.name.split(" :: ")[-1]
    match = SKIP.search(path.read_text(errors="replace").replace("\r", "")) if path.is_file() else None
    return match["reason"] if match else " ".join(result.output.split())
