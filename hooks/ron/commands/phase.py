# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy phase: which phase is in force here, and why."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import phases, session
from ron.errors import CLEAN

SUMMARY = "say which phase is in force, and why"
EXAMPLES = ("ron-tidy phase", "RON_PHASE=gold ron-tidy phase")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phase", metavar="PHASE", help="as if a command were run with this")


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(arguments.phase, Path.cwd())
    found = phases.settings(around.checks, around.phase.phase)
    warned = [name for name in found.checks if name not in found.errors and not name.startswith("-")]
    print(f"{around.phase.phase}: {around.phase.why}")
    print(f"blocks on: {' '.join(found.errors)}")
    if warned:
        print(f"shows only: {' '.join(warned)}")
    for name, value in found.options:
        print(f"option: {name}={value}")
    return CLEAN
