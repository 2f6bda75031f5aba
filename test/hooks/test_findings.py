# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Output recorded from each supported clang-tidy reads the same."""

import unittest
from pathlib import Path

from ron.findings import Finding, Note, parse

RECORDED = Path(__file__).resolve().parent / "Inputs"
NULL = "modernize-use-nullptr"
EXPECTED = (
    Finding("/src/sample.cpp", 2, 10, "warning", "use nullptr", NULL),
    Finding("/src/sample.cpp", 5, 7, "warning", "use nullptr", NULL),
    Finding("/src/sample.cpp", 7, 9, "error", "use of undeclared identifier 'unknown'", "clang-diagnostic-error"),
    Finding("/src/sample.h", 1, 17, "warning", "use nullptr", NULL),
)

STORY = """\
/s/a b.cpp:4:8: warning: 'g' is held [ron-x,-warnings-as-errors]
    4 |   f();
      |        ^~
      |        g.unlock();
/s/a b.cpp:4:8: note: FIX-IT applied suggested code changes
/s/a b.cpp:9:3: note: suspends here
    9 | \tco_await x;
      | ^
a line of nobody
clang-tidy applied 1 of 1 suggested fixes.
"""


class FindingsTest(unittest.TestCase):
    def test_recorded(self) -> None:
        for version in (16, 19, 22):
            with self.subTest(version):
                output = parse((RECORDED / f"clang-tidy-{version}.txt").read_text())
                self.assertEqual((), output.unrecognised)
                self.assertEqual(EXPECTED, output.findings)
                self.assertEqual([False, False, True, False], [f.is_compile_error for f in output.findings])

    def test_notes_fixes_and_strange_lines(self) -> None:
        output = parse(STORY)
        note = Note("/s/a b.cpp", 9, 3, "suspends here")
        held = Finding("/s/a b.cpp", 4, 8, "warning", "'g' is held", "ron-x", (note,), fix_applied=True)
        self.assertEqual((held,), output.findings)
        self.assertEqual(("a line of nobody",), output.unrecognised)

    def test_failed_fix(self) -> None:
        text = "/a.cpp:1:1: warning: w [c]\n/a.cpp:1:1: note: FIX-IT unable to apply suggested code changes\n"
        self.assertTrue(parse(text).findings[0].fix_failed)

    def test_error_without_place(self) -> None:
        (error,) = parse("error: unknown argument: '-fx' [clang-diagnostic-error]\n").findings
        self.assertEqual(("", 0, True), (error.path, error.line, error.is_compile_error))

    def test_load_failure_is_not_swallowed(self) -> None:
        self.assertEqual(2, len(parse("Error opening 'x.so': gone\n  -load request ignored.\n").unrecognised))


if __name__ == "__main__":
    unittest.main()
