# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy warm: does now what the next check would have to wait for."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from ron import builder, options, report, session
from ron.commands.check import require_complete
from ron.errors import CLEAN

SUMMARY = "compile the includes of files and check them ahead of need"
EXAMPLES = ("ron-tidy warm", "ron-tidy warm src/session.cpp")


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_analysis(parser)


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(arguments.phase, Path.cwd())
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        outcome = session.perform(around, arguments, Path(directory).resolve(), warm=True)
    builder.say(f"{report.plural(outcome.checked, 'file')} ready")
    require_complete(outcome)
    return CLEAN
