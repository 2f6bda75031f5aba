# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy fix: repairs what needs nobody's consent."""

from __future__ import annotations

import argparse
import shlex
import tempfile
from dataclasses import replace
from pathlib import Path

from ron import fixes, options, report, session
from ron.commands.check import require_complete, show
from ron.errors import CLEAN, FINDINGS
from ron.fixes import Repair
from ron.session import Outcome, Surroundings

SUMMARY = "apply the fixes that are safe to apply unseen"
EXAMPLES = ("ron-tidy fix --diff", "ron-tidy fix src/session.cpp", "ron-tidy fix --since origin/main")


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_analysis(parser)
    parser.add_argument("--diff", action="store_true", help="show what would be written, and write nothing")


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(arguments.phase, Path.cwd())
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        outcome = session.perform(around, arguments, Path(directory).resolve())
    if outcome.failures:
        show(around, outcome, "human")
        require_complete(outcome)  # nothing is written after half an analysis
    wanted = [finding for finding in outcome.blocking if finding.check.startswith("ron-")]
    repair = fixes.prepare(wanted, outcome.started, around.config.root, outcome.elsewhere)
    if arguments.diff:
        print(fixes.difference(repair, around.config.root))
    else:
        conclude(around, outcome, repair, fixes.write(repair, outcome.started))
    return FINDINGS if outcome.blocking else CLEAN


def conclude(around: Surroundings, outcome: Outcome, repair: Repair, late: list[Path]) -> None:
    """What was written and what to do now; then what is left for a person."""
    left = tuple(finding for finding in outcome.blocking if finding not in repair.fixed)
    if left:
        show(around, replace(outcome, findings=left), "human")
    written = [path for path in sorted(repair.texts) if path not in late]
    for finding, reason in repair.left:
        print(f"not fixed: {around.config.relative(Path(finding.path))}:{finding.line}: {finding.check}: {reason}")
    for path in late:
        print(f"not fixed: {around.config.relative(path)} changed in the last moment; run again")
    if written:
        names = [around.config.relative(path) for path in written]
        done = f"{report.plural(len(repair.fixed), 'finding')} in {report.plural(len(names), 'file')}"
        print(f"fixed {done}; look at it with 'git diff'")
        print(f"and stage it with: git add {shlex.join(names)}")
    elif not left:
        print("\n".join(report.conclusion(outcome, around.phase.phase)))
