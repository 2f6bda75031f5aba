# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile databases are found where builds put them, and bad ones are named."""

import json
import unittest
from pathlib import Path

from ron.database import load
from ron.errors import BadCompileDatabase, NoCompileDatabase
from support.fakes import TemporaryDirectoryCase

BAD = (
    "",
    "{",
    "{}",
    "[]",
    "[1]",
    '[{"file": "a.cpp"}]',
    '[{"directory": "/x"}]',
    '[{"directory": "/x", "file": "a", "arguments": []}]',
)


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
                self.assertEqual(path, load(self.directory, None).path)

    def test_each_file_once_in_order(self) -> None:
        path = self.write("build")
        for named in (path, path.parent):
            database = load(self.directory, named)
            self.assertEqual((self.directory / "a.cpp", self.directory / "b.cpp"), database.files)
        self.assertEqual(3, len(database.entries))
        self.assertTrue(database.generated(self.directory / "build" / "x.pb.cc", self.directory))
        self.assertFalse(database.generated(self.directory / "a.cpp", self.directory))

    def test_presets(self) -> None:
        path = self.write("elsewhere/debug")
        presets = [
            {"name": "base", "hidden": True, "binaryDir": "${sourceDir}/elsewhere/${presetName}"},
            {"name": "debug", "inherits": ["base"]},
            {"name": "loop", "inherits": "loop"},
            {"name": "env", "binaryDir": "$env{HOME}/x"},
        ]
        for text in ("{", "[]", json.dumps({"configurePresets": presets})):
            (self.directory / "CMakePresets.json").write_text(text)
        self.assertEqual(path, load(self.directory, None).path)

    def test_commands(self) -> None:
        entries = [
            {"directory": "/d", "file": "/d/a b.cpp", "command": "c++ -DX='a b' 'a b.cpp'"},
            {"directory": "/d", "file": "b.cpp", "arguments": ["c++", "b.cpp"]},
        ]
        self.write(".", json.dumps(entries))
        commands = [entry.arguments for entry in load(self.directory, None).entries]
        self.assertEqual([("c++", "-DX=a b", "a b.cpp"), ("c++", "b.cpp")], commands)

    def test_how_to_make_one(self) -> None:
        for name, said in (
            ("Makefile", "bear -- make"),
            ("meson.build", "meson setup build"),
            ("CMakeLists.txt", "cmake -S . -B build"),
            ("CMakePresets.json", "cmake --preset"),
        ):
            (self.directory / name).touch()
            with self.subTest(name), self.assertRaisesRegex(NoCompileDatabase, said):
                load(self.directory, None)

    def test_none(self) -> None:
        with self.assertRaisesRegex(NoCompileDatabase, "CMAKE_EXPORT_COMPILE_COMMANDS"):
            load(self.directory, None)
        self.write("build")
        with self.assertRaisesRegex(NoCompileDatabase, "bear"):
            load(self.directory, self.directory)

    def test_bad(self) -> None:
        for text in BAD:
            self.write(".", text)
            with self.subTest(text), self.assertRaises(BadCompileDatabase):
                load(self.directory, self.directory)


if __name__ == "__main__":
    unittest.main()
