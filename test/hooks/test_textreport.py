# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings in text, for people, and the end of a run."""

import contextlib
import io
import unittest
from pathlib import Path

from ron.errors import FilesNotChecked
from ron.findings import Finding, Note
from ron.textfiles import Reader, TextFile
from ron.textreport import conclude, human, printable

FILE = TextFile("ci/a.sh", "first\n\tsleep 5\x1b[0m\n".encode())
NOTE = Note("/top/ci/a.sh", 2, 2, "wait for it")
FOUND = Finding("/top/ci/a.sh", 2, 2, "warning", "sleeps", "ron-x", (NOTE,), has_fix=True)


class TextReportTest(unittest.TestCase):
    def test_human(self) -> None:
        expected = """\
ci/a.sh
  2:2: sleeps
      sleep 5\\x1b[0m
      [ron-x, why, has a fix]
    2:2: wait for it
"""
        self.assertEqual(expected, "\n".join(human(FILE, [FOUND], {"ron-x": "why"}, Path("/top"))))
        self.assertIn("      [ron-x, has a fix]", human(FILE, [FOUND], {}, Path("/top")))
        self.assertEqual([], human(FILE, [], {}, Path("/top")))

    def test_printable(self) -> None:
        for text, shown in (("größe", "größe"), ("a\nb", "a\\nb"), ("\udce9", "\\udce9"), ("\x9b", "\\x9b")):
            with self.subTest(shown):
                self.assertEqual(shown, printable(text))

    def test_conclude(self) -> None:
        reader = Reader(Path("/"))
        reader.checked = 2
        reader.left_out.update({"over 1 MiB": 1, "binary": 3})
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            conclude(reader, [FOUND])
        said = "2 files checked, 1 finding (1 with a fix): 1 ron-x; left out: 3 binary, 1 over 1 MiB\n"
        self.assertEqual(said, output.getvalue())
        reader.failures.append("'x\n' cannot be read")
        with contextlib.redirect_stdout(output), self.assertRaisesRegex(FilesNotChecked, r"^'x\\n' cannot be read$"):
            conclude(reader, [])


if __name__ == "__main__":
    unittest.main()
