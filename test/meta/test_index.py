# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""docs/index.md and config/phases are what their command makes."""

import unittest

from ron.commands.index import COMMAND, derived
from support import REPOSITORY


class IndexTest(unittest.TestCase):
    def test_derived(self) -> None:
        for path, text in derived(REPOSITORY).items():
            with self.subTest(path.name):
                self.assertEqual(text, path.read_text(), f"run '{COMMAND}'")

    def test_nothing_is_left_over(self) -> None:
        phases = {path for path in derived(REPOSITORY) if path.suffix == ".yaml"}
        self.assertEqual(phases, set((REPOSITORY.root / "config" / "phases").iterdir()))


if __name__ == "__main__":
    unittest.main()
