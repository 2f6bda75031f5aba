# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""No module is believed that is for another LLVM, or that clang-tidy did not load."""

import unittest
from pathlib import Path
from unittest import mock

from ron.errors import ModuleMismatch, ModuleMissing, ModuleNotLoaded, ModuleUnreadable
from ron.llvm import ClangTidy, find_clang_tidy
from ron.module import built_for, require_canary, require_match, require_usable, usable
from ron.repository import Repository
from support import LLVM, MODULE, REPOSITORY
from support.fakes import TemporaryDirectoryCase, environment, fake_clang_tidy, fake_module

SILENT = (
    "",
    "print('Error opening x.so\\n  -load request ignored.', file=sys.stderr)",
    "print('/x.cpp:1:1: warning: use nullptr [modernize-use-nullptr]')",
)


SPEAKS = "print('/x.cpp:2:17: warning: sleeps [ron-magic-sleep]', file=[sys.stdout, open(__file__ + '.log', 'a')][0])\n"
SPEAKS += "print('asked', file=open(__file__ + '.log', 'a'))"


class ModuleTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        self.enterContext(environment(XDG_CACHE_HOME=str(self.directory / "cache")))

    def tool(self, body: str = "") -> ClangTidy:
        return ClangTidy(str(fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", body)), "19.1.7")

    def test_built_for(self) -> None:
        self.assertEqual("19.1.7", built_for(fake_module(self.directory / "m.so", "19.1.7")))
        (self.directory / "other.so").write_bytes(b"ron-tidy 0.1.0 llvm")
        with self.assertRaises(ModuleUnreadable):
            built_for(self.directory / "other.so")

    def test_match(self) -> None:
        require_match(fake_module(self.directory / "m.so", "19.1.0"), self.tool())
        with self.assertRaisesRegex(ModuleMismatch, "built for LLVM 22.1.8, but .* is 19.1.7"):
            require_match(fake_module(self.directory / "m.so", "22.1.8"), self.tool())
        with self.assertRaisesRegex(ModuleMissing, "ron-tidy build --llvm 19"):
            require_match(self.directory / "none.so", self.tool())

    def test_canary(self) -> None:
        require_canary(Path("m.so"), self.tool("print('/x.cpp:2:17: warning: sleeps [ron-magic-sleep]')"))
        for body in SILENT:
            with self.subTest(body), self.assertRaises(ModuleNotLoaded):
                require_canary(Path("m.so"), self.tool(body))

    def asked(self) -> int:
        log = self.directory / "clang-tidy.log"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def test_the_canary_is_remembered_for_this_module_and_this_clang_tidy(self) -> None:
        module, tool = fake_module(self.directory / "m.so", "19.1.7"), self.tool(SPEAKS)
        for _ in range(3):
            require_usable(module, tool)
        self.assertEqual(1, self.asked())
        module.write_bytes(module.read_bytes() + b"x")
        require_usable(module, tool)
        self.assertEqual(2, self.asked())
        require_usable(module, self.tool(SPEAKS + "\n#"))
        self.assertEqual(3, self.asked())

    def test_silence_is_not_remembered(self) -> None:
        module = fake_module(self.directory / "m.so", "19.1.7")
        for _ in range(2):
            with self.assertRaises(ModuleNotLoaded):
                require_usable(module, self.tool())

    def test_a_broken_module_in_the_cache_is_built_again(self) -> None:
        made: list[Path] = []

        def ensure(repository: Repository, tool: ClangTidy) -> Path:
            made.append(self.directory / "key" / "m.so")
            return fake_module(made[-1], "19.1.7")

        answers = "import pathlib\nif pathlib.Path(__file__ + '.second').exists():\n    print('/x.cpp:2:17: warning: s [ron-x]')\n"
        tool = self.tool(answers + "pathlib.Path(__file__ + '.second').touch()")
        with mock.patch("ron.builder.ensure", ensure):
            self.assertEqual(made[0] if made else self.directory / "key" / "m.so", usable(REPOSITORY, tool, None))
        self.assertEqual(2, len(made))

    def test_the_one_given_is_used(self) -> None:
        module = fake_module(self.directory / "m.so", "19.1.7")
        self.assertEqual(module, usable(REPOSITORY, self.tool(SPEAKS), module))

    def test_the_real_one(self) -> None:
        require_usable(Path(MODULE), find_clang_tidy(None, int(LLVM)))
        with self.assertRaises(ModuleMismatch):
            require_usable(Path(MODULE), ClangTidy("clang-tidy-15", "15.0.7"))


if __name__ == "__main__":
    unittest.main()
