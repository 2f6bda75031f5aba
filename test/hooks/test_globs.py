# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which paths a glob means."""

import unittest

from ron.globs import matches

# Glob, paths that it means, paths that it does not.
CASES = (
    ("*.sh", ("a.sh", "ci/deep/a.sh", ".sh", "a\nb.sh"), ("a.shx", "a.sh/b")),
    ("ci/*.sh", ("ci/a.sh",), ("ci/deep/a.sh", "x/ci/a.sh")),
    ("/a.sh", ("a.sh",), ("ci/a.sh",)),
    ("ci/**/*.sh", ("ci/a.sh", "ci/deep/er/a.sh"), ("a.sh",)),
    ("**/test/**", ("test/a", "src/test/b/c"), ("tests/a", "test")),
    ("docs/", ("docs/a", "docs/b/c", "x/docs/a"), ("docs",)),
    ("/docs/", ("docs/a",), ("x/docs/a",)),
    ("*.{c,cpp}", ("a.c", "b/a.cpp"), ("a.cc", "a.")),
    ("{Docker,Container}file*", ("Dockerfile", "x/Containerfile.debug"), ("a.Dockerfile",)),
    ("a?[0-9].txt", ("ab1.txt",), ("a/1.txt", "abx.txt")),
    ("a[!0-9]", ("ab",), ("a1",)),
    ("größe.*", ("x/größe.h",), ("grösse.h",)),
    ("a+(b)", ("a+(b)",), ("aab",)),
    ("x[", ("x[",), ("x",)),
)


class GlobsTest(unittest.TestCase):
    def test_cases(self) -> None:
        for glob, meant, not_meant in CASES:
            for path in (*meant, *not_meant):
                with self.subTest(f"{glob} {path}"):
                    self.assertEqual(path in meant, matches([glob], path))

    def test_several(self) -> None:
        self.assertTrue(matches(["*.c", "*.h"], "a.h"))
        self.assertFalse(matches([], "a.h"))


if __name__ == "__main__":
    unittest.main()
