# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy check: the module over files, in the phase in force."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ron import formats, options, session
from ron.errors import CLEAN, FINDINGS, FilesNotChecked
from ron.session import Outcome, Surroundings

SUMMARY = "check files against the golden rules"
EXAMPLES = (
    "ron-tidy check",
    "ron-tidy check --staged",
    "ron-tidy check --since origin/main --changed-lines --format github",
    "ron-tidy check src/session.cpp --checks lock-across-await",
    "ron-tidy check -p build --phase silver",
)


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_analysis(parser)
    parser.add_argument("--format", choices=formats.FORMATS, default="human", help="how findings are shown")


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(arguments.phase, Path.cwd())
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        outcome = session.perform(around, arguments, Path(directory).resolve())
    show(around, outcome, arguments.format)
    require_complete(outcome)
    return FINDINGS if outcome.blocking else CLEAN


def show(around: Surroundings, outcome: Outcome, form: str) -> None:
    for note in outcome.notes:
        print(f"note: {note}", file=sys.stderr)
    print(formats.FORMATS[form](around, outcome), flush=True)


def require_complete(outcome: Outcome) -> None:
    if outcome.failures:
        raise FilesNotChecked(outcome.failures)
