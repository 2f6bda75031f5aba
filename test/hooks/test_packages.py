# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Missing packages are named, or installed where that is possible. dpkg-query and apt-get are stand-ins."""

import os
import unittest

from ron.errors import CannotInstall, PackagesMissing
from ron.packages import (
    missing,
    require,
    to_demonstrate,
    to_edit,
    to_test,
    to_test_in_the_editor,
    to_test_the_service,
)
from support.fakes import TemporaryDirectoryCase, environment, fake_program

QUERY = """
import pathlib
here = pathlib.Path(__file__).parent
have = (here / "installed").read_text().split()
for package in sys.argv[4:]:
    if package in have:
        print(package, "installed", sep=chr(9))
sys.exit(1)
"""
INSTALL = """
import pathlib
here = pathlib.Path(__file__).parent
print(*sys.argv[1:], file=(here / "log").open("a"))
if "install" in sys.argv:
    (here / "installed").open("a").write(" " + " ".join(sys.argv[sys.argv.index("install") + 1:]))
"""


class PackagesTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        fake_program(self.directory / "dpkg-query", QUERY)
        (self.directory / "installed").write_text("cmake g++")
        self.enterContext(environment(PATH=str(self.directory)))

    def require(self, install: bool) -> None:
        require(["cmake", "ninja-build"], install=install, command="ron-tidy demo", say=lambda text: None)

    def test_missing(self) -> None:
        self.assertEqual(("a", "b"), missing(["b", "cmake", "a", "b"]))
        self.assertEqual((), missing(["cmake"]))

    def test_not_asked_to_install(self) -> None:
        with self.assertRaisesRegex(PackagesMissing, "missing: ninja-build; .*'ron-tidy demo --install-deps'"):
            self.require(install=False)

    def test_no_apt(self) -> None:
        with self.assertRaisesRegex(CannotInstall, "no apt-get"):
            self.require(install=True)

    @unittest.skipIf(os.geteuid() != 0, "only root installs")
    def test_install(self) -> None:
        fake_program(self.directory / "apt-get", INSTALL)
        self.require(install=True)
        calls = (self.directory / "log").read_text().splitlines()
        self.assertEqual(["-qq update", "-qq install -y --no-install-recommends ninja-build"], calls)

    @unittest.skipIf(os.geteuid() != 0, "only root installs")
    def test_install_fails(self) -> None:
        for body, text in (("sys.exit(100)", "apt-get update failed"), ("", "did not install ninja-build")):
            fake_program(self.directory / "apt-get", body)
            with self.subTest(text), self.assertRaisesRegex(CannotInstall, text):
                self.require(install=True)

    def test_lists(self) -> None:
        self.assertIn("shellcheck", to_test(19))
        self.assertIn("librocksdb-dev", to_demonstrate(19))
        self.assertIn("libclang-rt-19-dev", to_test_the_service(19))
        self.assertIn("libgrpc++-dev", to_edit(19))
        self.assertIn("clangd-22", to_test_in_the_editor(22))


if __name__ == "__main__":
    unittest.main()
