# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""config/phases as clang-tidy itself reads it: the checks of Checks.def in their phases, and companions that exist."""

import json
import tempfile
import unittest
from pathlib import Path

from ron import phases
from ron.checksdef import PHASES
from ron.companions import COMPANIONS, REPLACED
from ron.config import Component
from support import CHECKS, LLVM, REPOSITORY, clang_tidy

# Upstream got these later than the oldest supported LLVM.
YOUNGER = {
    "16": {
        "cppcoreguidelines-avoid-capturing-lambda-coroutines",
        "cppcoreguidelines-no-suspend-with-lock",
        "misc-coroutine-hostile-raii",
    }
}


def enabled(*arguments: str) -> set[str]:
    listed = clang_tidy("--list-checks", *arguments, "x.cpp", "--").stdout
    return {line.strip() for line in listed.splitlines() if line.startswith("    ")}


class PhasesTest(unittest.TestCase):
    def test_checks(self) -> None:
        for phase in PHASES:
            shown = "silver" if phase == "bronze" else phase
            expected = {check.full_name for check in CHECKS if phases.reaches(shown, check.phase)}
            found = enabled(f"--config-file={REPOSITORY.phase(phase)}")
            with self.subTest(phase):
                self.assertEqual(expected, {name for name in found if name.startswith("ron-")})
                companions = {c.name for c in COMPANIONS if phases.reaches(shown, c.phase)} - YOUNGER.get(LLVM, set())
                self.assertEqual(set(), companions - found)
                self.assertEqual(set(), set(REPLACED) & found)

    def test_names_of_upstream(self) -> None:
        names = {companion.name for companion in COMPANIONS} | set(REPLACED)
        self.assertEqual(set(), names - enabled("--checks=*") - YOUNGER.get(LLVM, set()))

    def test_hooks_and_files_say_the_same(self) -> None:
        for phase in PHASES:
            settings = phases.for_component(phases.settings(CHECKS, phase), Component("", (), "test"), {})
            argument = phases.as_argument(settings, alone=False)
            with self.subTest(phase):
                by_file = enabled(f"--config-file={REPOSITORY.phase(phase)}")
                self.assertEqual(by_file, enabled(f"--config={argument}"))
                self.assertEqual("test", json.loads(argument)["CheckOptions"]["ron-magic-sleep.ComponentClass"])

    def test_layers_over_the_users_own(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            (Path(directory) / ".clang-tidy").write_text("Checks: '-*,modernize-use-nullptr'\n")
            argument = phases.as_argument(phases.settings(CHECKS, "bronze"), alone=False)
            listed = clang_tidy("--list-checks", f"--config={argument}", f"{directory}/x.cpp", "--").stdout
        self.assertIn("modernize-use-nullptr", listed)
        self.assertIn("ron-magic-sleep", listed)
        self.assertNotIn("clang-analyzer", listed)


if __name__ == "__main__":
    unittest.main()
