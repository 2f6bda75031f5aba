# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile databases are found where builds put them, and bad ones are named."""

import json
import unittest
from pathlib import Path

from ron.database import load
from ron.errors import BadCompileDatabase, NoCompileDatabase, NotInDatabase
from support.fakes import TemporaryDirectoryCase

BAD = ("", "{", "{}", "[]", "[1]", '[{"file": "a.cpp"}]', '[{"directory": "/x"}]')


class DatabaseTest(TemporaryDirectoryCase):
    def write(self, directory: str, text: str | None = None) -> Path:
        path = self.directory / directory / "compile_commands.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        entries = [
            {"directory": str(self.directory), "file": name, "command": "c++"} for name in ("b.cpp", "a.cpp", "b.cpp")
        ]
        path.write_text(json.dumps(entries) if text is None else text)
        return path

    def test_where(self) -> None:
        for directory in ("cmake-build-debug", "out/debug", "build/llvm-19", "build-release", "build", "."):
            path = self.write(directory)
            with self.subTest(directory):
                self.assertEqual(path, load(self.directory, exact=False).path)

    def test_each_file_once_in_order(self) -> None:
        self.write("build")
        database = load(self.directory / "build", exact=True)
        self.assertEqual((self.directory / "a.cpp", self.directory / "b.cpp"), database.files)
        self.assertEqual(database.files, database.choose([]))
        self.assertEqual((self.directory / "b.cpp",), database.choose([self.directory / "x" / ".." / "b.cpp"]))

    def test_none(self) -> None:
        with self.assertRaisesRegex(NoCompileDatabase, "CMAKE_EXPORT_COMPILE_COMMANDS"):
            load(self.directory, exact=False)
        self.write("build")
        with self.assertRaises(NoCompileDatabase):
            load(self.directory, exact=True)

    def test_bad(self) -> None:
        for text in BAD:
            self.write(".", text)
            with self.subTest(text), self.assertRaises(BadCompileDatabase):
                load(self.directory, exact=True)

    def test_a_file_that_is_not_compiled(self) -> None:
        self.write(".")
        with self.assertRaisesRegex(NotInDatabase, "c.cpp"):
            load(self.directory, exact=True).choose([self.directory / "c.cpp"])


if __name__ == "__main__":
    unittest.main()
