# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The demonstration does not claim what it has not shown. (That it works is the end-to-end test's business.)"""

import unittest

from ron.errors import BuildFailed, DemoFailed
from ron.repository import Repository
from ron.tryout import NEW_FILES, Tryout
from support import REPOSITORY
from support.fakes import TemporaryDirectoryCase, environment, fake_program


class TryoutTest(TemporaryDirectoryCase):
    def test_an_end_that_was_not_expected(self) -> None:
        fake_program(self.directory / "bin" / "pre-commit", "print('passed')")
        said: list[str] = []
        tryout = Tryout(Repository(self.directory), self.directory, {}, said.append)
        tryout.service.mkdir()
        with environment(PATH=str(self.directory / "bin")):
            tryout.hook("ron-tidy-fix", 0)
            with self.assertRaisesRegex(DemoFailed, "ron-tidy-fix ended with 0, not 1"):
                tryout.hook("ron-tidy-fix", 1)
            with self.assertRaises(BuildFailed):
                tryout.must("pre-commit", "run", cwd=self.fails())
        self.assertIn("    passed", said)

    def fails(self) -> None:
        fake_program(self.directory / "bin" / "pre-commit", "sys.exit(1)")

    def test_the_files_it_speaks_of_exist(self) -> None:
        for name in NEW_FILES:
            self.assertTrue((REPOSITORY.service / name).is_file(), name)


if __name__ == "__main__":
    unittest.main()
