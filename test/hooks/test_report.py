# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings as people see them."""

import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.findings import Finding, Note
from ron.report import human, pages, summary
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
        error = Finding("/a", 1, 1, "error", "m", "ron-x", has_fix=True)
        warning = Finding("/a", 2, 1, "warning", "m", "ron-y")
        for outcome, lines in (
            (Outcome(asked=1, checked=1, seconds=2.04), ["bronze: 1 file checked in 2.0 s, no findings"]),
            (Outcome(asked=2, checked=1), ["bronze: 1 of 2 files checked in 0.0 s, no findings"]),
            (
                Outcome((error, warning), asked=2, checked=2, unchanged=1, known=3),
                [
                    "bronze: 2 files checked in 0.0 s, 2 findings (1 with a fix), 1 of them do not block",
                    "left out: 1 finding on lines that did not change",
                    "left out: 3 findings that the baseline knows",
                ],
            ),
        ):
            with self.subTest(lines[0]):
                self.assertEqual(lines, summary(outcome, "bronze"))

    def test_pages(self) -> None:
        findings = [Finding("/a", 1, 1, "error", "m", name) for name in ("ron-x", "other", "ron-x")]
        lines = pages(findings, CHECKS, Repository(Path("/r")))
        self.assertEqual(["1 other", "2 ron-x /r/docs/checks/x.md"], [" ".join(line.split()) for line in lines])


if __name__ == "__main__":
    unittest.main()
