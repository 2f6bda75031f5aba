# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which lines at the head of a file may be compiled on their own."""

import unittest
from pathlib import Path

from ron import preamble
from ron.database import Entry
from ron.flags import Unit
from support.fakes import TemporaryDirectoryCase

THREE = "#include <a>\n#include <b>\n#include <c>\n"
# What the file says, what the block is.
HEADS = (
    ("", ""),
    ("#include <a>\n#include <b>\n", ""),  # too little to gain
    (THREE, THREE),
    (THREE + "int x;\n#include <d>\n", THREE),
    ("// a\n/* b\n#include <no>\n*/\n\n" + THREE, THREE),
    ("#pragma once\n" + THREE, THREE),
    ("# include <a> // why\n#\tinclude <b> /* why */\n#include <c>\n", THREE),
    ("#define X\n#define Y 1\n" + THREE, "#define X\n#define Y 1\n" + THREE),
    (THREE + "#define F(x) x\n#include <d>\n", THREE),
    (THREE + "#define M 1 \\\n + 2\n#include <d>\n", THREE),
    (THREE + "#define M 1 /* a\n#include <no>\n*/\n#include <d>\n", THREE),
    (THREE + "// goes on \\\n#include <no>\n", THREE),
    (THREE + "#if X\n#include <d>\n#endif\n", THREE),
    (THREE + "#undef X\n#include <d>\n", THREE),
    (THREE + "#include HEADER\n#include <d>\n", THREE),
    (THREE + "#pragma pack(1)\n#include <d>\n", THREE),
    (THREE.replace("\n", "\r\n"), THREE),
    (THREE + '#include "own.h"\n#include <d>\n', THREE + '#include "{own}"\n#include <d>\n'),
    (THREE + '#include <own.h>\n#include "lib/x.h"\n', THREE + '#include <own.h>\n#include "lib/x.h"\n'),
)
OWN = "#ifndef OWN\n#define OWN\n#include <x>\n#include <y>\nint own;\n#endif\n"


class PreambleTest(TemporaryDirectoryCase):
    def block(self, text: str, *wanted: str) -> str:
        main = self.directory / "main.cpp"
        main.write_bytes(text.encode())
        unit = Unit(Entry(main, self.directory, ("c++", "-Ilib", str(main))), main)
        names = {self.directory / name for name in wanted}
        return preamble.block(unit, lambda path: path in names, lambda path: Path(path).read_bytes())

    def test_heads(self) -> None:
        (self.directory / "own.h").write_text(OWN)
        for text, expected in HEADS:
            with self.subTest(text):
                self.assertEqual(expected.format(own=self.directory / "own.h"), self.block(text))

    def test_wanted_header(self) -> None:
        """What it includes stands in its place, and it ends the head, for more than includes is in it."""
        (self.directory / "own.h").write_text(OWN)
        self.assertEqual(
            "#include <a>\n#include <x>\n#include <y>\n",
            self.block('#include <a>\n#include "own.h"\n#include <b>\n#include <c>\n', "own.h"),
        )

    def test_wanted_header_of_includes(self) -> None:
        (self.directory / "all.h").write_text("#pragma once\n#include <x>\n#include <y>\n")
        expected = "#include <x>\n#include <y>\n#include <b>\n"
        self.assertEqual(expected, self.block('#include "all.h"\n#include "all.h"\n#include <b>\n', "all.h"))

    def test_found_by_flags(self) -> None:
        (self.directory / "lib").mkdir()
        (self.directory / "lib" / "own.h").write_text(OWN)
        self.assertEqual("", self.block("#include <own.h>\n#include <b>\n#include <c>\n", "lib/own.h"))


if __name__ == "__main__":
    unittest.main()
