# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Fixes are merged once per place, conflicts and changed files are left alone, and no file is ever half written."""

import time
import unittest

from ron.exported import Edit
from ron.findings import Finding
from ron.fixes import Repair, difference, prepare, write
from support.project import ProjectCase

TEXT = "abcdef\n"
# The edits of each finding (offset, length, text), the result, how many were fixed.
MERGES = (
    ([[(0, 1, "X")]], "Xbcdef\n", 1),
    ([[(0, 1, "X")], [(2, 1, "Y")]], "XbYdef\n", 2),
    ([[(2, 1, "Y")], [(0, 1, "X")]], "XbYdef\n", 2),
    ([[(0, 2, "X")], [(1, 2, "Y"), (4, 1, "Z")]], "Xcdef\n", 1),  # a finding is fixed whole or not at all
    ([[(0, 2, "X")], [(0, 2, "X"), (3, 0, "Y")]], "XcYdef\n", 2),  # the same change, wanted twice
    ([[(1, 0, "{")], [(1, 0, "{")]], "a{{bcdef\n", 2),  # each closes a brace of its own
    ([[(0, 0, "#include <a>\n")], [(0, 0, "#include <a>\n"), (6, 0, ";")]], "#include <a>\nabcdef;\n", 2),
    ([[(1, 0, "X")], [(1, 0, "Y")]], "aXYbcdef\n", 2),
    ([[(1, 2, "")], [(2, 0, "Y")]], "adef\n", 1),
    ([[(1, 2, "")], [(1, 0, "X"), (3, 0, "Y")]], "aXYdef\n", 2),
)


class FixesTest(ProjectCase):
    def prepared(self, merge: list[list[tuple[int, int, str]]], started: int | None = None) -> Repair:
        path = str(self.put("a.cpp", TEXT))
        findings = [
            Finding(path, 1, n, "error", "m", "ron-x", edits=tuple(Edit(path, *edit) for edit in edits))
            for n, edits in enumerate(merge)
        ]
        return prepare(findings, started or time.time_ns() + 10**9, self.project)

    def test_merges(self) -> None:
        for merge, text, fixed in MERGES:
            repair = self.prepared(merge)
            with self.subTest(merge):
                self.assertEqual(([text.encode()], fixed), (list(repair.texts.values()), len(repair.fixed)))
                self.assertEqual(len(merge) - fixed, len(repair.left))

    def test_left_alone(self) -> None:
        (_, reason), *_ = self.prepared([[(0, 1, "X")]], started=1).left
        self.assertRegex(reason, "changed while it was analysed; run again")
        repair = self.prepared([[(0, 1, "X")]])
        self.assertEqual([self.project / "a.cpp"], write(repair, 1))
        self.assertEqual(TEXT, (self.project / "a.cpp").read_text())
        outside = Finding("/x", 1, 1, "error", "m", "ron-x", edits=(Edit("/x.h", 0, 0, ""),))
        self.assertIn("outside of this repository", prepare([outside], 0, self.project).left[0][1])

    def test_written_whole_and_with_the_same_mode(self) -> None:
        path = self.put("a.cpp", TEXT)
        path.chmod(0o755)
        self.assertEqual([], write(self.prepared([[(0, 1, "ö\r\n")]]), time.time_ns() + 10**9))
        self.assertEqual("ö\r\nbcdef\n".encode(), path.read_bytes())
        self.assertEqual(["a.cpp"], [left.name for left in self.project.iterdir()])
        self.assertEqual(0o755, path.stat().st_mode & 0o777)

    def test_difference(self) -> None:
        shown = difference(self.prepared([[(0, 1, "X")]]), self.project).splitlines()
        self.assertEqual(["--- a/a.cpp", "+++ b/a.cpp", "@@ -1 +1 @@", "-abcdef", "+Xbcdef"], shown)

    def test_command(self) -> None:
        self.write(
            a_cpp='#include "h.h"\n',
            b_cpp='#include "h.h"\nusleep(1); // fixable\n',
            h_h="usleep(2); // fixable\nusleep(3);\n",
        )
        self.database("a.cpp", "b.cpp")
        before = (self.project / "h.h").read_text()
        shown = self.ron_tidy("fix", "--diff")
        self.assertEqual((1, before), (shown.returncode, (self.project / "h.h").read_text()))
        self.assertIn("+await_(2); // fixable", shown.stdout)
        done = self.ron_tidy("fix")
        self.assertEqual(1, done.returncode)
        self.assertEqual("await_(2); // fixable\nusleep(3);\n", (self.project / "h.h").read_text())
        self.assertIn(
            "fixed 2 findings in 2 files; look at it with 'git diff'\nand stage it with: git add b.cpp h.h", done.stdout
        )
        self.assertIn("h.h\n  2:1: sleeps\n", done.stdout)
        self.assertNotIn("fixable", done.stdout)
        again = self.ron_tidy("fix")
        self.assertEqual((1, False), (again.returncode, "git add" in again.stdout))

    def test_nothing_is_written_after_half_an_analysis(self) -> None:
        self.write(a_cpp="#error\n", b_cpp="usleep(1); // fixable\n")
        self.database("a.cpp", "b.cpp")
        self.assertEqual(2, self.ron_tidy("fix").returncode)
        self.assertIn("usleep", (self.project / "b.cpp").read_text())

    def test_staged_text_is_not_the_one_on_disk(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp")
        self.commit_all()
        self.write(a_cpp="usleep(1); // fixable\n")
        self.git("add", ".")
        self.write(a_cpp="int a;\nusleep(1); // fixable\n")
        done = self.ron_tidy("fix", "--staged")
        self.assertIn("not fixed: a.cpp:1: ron-magic-sleep: 'a.cpp' differs from what is staged", done.stdout)
        self.assertEqual("int a;\nusleep(1); // fixable\n", (self.project / "a.cpp").read_text())


if __name__ == "__main__":
    unittest.main()
