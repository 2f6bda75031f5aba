# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""No module is believed that is for another LLVM, or that clang-tidy did not load."""

import unittest
from pathlib import Path

from ron.errors import ModuleMismatch, ModuleMissing, ModuleNotLoaded, ModuleUnreadable
from ron.llvm import ClangTidy, find_clang_tidy
from ron.module import built_for, require_canary, require_match, require_usable
from support import LLVM, MODULE
from support.fakes import TemporaryDirectoryCase, fake_clang_tidy, fake_module

SILENT = (
    "",
    "print('Error opening x.so\\n  -load request ignored.', file=sys.stderr)",
    "print('/x.cpp:1:1: warning: use nullptr [modernize-use-nullptr]')",
)


class ModuleTest(TemporaryDirectoryCase):
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

    def test_the_real_one(self) -> None:
        require_usable(Path(MODULE), find_clang_tidy(None, int(LLVM)))
        with self.assertRaises(ModuleMismatch):
            require_usable(Path(MODULE), ClangTidy("clang-tidy-15", "15.0.7"))


if __name__ == "__main__":
    unittest.main()
