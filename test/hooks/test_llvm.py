# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which clang-tidy is taken, and which are refused."""

import unittest

from ron.errors import NotClangTidy, ToolMissing, ToolTooNew, ToolTooOld
from ron.llvm import find_clang_tidy, probe
from support.fakes import TemporaryDirectoryCase, environment, fake_clang_tidy, fake_program


class LlvmTest(TemporaryDirectoryCase):
    def tool(self, name: str, version: str) -> str:
        return str(fake_clang_tidy(self.directory / name, version))

    def test_versions(self) -> None:
        for version, error in (("14.0.6", ToolTooOld), ("15.0.7", ToolTooOld), ("23.1.0", ToolTooNew)):
            with self.subTest(version), self.assertRaisesRegex(error, version):
                probe(self.tool("clang-tidy", version))
        self.assertEqual(19, probe(self.tool("clang-tidy", "19.1.7")).major)

    def test_another_program(self) -> None:
        with self.assertRaises(NotClangTidy):
            probe(str(fake_program(self.directory / "other", "print('other 1.0')")))

    def test_the_newest_supported_on_the_path(self) -> None:
        for major, version in ((14, "14.0.6"), (16, "16.0.6"), (19, "19.1.7"), (23, "23.1.0")):
            self.tool(f"clang-tidy-{major}", version)
        with environment(PATH=str(self.directory)):
            self.assertEqual("19.1.7", find_clang_tidy(None, None).version)
            self.assertEqual("16.0.6", find_clang_tidy(None, 16).version)

    def test_named_by_option_or_environment(self) -> None:
        sixteen, nineteen = self.tool("sixteen", "16.0.6"), self.tool("nineteen", "19.1.7")
        with environment(PATH=str(self.directory), RON_CLANG_TIDY=sixteen):
            self.assertEqual(16, find_clang_tidy(None, None).major)
            self.assertEqual(19, find_clang_tidy(nineteen, None).major)

    def test_only_old_ones(self) -> None:
        self.tool("clang-tidy-14", "14.0.6")
        with environment(PATH=str(self.directory)), self.assertRaisesRegex(ToolTooOld, "needs clang-tidy 16 or newer"):
            find_clang_tidy(None, None)

    def test_none(self) -> None:
        with environment(PATH=str(self.directory)), self.assertRaisesRegex(ToolMissing, "clang-tidy-19"):
            find_clang_tidy(None, None)

    def test_configured(self) -> None:
        sixteen, nineteen = self.tool("sixteen", "16.0.6"), self.tool("nineteen", "19.1.7")
        with environment(PATH=str(self.directory)):
            self.assertEqual(16, find_clang_tidy(None, None, sixteen).major)
            self.assertEqual(19, find_clang_tidy(nineteen, None, sixteen).major)
        with environment(PATH=str(self.directory), RON_CLANG_TIDY=nineteen):
            self.assertEqual(19, find_clang_tidy(None, None, sixteen).major)


if __name__ == "__main__":
    unittest.main()
