# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings as people see them."""

import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.findings import Finding, Note
from ron.report import human, summary
from support.fakes import TemporaryDirectoryCase

CHECKS = parse(
    'RON_CHECK(XCheck, "x", Await, 1, Bronze, Fix)\nRON_CHECK(YCheck, "y", Await, 0, Gold, NoFix)', Path("d")
)


class ReportTest(TemporaryDirectoryCase):
    def test_human(self) -> None:
        source = self.directory / "a.cpp"
        source.write_text("void f() {\n  lock g(m);\n}\n")
        note = Note(str(source), 3, 1, "ends here")
        findings = [
            Finding(str(source), 2, 8, "warning", "'g' is held", "ron-x", (note,), has_fix=True),
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
      [ron-y, runtime hygiene]
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


if __name__ == "__main__":
    unittest.main()
