# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy new-check: the line, header, source, page and failing test of a check to be."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from ron import checksdef
from ron.checksdef import GROUPS, PHASES, CheckLine, class_name_of
from ron.commands import index
from ron.errors import CLEAN, BadCheckName, CheckExists, UnknownPhase
from ron.repository import Repository, this_repository
from ron.scaffold import HEADER, PAGE, SOURCE, TEST

SUMMARY = "write the skeleton of a new check"
EXAMPLES = ("ron-tidy new-check lock-across-await --group await --rule 1 --phase bronze",)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="lower-case words joined by '-', without 'ron-'")
    parser.add_argument("--group", required=True, choices=GROUPS, help="the directory it lives in")
    parser.add_argument(
        "--rule", required=True, type=int, choices=range(11), metavar="N", help="the golden rule, 0 for hygiene"
    )
    parser.add_argument("--phase", required=True, metavar="PHASE", help=f"from which phase on: {', '.join(PHASES[:3])}")


def execute(arguments: argparse.Namespace) -> int:
    repository = this_repository()
    name = arguments.name
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or name.startswith(checksdef.PREFIX):
        raise BadCheckName(name)
    if arguments.phase not in PHASES[:3]:
        raise UnknownPhase(arguments.phase, PHASES[:3])
    if any(check.name == name for check in checksdef.read(repository)):
        raise CheckExists(name)
    check = CheckLine(class_name_of(name), name, arguments.group, arguments.rule, arguments.phase, has_fix=False)
    for path in write(repository, check):
        print(path.relative_to(repository.root))
    print(f"now make its test pass: .ci/run {name}")
    return CLEAN


def write(repository: Repository, check: CheckLine) -> list[Path]:
    files = {check.header: HEADER, check.source: SOURCE, check.page: PAGE, check.test: TEST}
    for name, template in files.items():
        path = repository.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fill(template, check), encoding="utf-8")
    add_line(repository, check)
    derived = index.write(repository)
    return [repository.checks_def, *(repository.root / name for name in files), *derived]


def fill(template: str, check: CheckLine) -> str:
    rule = f"Rule {check.rule}" if check.rule else "Runtime hygiene"
    values = {"CLASS": check.class_name, "NAME": check.name, "GROUP": check.group, "RULE": rule}
    return re.sub(r"@(CLASS|NAME|GROUP|RULE)@", lambda match: values[match[1]], template)


def add_line(repository: Repository, check: CheckLine) -> None:
    fix = "Fix" if check.has_fix else "NoFix"
    cells = [f"{check.class_name},", f'"{check.name}",', f"{check.group.capitalize()},", f"{check.rule},"]
    widths = (24, 22, 10, 3)
    padded = " ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    line = f"RON_CHECK({padded} {check.phase.capitalize()}, {fix})\n"
    text = repository.checks_def.read_text(encoding="utf-8")
    repository.checks_def.write_text(text.rstrip("\n") + "\n" + line, encoding="utf-8")
