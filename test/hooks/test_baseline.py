# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy baseline': what it knows only gets less."""

import unittest

from ron.errors import BadBaseline, PartialBaseline
from support.project import SLEEPS, ProjectCase


class BaselineTest(ProjectCase):
    def test_only_fewer(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        self.assertEqual(0, self.ron_tidy("baseline").returncode)
        self.assertEqual([], self.places())
        self.write(a_cpp="// moved\n\n" + SLEEPS)
        self.assertEqual([], self.places(), "moves do not matter")
        self.write(a_cpp=SLEEPS + SLEEPS)
        self.assertEqual(["a.cpp:5"], self.places(), "the same line again is new")
        self.assertIn("0 gone since the last time, 1 new and not recorded", self.ron_tidy("baseline").stdout)
        self.write(a_cpp="int a;\n")
        self.assertIn("1 gone since the last time, 0 new", self.ron_tidy("baseline").stdout)
        self.write(a_cpp=SLEEPS)
        self.assertEqual(["a.cpp:2"], self.places(), "what was gone is new again")
        self.assertIn("1 finding recorded", self.ron_tidy("baseline", "--reset").stdout)

    def test_broken(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        for text in ("", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}'):
            self.put(".ron-tidy-baseline.json", text)
            result = self.ron_tidy("check")
            with self.subTest(text):
                self.assertEqual(BadBaseline(self.project, "").exit_code, result.returncode)
                self.assertIn("restore it from git, or record it anew with --reset", result.stderr)
        self.assertEqual(0, self.ron_tidy("baseline", "--reset").returncode)

    def test_parts(self) -> None:
        result = self.ron_tidy("baseline", "--checks", "magic-sleep")
        self.assertEqual((2, True), (result.returncode, str(PartialBaseline()) in result.stderr))


if __name__ == "__main__":
    unittest.main()
