# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy tripwires: fast text rules over files of any kind."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import textreport, tripwires
from ron.errors import CLEAN, FINDINGS
from ron.findings import Finding
from ron.repository import this_repository
from ron.textfiles import Reader, add_options
from ron.tripscan import Scanner

SUMMARY = "check the text of files against short rules, with no compiler"
EXAMPLES = ("ron-tidy tripwires --staged", "ron-tidy tripwires --all", "ron-tidy tripwires ci/build.sh")


def configure(parser: argparse.ArgumentParser) -> None:
    add_options(parser)


def execute(arguments: argparse.Namespace) -> int:
    base = Path.cwd()
    reader = Reader(base)
    rules = rules_of(reader.root)
    whys = {rule.check: rule.reason for rule in rules}
    found: list[Finding] = []
    scanner = Scanner(rules, reader.root)
    for file in reader.chosen(arguments):
        findings = scanner.scan(file)
        found += findings
        for line in textreport.human(file, findings, whys, base):
            print(line)
    textreport.conclude(reader, found)
    return FINDINGS if found else CLEAN


def rules_of(root: Path) -> tuple[tripwires.Rule, ...]:
    """The default rules, with the team's own from the root of its repository."""
    own = root / "ron-tidy.toml"
    return tripwires.merge(tripwires.read_file(this_repository().tripwires), tripwires.read_file(own), own)
