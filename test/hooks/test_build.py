# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A build that fails says so with its last lines."""

import argparse
import unittest

from ron.builder import STEP
from ron.commands.build import build
from ron.errors import BuildFailed
from ron.options import llvm_version
from ron.repository import Repository
from support.fakes import TemporaryDirectoryCase

PROJECT = "cmake_minimum_required(VERSION 3.25)\nproject(p LANGUAGES NONE)\n"
BROKEN = (
    (
        'message(FATAL_ERROR "install libclang-19-dev")',
        "configuring the module for LLVM 19 failed.*(?s:.*)install libclang-19-dev",
    ),
    (
        "add_custom_target(ron_tidy COMMAND false)",
        "building the module for LLVM 19 failed; the whole output is in '.*llvm-19.log'",
    ),
)


class BuildTest(TemporaryDirectoryCase):
    def project(self, text: str) -> Repository:
        root = self.directory / str(len(text))
        root.mkdir()
        (root / "CMakeLists.txt").write_text(PROJECT + text)
        return Repository(root)

    def test_broken(self) -> None:
        for text, said in BROKEN:
            with self.subTest(text), self.assertRaisesRegex(BuildFailed, said):
                build(self.project(text), 19)

    def test_path(self) -> None:
        repository = self.project("add_custom_target(ron_tidy)")
        self.assertEqual(repository.root / "build" / "llvm-19" / "ron_tidy.so", build(repository, 19))

    def test_version(self) -> None:
        self.assertEqual(22, llvm_version("22"))
        for text in ("15", "23", "x", ""):
            with self.subTest(text), self.assertRaises(argparse.ArgumentTypeError):
                llvm_version(text)

    def test_progress(self) -> None:
        step = STEP.match("[3/20] Building CXX object CMakeFiles/ron_checks.dir/checks/Module.cpp.o")
        self.assertEqual(("3", "20", "checks/Module.cpp.o"), step and step.groups())


if __name__ == "__main__":
    unittest.main()
