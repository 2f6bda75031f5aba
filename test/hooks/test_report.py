# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings as people see them."""

import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.findings import Finding, Note
from ron.report import conclusion, human, pages, summary
from ron.repository import Repository
from ron.session import Outcome
from support.fakes import TemporaryDirectoryCase

CHECKS = parse(
    'RON_CHECK(XCheck, "x", Await, 1, Bronze, Fix)\nRON_CHECK(YCheck, "y", Await, 0, Gold, NoFix)', Path("d")
)


class ReportTest(TemporaryDirectoryCase):
    def test_human(self) -> None:
        source = self.directory / "a.cpp"
        note = Note(str(source), 3, 1, "ends here")
        findings = [
            Finding(str(source), 2, 8, "error", "'g' is held", "ron-x", (note,), has_fix=True, code="lock g(m);"),
            Finding("/elsewhere/b.h", 9, 1, "warning", "loops", "ron-y", (note,)),
        ]
        expected = """\
a.cpp
  2:8: 'g' is held
      lock g(m);
      [ron-x, rule 1, has a fix]
    3:1: ends here

/elsewhere/b.h
  9:1: loops
      [ron-y, runtime hygiene, does not block]
    a.cpp:3:1: ends here
"""
        self.assertEqual(
            expected,
            "\n".join(line.rstrip() for line in human(findings, CHECKS, self.directory) if line.strip() or not line),
        )

    def test_summary(self) -> None:
        finding = Finding("/a", 1, 1, "warning", "m", "ron-x")
        self.assertEqual("1 file checked, no findings", summary((), 1, 1))
        self.assertEqual("2 files checked, 1 finding (0 with a fix): 1 ron-x", summary((finding,), 2, 2))
        self.assertEqual("1 of 2 files checked, no findings", summary((), 1, 2))

    def test_conclusion(self) -> None:
        error = Finding("/a", 1, 1, "error", "m", "ron-x", has_fix=True)
        warning = Finding("/a", 2, 1, "warning", "m", "ron-y")
        lines = [
            "bronze, 2.0 s: 2 files checked, 2 findings (1 with a fix): 1 ron-x, 1 ron-y",
            "not blocking in bronze: 1 finding",
            "left out: 1 finding on lines that did not change",
            "left out: 3 findings that the baseline knows",
        ]
        outcome = Outcome((error, warning), asked=2, checked=2, unchanged=1, known=3, seconds=2.04)
        self.assertEqual(lines, conclusion(outcome, "bronze"))
        self.assertEqual(["gold, 0.0 s: 0 files checked, no findings"], conclusion(Outcome(), "gold"))

    def test_pages(self) -> None:
        findings = [Finding("/a", 1, 1, "error", "m", name) for name in ("ron-x", "other", "ron-x")]
        self.assertEqual(["ron-x: /r/docs/checks/x.md"], pages(findings, CHECKS, Repository(Path("/r"))))


if __name__ == "__main__":
    unittest.main()
