# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module's sources are as clang-format leaves them; its version is fixed, for each formats a little differently."""

import subprocess
import unittest

from support import ROOT, relative

FORMAT = "clang-format-19"


class FormatTest(unittest.TestCase):
    def test_sources(self) -> None:
        sources = sorted(str(path) for path in (ROOT / "checks").rglob("*") if path.suffix in (".h", ".cpp"))
        changed = []
        for source in sources:
            formatted = subprocess.run([FORMAT, source], capture_output=True, check=True).stdout
            with open(source, "rb") as file:
                if file.read() != formatted:
                    changed.append(source)
        self.assertEqual([], [relative(ROOT / path) for path in changed], f"run: {FORMAT} -i on these")


if __name__ == "__main__":
    unittest.main()
