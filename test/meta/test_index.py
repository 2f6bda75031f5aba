# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""docs/index.md is what its command makes."""

import unittest

from ron.commands.index import COMMAND, render
from support import REPOSITORY


class IndexTest(unittest.TestCase):
    def test_index(self) -> None:
        self.assertEqual(render(REPOSITORY), REPOSITORY.index.read_text(), f"run '{COMMAND}'")


if __name__ == "__main__":
    unittest.main()
