# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which phase is in force, and what a component changes."""

import json
import unittest
from pathlib import Path

from ron import phases
from ron.checksdef import parse
from ron.config import Component, Config
from ron.errors import UnknownPhase
from support.fakes import environment
from support.project import ProjectCase

CHECKS = parse(
    'RON_CHECK(LockAcrossAwaitCheck, "lock-across-await", Await, 1, Bronze, Fix)\n'
    'RON_CHECK(YCheck, "y", Await, 0, Silver, NoFix)\nRON_CHECK(ZCheck, "z", Await, 0, Gold, NoFix)',
    Path("d"),
)
RULES = Config(Path("/r"), Path("/r/ron-tidy.toml"), phase="silver", branches=(("release/*", "gold"),))
PLAIN = Config(Path("/r"))
# The option, the environment, the configuration, the branch; phase and reason.
IN_FORCE = (
    ("gold", {"RON_PHASE": "silver"}, RULES, "main", "gold", "--phase"),
    ("", {"RON_PHASE": "platinum", "PHASE": "gold"}, RULES, "main", "platinum", "the environment variable RON_PHASE"),
    ("", {"PHASE": "bronze"}, RULES, "release/1", "bronze", "the environment variable PHASE"),
    ("", {}, RULES, "release/1", "gold", "branch 'release/1' matches 'release/*' in /r/ron-tidy.toml"),
    ("", {}, RULES, "main", "silver", "/r/ron-tidy.toml"),
    ("", {}, RULES, "", "silver", "/r/ron-tidy.toml"),
    ("", {}, PLAIN, "release/1", "bronze", "nothing says otherwise"),
)


class PhasesTest(ProjectCase):
    def test_in_force(self) -> None:
        for option, variables, config, branch, phase, why in IN_FORCE:
            with self.subTest(why), environment(**{"RON_PHASE": "", "PHASE": ""} | variables):
                self.assertEqual(phases.InForce(phase, why), phases.in_force(option, config, branch))

    def test_wrong(self) -> None:
        said = r"there is no phase 'x' \(the environment variable RON_PHASE says so\); did you mean"
        with environment(RON_PHASE="x"), self.assertRaisesRegex(UnknownPhase, said):
            phases.in_force(None, PLAIN, "")

    def test_settings(self) -> None:
        for phase, shown, blocking in (
            ("bronze", {"ron-lock-across-await", "ron-y"}, {"ron-lock-across-await"}),
            ("silver", {"ron-lock-across-await", "ron-y"}, {"ron-lock-across-await", "ron-y"}),
            ("gold", {"ron-lock-across-await", "ron-y", "ron-z"}, {"ron-lock-across-await", "ron-y", "ron-z"}),
        ):
            found = phases.settings(CHECKS, phase)
            with self.subTest(phase):
                self.assertEqual(shown, {name for name in found.checks if name.startswith("ron-")})
                self.assertEqual(blocking, {name for name in found.errors if name.startswith("ron-")})
        self.assertEqual((("ron-lock-across-await.FlagAsyncLocks", "true"),), found.options)

    def test_component(self) -> None:
        component = Component("t", ("t/",), "test", ("y",))
        found = phases.for_component(phases.settings(CHECKS, "bronze"), component, {"ron-y.Z": "1"})
        self.assertIn("-ron-y", found.checks)
        self.assertIn(("ron-lock-across-await.ComponentClass", "test"), found.options)
        self.assertEqual(("ron-y.Z", "1"), found.options[-1])

    def test_command(self) -> None:
        self.write(a_cpp="")
        self.put("ron-tidy.toml", '[branches]\n"ma*" = "gold"\n')
        self.commit_all()
        result = self.ron_tidy("phase", module=False)
        self.assertRegex(result.stdout, "^gold: branch 'main' matches 'ma\\*' in .*/ron-tidy.toml\nblocks on: ron-")
        self.assertIn("shows only: ", self.ron_tidy("phase", "--phase", "bronze", module=False).stdout)

    def test_components_reach_the_checks(self) -> None:
        self.write(a_cpp="", t__b_cpp="usleep(1);\n", t__c_cpp="usleep(1);\n", x__own_cpp="usleep(1);\n")
        self.put(".clang-tidy", "Checks: '-*'\n")
        self.put(
            "ron-tidy.toml",
            '[components.t]\npaths = ["t/"]\nclass = "test"\nexempt = ["magic-sleep"]\n[components.rest]\npaths = ["**"]\n',
        )
        self.database("a.cpp", "t/b.cpp", "x/own.cpp")
        self.assertEqual(["x/own.cpp:1"], self.places())
        said = dict(line.split(" ", 1) for line in self.log.read_text().splitlines() if "canary" not in line)
        configs = {Path(name).name: json.loads(text) for name, text in said.items()}
        self.assertEqual("test", configs["b.cpp"]["CheckOptions"]["ron-magic-sleep.ComponentClass"])
        self.assertEqual("runtime", configs["a.cpp"]["CheckOptions"]["ron-magic-sleep.ComponentClass"])
        self.assertFalse(configs["a.cpp"]["Checks"].startswith("-*"), "the user's own checks stay on")
        self.assertTrue(configs["b.cpp"]["Checks"].endswith("-ron-magic-sleep"))

    def test_ignored(self) -> None:
        self.write(a_cpp='#include "gen/g.h"\n', gen__g_h="usleep(1);\n", gen__b_cpp="usleep(1);\n")
        self.put("ron-tidy.toml", 'ignore = ["gen/"]\n')
        self.database("a.cpp", "gen/b.cpp")
        self.assertEqual([], self.places())
        self.assertEqual([], self.places("gen/b.cpp", "--pre-commit"))


if __name__ == "__main__":
    unittest.main()
