# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The demonstration does not claim what it has not shown. (That it works is the end-to-end test's business.)"""

import contextlib
import io
import unittest
from pathlib import Path

from ron.commands.demo import demonstrate, difference
from ron.errors import DemoFailed
from ron.repository import Repository
from support import MODULE, REPOSITORY
from support.fakes import TemporaryDirectoryCase

PROJECT = "cmake_minimum_required(VERSION 3.25)\nproject(p CXX)\nadd_library(a STATIC a.cpp)\n"


class DemoTest(TemporaryDirectoryCase):
    def test_nothing_found(self) -> None:
        repository = Repository(self.directory / "repository")
        repository.service.mkdir(parents=True)
        (repository.service / "CMakeLists.txt").write_text(PROJECT)
        (repository.service / "a.cpp").write_text("int a;\n")
        repository.checks_def.parent.mkdir()
        repository.checks_def.write_text(REPOSITORY.checks_def.read_text())
        with contextlib.redirect_stdout(io.StringIO()), self.assertRaisesRegex(DemoFailed, "nothing was found"):
            demonstrate(repository, Path(MODULE), self.directory)

    def test_difference(self) -> None:
        for name, text in (("before", "a\nb\n"), ("after", "a\nc\n")):
            (self.directory / name).mkdir()
            (self.directory / name / "x.cpp").write_text(text)
        shown = difference(self.directory / "before", self.directory / "after")
        self.assertEqual(["--- a/x.cpp", "+++ b/x.cpp", "@@ -1,2 +1,2 @@", " a", "-b", "+c"], shown.splitlines())


if __name__ == "__main__":
    unittest.main()
