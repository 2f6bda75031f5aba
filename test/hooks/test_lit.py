# RUN: %python %s
# END.
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Choosing tests, and reading what lit says of them."""

import unittest

from ron.errors import TestRunBroken
from ron.lit import TestResult, is_test, run_lit, select, skip_reason
from ron.repository import Repository
from support import LLVM, REPOSITORY, ROOT
from support.fakes import TemporaryDirectoryCase


class LitTest(TemporaryDirectoryCase):
    def test_select(self) -> None:
        self.assertEqual((ROOT / "test" / "meta",), select(REPOSITORY, "meta"))
        self.assertIn(ROOT / "test" / "hooks" / "test_lit.py", select(REPOSITORY, "test_li"))
        self.assertEqual((), select(REPOSITORY, "no-such-test"))

    def test_is_test(self) -> None:
        self.assertTrue(is_test(ROOT / "test" / "hooks" / "test_lit.py"))
        self.assertFalse(is_test(ROOT / "test" / "support" / "fakes.py"))

    def test_results(self) -> None:
        names = ("test_checksdef.py", "test_findings.py")
        paths = tuple(ROOT / "test" / "hooks" / name for name in names)
        results = run_lit(REPOSITORY, int(LLVM), paths, lambda line: None)
        self.assertEqual([True, True], [result.passed for result in results])

    def test_skip_reason(self) -> None:
        source = self.directory / "test" / "checks" / "x.cpp"
        source.parent.mkdir(parents=True)
        source.write_text("// RUN: x\n// UNSUPPORTED: llvm-16\n// no deducing this\n")
        result = TestResult("llvm-16 :: checks/x.cpp", "UNSUPPORTED", "Test does\nnot support")
        self.assertEqual("no deducing this", skip_reason(Repository(self.directory), result))
        source.write_text("// RUN: x\n")
        self.assertEqual("Test does not support", skip_reason(Repository(self.directory), result))

    def test_no_results(self) -> None:
        with self.assertRaises(TestRunBroken):
            run_lit(REPOSITORY, int(LLVM), (self.directory / "nowhere",), lambda line: None)


if __name__ == "__main__":
    unittest.main()
