# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which checks run on a file, and whether all of them allow to look at nothing but the wanted files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ron import companions
from ron.analysis import Plan
from ron.flags import Unit
from ron.kept import settings_of
from ron.process import run
from ron.store import Store, digest
from ron.traces import Disk

OURS = "ron-"
# Checks that look at one declaration after the other, wherever it stands.
LOCAL_GROUPS = ("bugprone-", "concurrency-", "cppcoreguidelines-", "performance-")
# Of these groups, those that compare declarations with others of the translation unit, or read its macros.
COMPARING = (
    "bugprone-forward-declaration-namespace",
    "bugprone-macro-parentheses",
    "bugprone-macro-repeated-side-effects",
    "bugprone-reserved-identifier",
    "bugprone-suspicious-include",
    "cppcoreguidelines-macro-to-enum",
    "cppcoreguidelines-macro-usage",
)


def is_local(check: str) -> bool:
    known = {companion.name for companion in companions.COMPANIONS}
    return check.startswith(OURS) or check in known or (check.startswith(LOCAL_GROUPS) and check not in COMPARING)


@dataclass
class Enabled:
    """The answer for a file; clang-tidy is asked once for each configuration, and remembered for as long as it holds."""

    plan: Plan
    tools: str
    disk: Disk
    store: Store = field(default_factory=lambda: Store("enabled"))
    answers: dict[tuple[Path, str], bool] = field(default_factory=dict)

    def suits(self, unit: Unit) -> bool:
        config = self.plan.config(unit.subject)
        key = (unit.entry.file.parent, config)
        if key not in self.answers:
            chain = [line for line in settings_of(unit) if line.endswith("/.clang-tidy")]
            alone = all(line.startswith("-") for line in chain)
            self.answers[key] = alone or all(map(is_local, self.ask(unit, config, chain)))
        return self.answers[key]

    def ask(self, unit: Unit, config: str, chain: list[str]) -> list[str]:
        states = [line + self.disk.digest(line[1:]) for line in chain]
        key = digest(self.tools, config, *states)
        known = self.store.read(key)
        if known is None:
            command = [self.plan.tool.path, f"-load={self.plan.module}", f"--config={config}", "--list-checks"]
            said = run([*command, str(unit.entry.file), "--"], timeout=60)
            known = said.out if said.code == 0 else "\n    unknown"  # which no rule knows: everything is looked at
            self.store.write(key, known)
        return [line.strip() for line in known.splitlines() if line.startswith("    ")]
