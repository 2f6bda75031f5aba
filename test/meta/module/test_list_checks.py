# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The built module registers exactly what Checks.def declares, and works in its own LLVM only."""

import shutil
import subprocess
import unittest

from ron.module import built_for
from support import CHECKS, LLVM, MODULE, Path, clang_tidy


class ListChecksTest(unittest.TestCase):
    def test_list_checks(self) -> None:
        listed = clang_tidy("--checks=-*,ron-*", "--list-checks").stdout.split("\n")
        registered = {line.strip() for line in listed if line.strip().startswith("ron-")}
        self.assertEqual({check.full_name for check in CHECKS}, registered)

    def test_version_without_loading(self) -> None:
        self.assertEqual(LLVM, built_for(Path(MODULE)).split(".")[0])

    def test_another_llvm_is_refused(self) -> None:
        for other in (14, 16, 19, 22):
            tool = shutil.which(f"clang-tidy-{other}")
            if tool and str(other) != LLVM:
                command = [tool, f"-load={MODULE}", "--checks=-*,ron-*", "--list-checks"]
                result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
                with self.subTest(other):
                    self.assertEqual(2, result.returncode)
                    self.assertRegex(result.stderr, rf"^error: ron_tidy.so was built for LLVM {LLVM}\.")


if __name__ == "__main__":
    unittest.main()
