# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a line of Checks.def names exists, and nothing is left over."""

import unittest

from ron.checksdef import GROUPS, class_name_of
from support import CHECK_TESTS, CHECKS, ROOT, relative


class ChecksDefTest(unittest.TestCase):
    def test_names_follow_from_one_another(self) -> None:
        for check in CHECKS:
            self.assertEqual(class_name_of(check.name), check.class_name)
        self.assertEqual(len(CHECKS), len({check.name for check in CHECKS}), "a name is declared twice")

    def test_each_line_has_its_files(self) -> None:
        for check in CHECKS:
            for name in (check.header, check.source, check.test, check.page):
                with self.subTest(name):
                    self.assertTrue((ROOT / name).is_file(), f"{check.full_name} has no {name}")

    def test_class_is_in_its_header(self) -> None:
        for check in CHECKS:
            with self.subTest(check.name):
                self.assertIn(f"class {check.class_name} ", (ROOT / check.header).read_text())

    def test_no_source_is_left_over(self) -> None:
        declared = {name for check in CHECKS for name in (check.header, check.source)}
        found = {relative(p) for group in GROUPS for p in (ROOT / "checks" / group).glob("*Check.*")}
        self.assertEqual(set(), found - declared)

    def test_no_test_is_left_over(self) -> None:
        for path in CHECK_TESTS:
            group = path.relative_to(ROOT / "test" / "checks").parts[0]
            owners = [c for c in CHECKS if path.stem == c.name or path.stem.startswith(c.name + "-")]
            with self.subTest(relative(path)):
                self.assertTrue(any(owner.group == group for owner in owners), "no check of this group has this name")

    def test_no_page_is_left_over(self) -> None:
        pages = {relative(path) for path in (ROOT / "docs" / "checks").iterdir()}
        self.assertEqual(set(), pages - {check.page for check in CHECKS})


if __name__ == "__main__":
    unittest.main()
