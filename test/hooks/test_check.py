# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy check' with the real module, over a small project."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.commands.check import choose
from ron.errors import FilesNotChecked, FixFailed, NothingInPhase
from ron.fixes import apply_exported
from ron.llvm import ClangTidy
from support import LLVM, MODULE, ROOT
from support.fakes import TemporaryDirectoryCase, fake_program

CHECKS = parse(
    'RON_CHECK(XCheck, "x", Await, 1, Bronze, Fix)\nRON_CHECK(YCheck, "y", Await, 0, Gold, NoFix)', Path("d")
)
POLLS = """\
#include <atomic>
#include <chrono>
#include <thread>
using namespace std::chrono_literals;
void poll() {
  std::atomic<bool> ready{false};
  std::thread setter([&] {
    ready.store(true);
  });
  while (!ready.load())
    std::this_thread::sleep_for(1ms);
  setter.join();
}
"""
SLEEPS = "#include <unistd.h>\nvoid wait() { usleep(1000); }\n"


class CheckTest(TemporaryDirectoryCase):
    def project(self, **sources: str) -> None:
        entries = []
        for name, text in sources.items():
            (self.directory / f"{name}.cpp").write_text(text)
            command = f"clang++ -std=c++20 -c {name}.cpp"
            entries.append({"directory": str(self.directory), "file": f"{name}.cpp", "command": command})
        (self.directory / "compile_commands.json").write_text(json.dumps(entries))

    def check(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), "check", "--llvm", LLVM, "--module", MODULE]
        return subprocess.run([*command, *arguments], cwd=self.directory, capture_output=True, text=True, check=False)

    def test_clean(self) -> None:
        self.project(a="int a;\n", b="int b;\n")
        result = self.check()
        self.assertEqual((0, "2 files checked, no findings\n"), (result.returncode, result.stdout))

    def test_findings(self) -> None:
        self.project(a="int a;\n", sleeps=SLEEPS)
        result = self.check("--checks", "magic-sleep")
        self.assertEqual(1, result.returncode)
        self.assertRegex(result.stdout, r"(?m)^sleeps.cpp\n  2:15: .*\n      void wait\(\) \{ usleep\(1000\); \}\n")
        self.assertIn("2 files checked, 1 finding (0 with a fix): 1 ron-magic-sleep", result.stdout)

    def test_only_the_files_named(self) -> None:
        self.project(a="int a;\n", sleeps=SLEEPS)
        self.assertEqual(0, self.check("a.cpp").returncode)
        self.assertEqual(2, self.check("c.cpp").returncode)

    def test_fix(self) -> None:
        self.project(polls=POLLS)
        self.assertEqual(1, self.check("--fix").returncode)
        self.assertIn("ready.wait(false);", (self.directory / "polls.cpp").read_text())
        self.assertEqual(0, self.check().returncode)

    def test_broken_file(self) -> None:
        self.project(broken="int a = b;\n", polls=POLLS)
        result = self.check("--fix")
        self.assertEqual((2, POLLS), (result.returncode, (self.directory / "polls.cpp").read_text()))
        self.assertRegex(result.stderr, r"^ron-tidy: '.*/broken.cpp' does not parse: .*:1:9: use of undeclared")
        self.assertIn("polls.cpp", result.stdout)
        self.assertEqual(2, FilesNotChecked(["reason"]).exit_code)

    def test_no_database(self) -> None:
        result = self.check()
        self.assertEqual(2, result.returncode)
        self.assertIn("there is no compile_commands.json", result.stderr)

    def test_choice(self) -> None:
        self.assertEqual(CHECKS, choose(CHECKS, None, None))
        self.assertEqual(CHECKS[:1], choose(CHECKS, None, "bronze"))
        self.assertEqual(CHECKS[:1], choose(CHECKS, "ron-*", "silver"))
        with self.assertRaises(NothingInPhase):
            choose(CHECKS, "y", "bronze")

    def test_fixes_that_conflict(self) -> None:
        fake_program(self.directory / "clang-apply-replacements", "print('The following changes conflict:')")
        tool = ClangTidy(str(fake_program(self.directory / "clang-tidy", "")), "19.1.7")
        with self.assertRaisesRegex(FixFailed, "conflict"):
            apply_exported(tool, self.directory)


if __name__ == "__main__":
    unittest.main()
