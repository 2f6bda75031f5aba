# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Phases: which one is in force, and what it means to clang-tidy."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from ron.checksdef import PHASES, CheckLine
from ron.companions import COMPANIONS, REPLACED
from ron.config import Component, Config
from ron.errors import UnknownPhase

DEFAULT = "bronze"
VARIABLES = ("RON_PHASE", "PHASE")
# Options that a phase turns on, and from which phase.
STRICTER = (
    ("lock-across-await", "FlagAsyncLocks", "gold"),
    ("magic-sleep", "FlagAsyncDelays", "gold"),
)


@dataclass(frozen=True)
class InForce:
    phase: str
    why: str


def in_force(wanted: str | None, config: Config, branch: str) -> InForce:
    """The first that says something: --phase, the environment, the branch rules, the file's default, bronze."""
    sources = [(wanted or "", "--phase")]
    sources += [(os.environ.get(name, ""), f"the environment variable {name}") for name in VARIABLES]
    rule = next(((glob, phase) for glob, phase in config.branches if branch and fnmatchcase(branch, glob)), None)
    if rule:
        sources.append((rule[1], f"branch '{branch}' matches '{rule[0]}' in {config.path}"))
    sources += [(config.phase, str(config.path)), (DEFAULT, "nothing says otherwise")]
    phase, why = next(source for source in sources if source[0])
    if phase not in PHASES:
        raise UnknownPhase(phase, PHASES, "" if why == "--phase" else why)
    return InForce(phase, why)


def reaches(phase: str, wanted: str) -> bool:
    return PHASES.index(phase) >= PHASES.index(wanted)


@dataclass(frozen=True)
class Settings:
    """What clang-tidy is told: which checks run, which of them block, and their options."""

    checks: tuple[str, ...]
    errors: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()


def settings(checks: tuple[CheckLine, ...], phase: str) -> Settings:
    """A phase blocks on its checks and those of the phases before; bronze shows the silver ones as warnings."""
    shown = "silver" if phase == "bronze" else phase
    known = [(check.full_name, check.phase) for check in checks] + [(c.name, c.phase) for c in COMPANIONS]
    return Settings(
        tuple(name for name, of in known if reaches(shown, of)) + tuple(f"-{name}" for name in REPLACED),
        tuple(name for name, of in known if reaches(phase, of)),
        stricter(checks, phase),
    )


def only(checks: tuple[CheckLine, ...], phase: str) -> Settings:
    """The checks named on the command line and no others; all of them block."""
    names = tuple(check.full_name for check in checks)
    return Settings(("-*", *names), names, stricter(checks, phase))


def stricter(checks: tuple[CheckLine, ...], phase: str) -> tuple[tuple[str, str], ...]:
    names = {check.name for check in checks}
    return tuple((f"ron-{n}.{option}", "true") for n, option, since in STRICTER if n in names and reaches(phase, since))


def for_component(found: Settings, component: Component, options: Mapping[str, str]) -> Settings:
    """The class reaches the checks as an option; what the user sets comes last."""
    ours = [name for name in found.checks if name.startswith("ron-")]
    classes = tuple((f"{name}.ComponentClass", component.class_name) for name in ours)
    exempt = tuple(f"-{name}" for name in found.checks if component.is_exempt(name))
    return replace(found, checks=(*found.checks, *exempt), options=(*found.options, *classes, *options.items()))


def as_argument(found: Settings, *, alone: bool) -> str:
    """For --config: on top of the user's own .clang-tidy. Without one, its default checks are off."""
    checks = ("-*", *found.checks) if alone else found.checks
    return json.dumps(
        {
            "InheritParentConfig": True,
            "Checks": ",".join(checks),
            "WarningsAsErrors": ",".join(found.errors),
            "CheckOptions": dict(found.options),
        }
    )


def as_yaml(checks: tuple[CheckLine, ...], phase: str, command: str) -> str:
    """The same for people who run clang-tidy by hand: clang-tidy --config-file=config/phases/bronze.yaml."""
    found = settings(checks, phase)
    reasons = {c.name: c.reason for c in COMPANIONS} | dict.fromkeys(REPLACED, "replaced by ron-lock-across-await")
    lines = [f"# Made by '{command}'; change checks/Checks.def or hooks/ron/companions.py instead."]
    lines += ["# Layers over the .clang-tidy of the file. Companions from clang-tidy itself:"]
    lines += [f"#   {name}: {reasons[name.lstrip('-')]}" for name in found.checks if name.lstrip("-") in reasons]
    lines += ["InheritParentConfig: true"]
    for key, names in (("Checks", found.checks), ("WarningsAsErrors", found.errors)):
        lines += [f"{key}: >-", *(f"  {name}," for name in names)]
        lines[-1] = lines[-1].rstrip(",")
    if found.options:
        lines += ["CheckOptions:", *(f"  {name}: '{value}'" for name, value in found.options)]
    return "\n".join(lines) + "\n"
