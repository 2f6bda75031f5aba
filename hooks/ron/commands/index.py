# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy index: what is derived from Checks.def: docs/index.md, config/phases/*.yaml."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import checksdef, pages, phases
from ron.checksdef import PHASES, CheckLine
from ron.errors import CLEAN
from ron.repository import Repository, this_repository

SUMMARY = "write docs/index.md and config/phases from checks/Checks.def"
EXAMPLES = ("ron-tidy index",)
COMMAND = "hooks/ron-tidy index"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Writes docs/index.md and config/phases/*.yaml; a test compares them with what this command makes."
    )


def execute(arguments: argparse.Namespace) -> int:
    for path in write(this_repository()):
        print(path)
    return CLEAN


def write(repository: Repository) -> list[Path]:
    made = derived(repository)
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(made)


def derived(repository: Repository) -> dict[Path, str]:
    checks = checksdef.read(repository)
    made = {repository.phase(phase): phases.as_yaml(checks, phase, COMMAND) for phase in PHASES}
    return {repository.index: render(repository), **made}


def render(repository: Repository) -> str:
    lines = [f"<!-- Made by '{COMMAND}'; change checks/Checks.def or the pages instead. -->", "# The checks", ""]
    lines += [
        "Each check holds one golden rule of asynchronous C++. A phase runs its own checks and those of the phases",
        "before it; *fix* means that `--fix` repairs what is safe to repair.",
        "",
    ]
    checks = checksdef.read(repository)
    for phase in PHASES:
        of_phase = sorted(
            (check for check in checks if check.phase == phase), key=lambda check: (check.rule or 99, check.name)
        )
        if of_phase:
            lines += [f"## {phase.capitalize()}", "", "| Check | Rule | Fix | What it says |", "|---|---|---|---|"]
            lines += [row(repository, check) for check in of_phase]
            lines.append("")
    lines.append("Guides: [adopting ron-tidy](adopt.md), [hooks and the command line](hooks.md), [phases](phases.md),")
    lines.append("[configuration](configuration.md), [tripwires](tripwires.md), [sleeps in scripts](shell-sleep.md),")
    lines.append("[speed](speed.md), [how the parts fit](architecture.md), [adding a check](adding-a-check.md),")
    lines.append("[benchmarks](benchmarks.md).")
    return "\n".join(lines) + "\n"


def row(repository: Repository, check: CheckLine) -> str:
    sentence = pages.first_sentence(pages.read(repository, check), repository.page(check.name))
    fix = "fix" if check.has_fix else ""
    return f"| [{check.full_name}](checks/{check.name}.md) | {check.rule or '+'} | {fix} | {sentence} |"
