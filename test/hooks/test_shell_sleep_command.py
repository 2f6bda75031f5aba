# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy shell-sleep' as users meet it, and what its page says."""

import re
import shutil
import stat
import subprocess
import sys
import unittest

from ron.commands.shell_sleep import write
from ron.errors import FixFailed
from ron.textfiles import TextFile
from support import ROOT
from support.fakes import TemporaryDirectoryCase, git
from support.text_pages import text_examples

START = "./serve &\nsleep 5\ncurl -f http://localhost:8080/\n"
FIXED = START.replace("sleep 5", "wait_http_200 http://localhost:8080/")


class ShellSleepCommandTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        git(self.directory, "init", "-q")

    def write(self, name: str, text: str) -> None:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def read(self, name: str) -> str:
        return (self.directory / name).read_bytes().decode()

    def shell_sleep(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), "shell-sleep", *arguments]
        return subprocess.run(command, cwd=self.directory, capture_output=True, text=True, check=False, timeout=120)

    def test_the_index_counts(self) -> None:
        self.write("a.sh", START)
        git(self.directory, "add", ".")
        self.write("a.sh", "true\n")
        self.assertEqual((1, 0), (self.shell_sleep("--staged").returncode, self.shell_sleep("--all").returncode))

    def test_fix(self) -> None:
        self.write("a b.sh", START)
        (self.directory / "a b.sh").chmod(0o750)
        result = self.shell_sleep("--fix", "a b.sh")
        self.assertEqual((1, FIXED), (result.returncode, self.read("a b.sh")))
        said = "fixed: a b.sh; source a copy of hooks/lib/ready.sh there, look at the change and stage it\n"
        self.assertTrue(result.stdout.endswith(said), result.stdout)
        self.assertEqual(0o750, stat.S_IMODE((self.directory / "a b.sh").stat().st_mode))
        self.assertEqual(["a b.sh"], [path.name for path in self.directory.iterdir() if path.name != ".git"])
        again = self.shell_sleep("--fix", "a b.sh")
        self.assertEqual((0, FIXED), (again.returncode, self.read("a b.sh")))

    def test_a_fix_changes_nothing_else(self) -> None:
        for encoding, end in (("utf-8", "\r\n"), ("utf-8-sig", "\n"), ("latin-1", "\n")):
            text = ("# größe\n" + START).replace("\n", end)
            (self.directory / "a.sh").write_bytes(text.encode(encoding))
            self.shell_sleep("--fix", "a.sh")
            expected = ("# größe\n" + FIXED).replace("\n", end)
            with self.subTest(encoding):
                self.assertEqual(expected.encode(encoding), (self.directory / "a.sh").read_bytes())

    def test_fix_and_staged(self) -> None:
        result = self.shell_sleep("--fix", "--staged")
        self.assertEqual((2, ""), (result.returncode, result.stdout))
        self.assertIn("--staged reads the index, and --fix changes the work tree", result.stderr)

    def test_a_file_that_changed_is_left_alone(self) -> None:
        self.write("a.sh", "new\n")
        with self.assertRaisesRegex(FixFailed, "'a.sh' changed while it was read"):
            write(self.directory / "a.sh", b"fixed\n", TextFile("a.sh", b"old\n"))
        self.assertEqual("new\n", self.read("a.sh"))
        with self.assertRaisesRegex(FixFailed, "'b.sh' cannot be written: No such file or directory"):
            write(self.directory / "b.sh", b"fixed\n", TextFile("b.sh", b"old\n"))

    def test_page_examples(self) -> None:
        examples = text_examples("shell-sleep.md")
        self.assertEqual(2, len(examples))
        for example in examples:
            for name, text in example.files.items():
                self.write(name, text)
            with self.subTest(list(example.files)):
                self.assertEqual((self.shell_sleep(*example.files).stdout,), example.outputs)

    def test_page_names_the_library(self) -> None:
        page, library = ((ROOT / name).read_text() for name in ("docs/shell-sleep.md", "hooks/lib/ready.sh"))
        public = re.findall(r"^([a-z]\w*)\(\)", library, re.M)
        self.assertEqual(public, re.findall(r"^\| `(\w+) ", page, re.M))
        self.assertEqual(public, re.findall(r"^#   (\w+) [A-Z']", library, re.M))

    def test_our_own_files(self) -> None:
        copy = self.directory / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", "build", "__pycache__"))
        shutil.rmtree(copy / "test" / "checks")  # what is planted there is for the module
        git(self.directory, "add", ".")
        for command in ("shell-sleep", "tripwires"):
            line = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), command, "--all"]
            result = subprocess.run(line, cwd=self.directory, capture_output=True, text=True, check=False, timeout=120)
            with self.subTest(command):
                self.assertEqual((0, ""), (result.returncode, result.stderr), result.stdout)


if __name__ == "__main__":
    unittest.main()
