# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy check: the module over the files of a compile database."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ron import checksdef, fixes, report
from ron.analysis import FileResult, Plan, check_files, merge
from ron.checksdef import CheckLine
from ron.commands.build import llvm_version
from ron.database import load
from ron.errors import CLEAN, FINDINGS, FilesNotChecked, NothingInPhase
from ron.llvm import find_clang_tidy
from ron.module import require_usable
from ron.repository import this_repository

SUMMARY = "check files against the golden rules"
EXAMPLES = (
    "ron-tidy check -p build",
    "ron-tidy check src/session.cpp --checks lock-across-await",
    "ron-tidy check --phase silver --fix",
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="files to check (default: the whole database)"
    )
    parser.add_argument("--checks", metavar="LIST", help="names or globs, with or without 'ron-', separated by commas")
    parser.add_argument("--phase", metavar="PHASE", help=f"only the checks of a phase: {', '.join(checksdef.PHASES)}")
    parser.add_argument("-p", dest="build", type=Path, metavar="DIR", help="the directory of compile_commands.json")
    parser.add_argument("--fix", action="store_true", help="apply the fixes that need nobody's consent")
    parser.add_argument("--llvm", type=llvm_version, metavar="N", help="use clang-tidy-N")
    parser.add_argument("--clang-tidy", metavar="PATH", help="use this clang-tidy (also: RON_CLANG_TIDY)")
    parser.add_argument(
        "--module", type=Path, metavar="PATH", help="use this module (default: the one of 'ron-tidy build')"
    )


def execute(arguments: argparse.Namespace) -> int:
    repository = this_repository()
    chosen = choose(checksdef.read(repository), arguments.checks, arguments.phase)
    tool = find_clang_tidy(arguments.clang_tidy, arguments.llvm)
    module = (arguments.module or repository.module(tool.major)).resolve()
    require_usable(module, tool)
    database = load((arguments.build or Path()).resolve(), exact=arguments.build is not None)
    files = database.choose(arguments.files)
    names = tuple(check.full_name for check in chosen)
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        results = check_files(Plan(tool, module, names, database, Path(directory)), files, progress)
        show(results, chosen, Path.cwd())
        if arguments.fix:
            require_complete(results)  # nothing is written after half an analysis
            fixes.apply_exported(tool, Path(directory))
    require_complete(results)
    return FINDINGS if merge(results) else CLEAN


def choose(checks: tuple[CheckLine, ...], pattern: str | None, phase: str | None) -> tuple[CheckLine, ...]:
    chosen = checks if pattern is None else checksdef.select(checks, pattern)
    if phase is None:
        return chosen
    of_phase = checksdef.in_phase(chosen, phase)
    if not of_phase:
        raise NothingInPhase(pattern or "*", phase)
    return of_phase


def progress(result: FileResult) -> None:
    if sys.stderr.isatty():
        print(f"checked {result.file}", file=sys.stderr)


def show(results: tuple[FileResult, ...], checks: tuple[CheckLine, ...], base: Path) -> None:
    findings = merge(results)
    checked = sum(not result.failure for result in results)
    lines = [*report.human(findings, checks, base), report.summary(findings, checked, len(results))]
    print("\n".join(lines), flush=True)


def require_complete(results: tuple[FileResult, ...]) -> None:
    failures = [result.failure for result in results if result.failure]
    if failures:
        raise FilesNotChecked(failures)
