# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy.toml: what it says, and what is said of a wrong one."""

import unittest

from ron.config import Component, Config, load
from ron.errors import BadConfig
from support.fakes import TemporaryDirectoryCase

WHOLE = """\
phase = "silver"
compile-database = "out/debug"
clang-tidy = "clang-tidy-19"
changed-lines = true
time-limit = 60
ignore = ["third_party/**"]
tripwires = [{name = "x"}]

[branches]
"release/*" = "gold"

[components.engine]
paths = ["src/engine/"]
class = "critical"

[components.tests]
paths = ["test/**", "**/*_test.cpp"]
class = "test"
exempt = ["lock-across-await"]

[options]
"ron-magic-sleep.FlagAsyncDelays" = true
"ron-magic-sleep.AllowedIn" = "poll_*"
"""
# The text, the line, what is said.
BAD = (
    ('phas = "gold"', 1, "'phas' is not known; did you mean 'phase'"),
    ("\nphase = 1", 2, "'phase' is not a text in quotes"),
    ('phase = "brnze"', 1, "'phase' is 'brnze'; did you mean 'bronze'?"),
    ('changed-lines = "yes"', 1, "'changed-lines' is not true or false"),
    ("time-limit = 0", 1, "'time-limit' is no number of seconds above 0"),
    ("time-limit = true", 1, "'time-limit' is not a number"),
    ('ignore = "x"', 1, "'ignore' is not a list"),
    ("ignore = [1]", 1, "'ignore' is not a list of texts in quotes"),
    ("branches = 1", 1, "'branches' is not a table"),
    ('[branches]\nmain = "gold"\ndev = "brnze"', 3, "'branches.dev' is 'brnze'"),
    ("[components]\nx = 1", 2, "'components.x' is not a table"),
    ('[components.x]\nclass = "hot"', 1, "'components.x' has no paths"),
    (
        '[components.a]\npaths = ["a"]\nclass = "hot"\n[components.b]\npaths = ["b"]\nclas = "hot"',
        6,
        "did you mean 'class'",
    ),
    ('[components.a]\npaths = ["a"]\nclass = "hott"', 3, "'components.a.class' is 'hott'; did you mean 'hot'"),
    ('[components.a]\npaths = "a"', 2, "'components.a.paths' is not a list"),
    ("[options]\nAllowedIn = 'x'", 2, "'options.AllowedIn' is not an option like"),
    ("[options]\n'ron-x.Y' = []", 2, "is not an option like"),
    ("phase = ", 1, "is not TOML"),
    ("phase = 'gold'\nx", 2, "is not TOML"),
)


class ConfigTest(TemporaryDirectoryCase):
    def read(self, text: str) -> Config:
        (self.directory / "ron-tidy.toml").write_text(text)
        return load(self.directory)

    def test_none(self) -> None:
        self.assertEqual(Config(self.directory), load(self.directory))

    def test_whole(self) -> None:
        config = self.read(WHOLE)
        self.assertEqual(
            ("silver", "out/debug", "clang-tidy-19"), (config.phase, config.compile_database, config.clang_tidy)
        )
        self.assertEqual((True, 60, ("third_party/**",)), (config.changed_lines, config.time_limit, config.ignore))
        self.assertEqual((("release/*", "gold"),), config.branches)
        options = (("ron-magic-sleep.FlagAsyncDelays", "true"), ("ron-magic-sleep.AllowedIn", "poll_*"))
        self.assertEqual((options, [{"name": "x"}]), (config.options, config.tripwires))

    def test_components(self) -> None:
        config = self.read(WHOLE)
        for path, name in (
            ("src/engine/a/b.cpp", "engine"),
            ("src/a_test.cpp", "tests"),
            ("b_test.cpp", "tests"),
            ("test/x/y.cpp", "tests"),
            ("src/b.cpp", ""),
        ):
            with self.subTest(path):
                self.assertEqual(name, config.component(self.directory / path).name)
        self.assertEqual("runtime", Component("", ()).class_name)
        tests = config.components[1]
        self.assertEqual((True, False), (tests.is_exempt("ron-lock-across-await"), tests.is_exempt("ron-magic-sleep")))
        self.assertTrue(config.ignores(self.directory / "third_party" / "a" / "b.cpp"))

    def test_bad(self) -> None:
        for text, line, said in BAD:
            with self.subTest(text), self.assertRaises(BadConfig) as raised:
                self.read(text)
            self.assertIn(f"ron-tidy.toml:{line}: ", str(raised.exception))
            self.assertIn(said, str(raised.exception))

    def test_not_utf8(self) -> None:
        (self.directory / "ron-tidy.toml").write_bytes(b"phase = '\xff'")
        with self.assertRaises(BadConfig):
            load(self.directory)


if __name__ == "__main__":
    unittest.main()
