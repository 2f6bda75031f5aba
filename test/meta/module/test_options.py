# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each option that the module knows is on its page with its default, is set by a test, and survives --dump-config."""

import json
import re
import tempfile
import unittest
from pathlib import Path

from ron import pages
from support import CHECK_TESTS, CHECKS, REPOSITORY, clang_tidy

OPTION = re.compile(r"^  (?P<key>ron-[\w-]+\.\w+): +(?P<value>.*)$", re.M)


def dump(config: dict[str, str]) -> dict[str, str]:
    """The options of our checks as clang-tidy prints them."""
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "empty.cpp"
        source.touch()
        given = "--config=" + json.dumps({"CheckOptions": config})
        printed = clang_tidy("--checks=-*,ron-*", given, "--dump-config", str(source), "--")
    return {match["key"]: unquote(match["value"]) for match in OPTION.finditer(printed.stdout)}


def unquote(scalar: str) -> str:
    if scalar.startswith("'"):
        return scalar[1:-1].replace("''", "'")
    return str(json.loads(scalar)) if scalar.startswith('"') else scalar


def other_than(default: str) -> str:
    if default in ("true", "false"):
        return "false" if default == "true" else "true"
    return str(int(default) + 1) if default.isdigit() else "other::*;+none"


class OptionsTest(unittest.TestCase):
    defaults: dict[str, str]

    @classmethod
    def setUpClass(cls) -> None:
        cls.defaults = dump({})

    def test_dumped_options_survive(self) -> None:
        changed = {key: other_than(value) for key, value in self.defaults.items()}
        self.assertEqual(changed, dump(changed))
        self.assertEqual(self.defaults, dump(self.defaults))

    def test_each_option_has_a_row(self) -> None:
        for check in CHECKS:
            known = {key.split(".")[1] for key in self.defaults if key.startswith(check.full_name + ".")}
            with self.subTest(check.full_name):
                self.assertEqual(known, set(pages.options(pages.read(REPOSITORY, check))))

    def test_each_default_is_on_the_page(self) -> None:
        for check in CHECKS:
            text = pages.read(REPOSITORY, check)
            rows, squeezed = pages.options(text), re.sub(r"\s|\\", "", text)
            for key, default in self.defaults.items():
                name = key.split(".")[1]
                if key.startswith(check.full_name + ".") and name in rows:
                    with self.subTest(key):
                        self.assertIn(re.sub(r"\s", "", default) or "empty", squeezed if default else rows[name])

    def test_each_option_is_set_by_a_test(self) -> None:
        tests = "\n".join(path.read_bytes().decode("utf-8", "replace") for path in CHECK_TESTS)
        self.assertEqual([], [key for key in self.defaults if f"{key}:" not in tests and f'{key}"' not in tests])


if __name__ == "__main__":
    unittest.main()
