# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What 'ron-tidy new-check' writes and refuses."""

import argparse
import unittest

from ron.checksdef import CheckLine, read
from ron.commands.new_check import execute, write
from ron.errors import BadCheckName, CheckExists, UnknownPhase
from ron.repository import Repository
from support import CHECKS
from support.fakes import TemporaryDirectoryCase

REFUSED = (
    ("Foo", "bronze", BadCheckName),
    ("foo_bar", "bronze", BadCheckName),
    ("-foo", "bronze", BadCheckName),
    ("ron-foo", "bronze", BadCheckName),
    (CHECKS[0].name, "bronze", CheckExists),
    ("foo", "platinum", UnknownPhase),
)


class NewCheckTest(TemporaryDirectoryCase):
    def test_refused(self) -> None:
        for name, phase, error in REFUSED:
            with self.subTest(name), self.assertRaises(error):
                execute(argparse.Namespace(name=name, group="await", rule=1, phase=phase))

    def test_written(self) -> None:
        repository = Repository(self.directory)
        repository.checks_def.parent.mkdir()
        repository.checks_def.write_text("// the list\n")
        check = CheckLine("SingleWriterCheck", "single-writer", "ownership", 2, "bronze", has_fix=False)
        for path in write(repository, check):
            text = path.read_text()
            with self.subTest(path.name):
                # What is generated holds neither a placeholder nor work that is left to do.
                self.assertNotRegex(text, "@[A-Z]+@|TODO")
                self.assertTrue(text.endswith("\n"))
        self.assertEqual((check,), read(repository))
        self.assertIn("/// Rule 2:", (self.directory / check.header).read_text())


if __name__ == "__main__":
    unittest.main()
