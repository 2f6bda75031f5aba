# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile commands for other files and other compilers, and the sources that include a header."""

import unittest
from pathlib import Path

from ron import units
from ron.database import Database, Entry
from ron.flags import adapted, borrowed, unknown_arguments
from ron.includes import IncludeGraph
from support.project import ProjectCase

MESSAGES = (
    ("unknown argument: '-fno-var-tracking'", {"-fno-var-tracking"}),
    ("unknown argument '-fconcepts'; did you mean '-fno-concepts'?", {"-fconcepts"}),
    ("unsupported option '-mabi' for target 'x86_64'", {"-mabi"}),
    ("use of undeclared identifier 'x'", set()),
)


class UnitsTest(ProjectCase):
    def entry(self, name: str, *arguments: str) -> Entry:
        return Entry(self.project / name, self.project, ("c++", *arguments, "-c", name, "-o", "x.o"))

    def test_adapted(self) -> None:
        entry = self.entry("a.cpp", "-Werror", "-Werror=foo", "-Xclang", "-include-pch", "-Xclang", "p.pch", "-Wall")
        file = str(self.project / "a.cpp")
        expected = ("c++", "-Wno-unknown-warning-option", "-Wall", "-c", file)
        self.assertEqual(expected, adapted(entry).arguments)
        hidden = Entry(self.project / "a.cpp", self.project, ("c++", "@flags.rsp"))
        self.assertEqual(("--", file), adapted(hidden).arguments[-2:])

    def test_borrowed(self) -> None:
        self.assertEqual(
            str(self.project / "b.cpp"), borrowed(self.entry("a.cpp"), self.project / "b.cpp").arguments[-1]
        )
        header = borrowed(self.entry("a.cpp"), self.project / "b.h").arguments
        self.assertEqual(("-x", "c++-header", str(self.project / "b.h")), header[-3:])
        self.assertNotIn(str(self.project / "a.cpp"), header)

    def test_unknown(self) -> None:
        for message, expected in MESSAGES:
            with self.subTest(message):
                self.assertEqual(expected, unknown_arguments([message]))

    def test_nearest(self) -> None:
        names = ("lib/x.cpp", "src/net/a.cpp", "src/z.cpp")
        database = Database(self.project / "compile_commands.json", tuple(self.entry(name) for name in names))
        for name, nearest in (
            ("src/net/b.cpp", "src/net/a.cpp"),
            ("src/db/b.cpp", "src/net/a.cpp"),
            ("lib/sub/b.cpp", "lib/x.cpp"),
        ):
            with self.subTest(name):
                self.assertEqual(self.project / nearest, units.guess(database, self.project / name).guessed_from)

    def test_several_commands_for_one_file(self) -> None:
        entries = (self.entry("a.cpp", "-DX"), self.entry("a.cpp", "-DY"))
        planned = units.plan(Database(Path("d"), entries), [self.project / "a.cpp"], self.project)
        self.assertEqual(2, len(planned.units))
        same = Entry(entries[0].file, self.project, (*entries[0].arguments[:-1], "other.o"))
        planned = units.plan(Database(Path("d"), (*entries, same)), [self.project / "a.cpp"], self.project)
        self.assertEqual(2, len(planned.units), "another target, the same code")

    def test_includes(self) -> None:
        self.write(
            a_cpp='#include "x.h"\n# include <y/y.h>\n#include <vector>\n', x_h="", inc__y__y_h='#include "../z.h"\n'
        )
        self.write(inc__z_h='#include "y/y.h"\n#include "gone.h"\n')
        for options in (("-Iinc",), ("-I", "inc"), ("-isystem", str(self.project / "inc"))):
            found = IncludeGraph(self.project).reached_by(self.entry("a.cpp", *options))
            with self.subTest(options):
                self.assertEqual(
                    {"x.h", "inc/y/y.h", "inc/z.h"}, {str(path.relative_to(self.project)) for path in found}
                )


if __name__ == "__main__":
    unittest.main()
