# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Rules over one file: places, markers, required text, encodings."""

import unittest
from pathlib import Path

from ron.findings import Finding
from ron.textfiles import TextFile
from ron.tripscan import Scanner
from ron.tripwires import read_rules

CAT = {"name": "no-cats", "paths": ["*.c"], "banned": r"\bcat\b", "message": "a cat", "cure": "get a dog"}
FRAME = {"name": "max-frame", "paths": ["spec/*.md"], "required": "max_frame = 1 MiB", "message": "no limit"}


def scan(text: str | bytes, path: str = "a.c", **different: object) -> list[Finding]:
    rules = read_rules({"tripwires": [{**CAT, **different}, FRAME]}, Path("p"))
    data = text.encode() if isinstance(text, str) else text
    return Scanner(rules, Path("/top")).scan(TextFile(path, data))


def places(found: list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.message) for finding in found]


class TripscanTest(unittest.TestCase):
    def test_place(self) -> None:
        found = scan("x\n a cat, a cat\r\ncat\n")
        self.assertEqual([(2, 4, "a cat"), (2, 11, "a cat"), (3, 1, "a cat")], places(found))
        self.assertEqual(("/top/a.c", "tripwire-no-cats"), (found[0].path, found[0].check))
        self.assertEqual([(2, 4, "get a dog")], [(n.line, n.column, n.message) for n in found[0].notes])

    def test_here(self) -> None:
        self.assertEqual([(2, 5, "a cat")], places(scan("the\nfat cat\n", banned=r"the\nfat (?P<here>cat)")))
        self.assertEqual([(1, 1, "a cat")], places(scan("cow\n", banned=r"(?P<here>cat)|cow")))

    def test_paths(self) -> None:
        self.assertEqual(0, len(scan("cat\n", "a.h")))
        self.assertEqual(0, len(scan("cat\n", "old/a.c", **{"except": ["old/**"]})))
        self.assertEqual(1, len(scan("cat\n", "new/a.c", **{"except": ["old/**"]})))

    def test_words_first(self) -> None:
        self.assertEqual(1, len(scan("cat\n", contains=["dog", "cat"])))
        self.assertEqual(0, len(scan("cat\n", contains=["dog"])))
        self.assertEqual(0, len(scan("cat // ron-allow(x): y\n", contains=["dog"])))

    def test_markers(self) -> None:
        self.assertEqual([], scan("cat // ron-allow(no-cats): it is the shell's\n"))
        self.assertEqual([], scan("// ron-allow(no-cats): it is the shell's\ncat\n"))
        self.assertEqual([(1, 1, "a cat")], places(scan("cat // ron-allow(no-dogs): reason\n")))
        self.assertEqual(
            [(1, 1, "a cat"), (1, 8, "'ron-allow(no-cats)' gives no reason, so it allows nothing")],
            places(scan("cat // ron-allow(no-cats)\n", contains=["cat"])),
        )

    def test_required(self) -> None:
        for text, found in (
            ("# Frames\n", [(1, 1, "no limit")]),
            ("", [(1, 1, "no limit")]),
            ("x\nmax_frame = 1 MiB\n", []),
            ("x\n<!-- ron-allow(max-frame): has no frames -->\n", []),
        ):
            with self.subTest(text):
                self.assertEqual(found, places(scan(text, "spec/a.md")))
        self.assertEqual([], scan("# Frames\n", "other/a.md"))

    def test_encodings(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "latin-1", "utf-16"):
            with self.subTest(encoding):
                found = scan("größe cat\n".encode(encoding), contains=["cat"])
                self.assertEqual([(1, 7, "a cat")], places(found))


if __name__ == "__main__":
    unittest.main()
