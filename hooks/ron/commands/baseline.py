# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy baseline: records what is there, so that only new findings are shown."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from ron import baseline, options, report, session
from ron.commands.check import require_complete
from ron.errors import CLEAN, PartialBaseline
from ron.report import plural

SUMMARY = "record the findings that exist, so that only new ones are shown; later runs only take away"
EXAMPLES = ("ron-tidy baseline", "ron-tidy baseline --phase silver --reset")


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_analysis(parser)
    parser.add_argument("--reset", action="store_true", help="record anew, new findings included")
    parser.set_defaults(all=True)


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(arguments.phase, Path.cwd())
    before = None if arguments.reset else baseline.load(around.config)
    if arguments.files or arguments.staged or arguments.since or arguments.pre_commit or arguments.checks:
        raise PartialBaseline
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        outcome = session.perform(around, arguments, Path(directory).resolve(), all_known=True)
    require_complete(outcome)
    now = baseline.count(outcome.findings, around.config)
    kept = now if before is None else now & before
    baseline.save(around.config, kept)
    print(f"{baseline.path_of(around.config)}: {plural(kept.total(), 'finding')} recorded")
    if before is not None:
        gone, new = before.total() - kept.total(), now.total() - kept.total()
        print(f"{gone} gone since the last time, {new} new and not recorded")
    print("\n".join(report.conclusion(outcome, around.phase.phase)))
    return CLEAN
