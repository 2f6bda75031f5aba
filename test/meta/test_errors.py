# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each error of the driver is raised by a test, is one of two lines at most by nature, and names a way out."""

import inspect
import re
import unittest

from ron import errors
from support import ROOT

SUBCLASSES = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, errors.HookError) and error is not errors.HookError
]


class ErrorsTest(unittest.TestCase):
    def test_each_is_raised_by_a_test(self) -> None:
        tests = "\n".join(path.read_text() for path in (ROOT / "test" / "hooks").glob("*.py"))
        raised = set(re.findall(r"\b[A-Z]\w+\b", tests))
        self.assertEqual([], [error.__name__ for error in SUBCLASSES if error.__name__ not in raised])

    def test_only_main_turns_errors_into_exit_codes(self) -> None:
        for path in (ROOT / "hooks").rglob("*.py"):
            text = path.read_text()
            with self.subTest(path.name):
                self.assertNotRegex(text, r"except\s*:")
                if path.name != "main.py":
                    self.assertNotRegex(text, r"except (Base)?Exception\b")


if __name__ == "__main__":
    unittest.main()
