# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy tripwires' as users meet it, and what its page says."""

import re
import resource
import subprocess
import sys
import unittest

from ron.tripwires import KEYS, read_file
from support import REPOSITORY, ROOT
from support.fakes import TemporaryDirectoryCase, git
from support.text_pages import text_examples

FLAG = "volatile bool stop = false;\n"
MANY = 5000
# Of processor time, git's included, since the machine may be busy; measured alone it is below one.
SECONDS_FOR_MANY = 4


class TripwiresCommandTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        git(self.directory, "init", "-q")

    def write(self, name: str, text: str) -> None:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def tripwires(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), "tripwires", *arguments]
        return subprocess.run(command, cwd=self.directory, capture_output=True, text=True, check=False, timeout=120)

    def test_clean(self) -> None:
        self.write("a.cpp", "int a;\n")
        result = self.tripwires("a.cpp")
        self.assertEqual((0, "1 file checked, no findings\n"), (result.returncode, result.stdout))

    def test_the_index_counts(self) -> None:
        self.write("a.cpp", FLAG)
        git(self.directory, "add", ".")
        self.write("a.cpp", "int a;\n")
        self.assertEqual((1, 0), (self.tripwires("--staged").returncode, self.tripwires("--all").returncode))
        self.assertIn("      volatile bool stop = false;\n", self.tripwires("--staged").stdout)
        git(self.directory, "add", ".")
        self.write("a.cpp", FLAG)
        self.assertEqual((0, 1), (self.tripwires("--staged").returncode, self.tripwires("--all").returncode))

    def test_own_rules(self) -> None:
        self.write("ron-tidy.toml", '[[tripwires]]\nname = "volatile-flag"\noff = true\n')
        self.write("a.cpp", FLAG)
        self.assertEqual(0, self.tripwires("a.cpp").returncode)

    def test_bad_rule(self) -> None:
        self.write("ron-tidy.toml", '[[tripwires]]\nname = "x"\nbaned = "y"\n')
        result = self.tripwires("ron-tidy.toml")
        self.assertEqual((2, ""), (result.returncode, result.stdout))
        said = r"^ron-tidy: .*/ron-tidy.toml: tripwire 'x': there is no key 'baned'; did you mean"
        self.assertRegex(result.stderr, said)

    def test_file_that_cannot_be_read(self) -> None:
        self.write("a.cpp", FLAG)
        result = self.tripwires("a.cpp", "b.cpp")
        self.assertEqual(2, result.returncode)
        self.assertIn("1 file checked, 1 finding", result.stdout)
        self.assertEqual("ron-tidy: 'b.cpp' cannot be read: No such file or directory\n", result.stderr)

    def test_strange_names(self) -> None:
        self.write("a b\n\x1b.cpp", FLAG)
        git(self.directory, "add", ".")
        self.assertTrue(self.tripwires("--staged").stdout.startswith("a b\\n\\x1b.cpp\n  1:1: "))

    def test_many_files(self) -> None:
        for number in range(MANY):
            self.write(f"src/{number % 50}/file{number}.cpp", f"int a{number};\n" * 200)
        git(self.directory, "add", ".")
        for arguments in (("--staged",), ("--all",)):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            result = self.tripwires(*arguments)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{MANY} files, {arguments[0]}: {took:.2f} s")
            self.assertEqual(f"{MANY} files checked, no findings\n", result.stdout)
            self.assertLess(took, SECONDS_FOR_MANY)

    def test_page_examples(self) -> None:
        examples = text_examples("tripwires.md")
        self.assertEqual(3, len(examples))
        for example in examples:
            for name, text in example.files.items():
                self.write(name, text)
            with self.subTest(list(example.files)):
                self.assertEqual((example.outputs[0],), (self.tripwires(*example.files).stdout,))

    def test_page_tables(self) -> None:
        page = (ROOT / "docs" / "tripwires.md").read_text()
        rows = set(re.findall(r"^\| `([\w-]+)` \|", page, re.M))
        self.assertEqual(rows, set(KEYS) | {rule.name for rule in read_file(REPOSITORY.tripwires)})


if __name__ == "__main__":
    unittest.main()
