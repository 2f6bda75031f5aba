# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What 'ron-tidy test' runs and how it ends."""

import contextlib
import io
import unittest

from ron.commands.test import conclude, make_plan, tests_the_editor
from ron.errors import NoTests
from ron.lit import TestResult
from support import REPOSITORY, ROOT

TEST = ROOT / "test"
PASSED, FAILED = TestResult("a", "PASS", ""), TestResult("b", "FAIL", "")
SKIPPED = TestResult("c", "UNSUPPORTED", "needs\nllvm-19")

ENDS = (
    ([PASSED], 0, "1 passed, 0 failed"),
    ([PASSED, FAILED], 1, "1 passed, 1 failed"),
    ([PASSED, SKIPPED], 0, "1 passed, 0 failed, 1 skipped"),
    ([TestResult("d", "UNRESOLVED", "")], 1, "0 passed, 1 failed"),
    ([TestResult("d", "TIMEOUT", "")], 1, "0 passed, 1 failed"),
    ([], 1, "0 passed, 0 failed"),
)


class TestTest(unittest.TestCase):
    def test_plan(self) -> None:
        everything = make_plan(REPOSITORY, [], ())
        self.assertEqual([19, 16, 22], list(everything))
        self.assertEqual(tuple(TEST / suite for suite in ("checks", "meta", "hooks", "editor", "e2e")), everything[19])
        self.assertEqual((TEST / "checks",), everything[16])
        self.assertEqual({19: (TEST / "meta",)}, make_plan(REPOSITORY, ["meta"], ()))
        self.assertEqual({22: (TEST / "meta",)}, make_plan(REPOSITORY, ["meta"], (22,)))
        self.assertEqual({19: (TEST / "hooks" / "test_test.py",)}, make_plan(REPOSITORY, ["test_test", "est_test"], ()))

    def test_the_server_is_built_for_its_tests_alone(self) -> None:
        for selection, built in ((["editor"], True), (["test_settings"], True), (["checks"], False), ([], True)):
            with self.subTest(selection):
                self.assertEqual(built, tests_the_editor(make_plan(REPOSITORY, selection, ())[19]))

    def test_no_tests(self) -> None:
        with self.assertRaisesRegex(NoTests, "'meta'"):
            make_plan(REPOSITORY, ["mete"], ())

    def test_end(self) -> None:
        for results, code, line in ENDS:
            output = io.StringIO()
            with self.subTest(line), contextlib.redirect_stdout(output):
                self.assertEqual(code, conclude(results))
            self.assertEqual(line, output.getvalue().splitlines()[-1])

    def test_reasons(self) -> None:
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            conclude([SKIPPED, FAILED])
        self.assertEqual(["skipped: c: needs llvm-19", "failed: b: FAIL"], output.getvalue().splitlines()[:2])


if __name__ == "__main__":
    unittest.main()
