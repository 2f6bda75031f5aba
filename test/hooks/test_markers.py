# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Comments that let a line be."""

import unittest

from ron.markers import ALLOW_SLEEP, Verdict, ron_allow, verdict

ALLOWED, NO_REASON, NONE = Verdict.ALLOWED, Verdict.NO_REASON, Verdict.NONE
# The line above, the line, what it says about the line.
CASES = (
    ("", "sleep 1 # allow-sleep (back-off)", ALLOWED),
    ("# allow-sleep (back-off)", "sleep 1", ALLOWED),
    ("  # allow-sleep (limit (of the API) is 1/s)", "sleep 1", ALLOWED),
    ("true # allow-sleep (of its own line)", "sleep 1", NONE),
    ("", "sleep 1 # allow-sleep", NO_REASON),
    ("", "sleep 1 # allow-sleep ()", NO_REASON),
    ("# allow-sleep: no brackets", "sleep 1", NO_REASON),
    ("", "sleep 1 # allow-sleepy (x)", NONE),
    ("", "sleep 1", NONE),
    ("", "sleep 1 # ron-allow(shell-sleep): the API takes one call a second", ALLOWED),
    ("", "sleep 1 # ron-allow( ron-shell-sleep ): yes", ALLOWED),
    ("// ron-allow(shell-sleep): yes", "sleep 1", ALLOWED),
    ("", "sleep 1 # ron-allow(shell-sleep)", NO_REASON),
    ("", "sleep 1 # ron-allow(shell-sleep):  ", NO_REASON),
    ("", "sleep 1 # ron-allow(other): yes", NONE),
)


class MarkersTest(unittest.TestCase):
    def test_cases(self) -> None:
        for above, line, expected in CASES:
            with self.subTest(f"{above} / {line}"):
                self.assertIs(expected, verdict([above, line], 2, (ALLOW_SLEEP, ron_allow("shell-sleep"))))

    def test_first_line(self) -> None:
        self.assertIs(NONE, verdict(["sleep 1", "# allow-sleep (of what follows)"], 1, (ALLOW_SLEEP,)))


if __name__ == "__main__":
    unittest.main()
