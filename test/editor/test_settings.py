# RUN: %python %s
# UNSUPPORTED: llvm-16
# the editor's server needs LLVM 19 or newer
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which checks run in the editor, how strictly, and who has the last word: as for the hook, then the user's .clangd."""

import re
import textwrap
import unittest

from support import ROOT
from support.editor import SLEEPS, EditorCase, names, ours
from support.fakes import git

SLEEP = (2, 15, "ron-magic-sleep")
SILVER = """\
#include "mock/coroutine.h"
#include <future>
task<int> waits(std::future<int> &f) { co_return f.get(); }
"""
# One of clangd's own default checks.
DIVISION = "double third(int whole) { return whole / 2; }\n"
WAIT = (3, 50, "ron-blocking-in-coroutine")


class SettingsTest(EditorCase):
    maxDiff = None

    def test_out_of_the_box(self) -> None:
        """Without a single file of configuration, with and without the command line of ron-tidy."""
        for alone in (False, True):
            with self.subTest(alone=alone), self.start(alone=alone) as client:
                self.assertEqual([(*SLEEP, True)], ours(client.open(self.project / "a.cpp", SLEEPS)))
                self.assertEqual([(*WAIT, False)], ours(client.open(self.project / "b.cpp", SILVER)))
                self.assertIn("bugprone-integer-division", names(client.open(self.project / "c.cpp", DIVISION)))

    def test_phase_of_the_file(self) -> None:
        """ron-tidy.toml is read again when it changes, and its components apply."""
        git(self.project, "init", "-q", "-b", "work")
        a, b, c = (self.project / name for name in ("a.cpp", "b.cpp", "test/c.cpp"))
        with self.start() as client:
            self.assertEqual([(*WAIT, False)], ours(client.open(b, SILVER)))
            self.put("ron-tidy.toml", 'phase = "silver"\n')
            self.assertEqual([(*WAIT, True)], ours(client.change(b, SILVER + "\n")))
            self.put("ron-tidy.toml", 'phase = "bronze"\nbranches = {release = "silver"}\n')
            self.assertEqual([(*WAIT, False)], ours(client.change(b, SILVER)))
            git(self.project, "symbolic-ref", "HEAD", "refs/heads/release")
            self.assertEqual([(*WAIT, True)], ours(client.change(b, SILVER + "\n")))
            self.put(
                "ron-tidy.toml", 'ignore = ["a.cpp"]\ncomponents.t = {paths = ["test/"], exempt = ["magic-sleep"]}\n'
            )
            self.assertEqual([], ours(client.open(a, SLEEPS)))
            self.assertEqual([], ours(client.open(c, SLEEPS)))
            self.put("ron-tidy.toml", 'options = {"ron-magic-sleep.AllowedIn" = "naps"}\n')
            self.assertEqual([], ours(client.change(a, SLEEPS + "\n")))
            self.put("ron-tidy.toml", "")
            self.assertEqual([(*SLEEP, True)], ours(client.change(a, SLEEPS)))

    def test_a_fault_in_the_configuration(self) -> None:
        """Is told in the log, and the server goes on until it is mended."""
        file = self.project / "b.cpp"
        self.put("ron-tidy.toml", 'phase = "iron"\n')
        with self.start() as client:
            self.assertEqual([(*WAIT, False)], ours(client.open(file, SILVER)))
            self.assertIn("ron-tidy.toml:1: 'phase' is 'iron'; did you mean", client.said())
            self.put("ron-tidy.toml", 'phase = "silver"\n')
            self.assertEqual([(*WAIT, True)], ours(client.change(file, SILVER + "\n")))

    def test_phase_of_the_environment(self) -> None:
        with self.start(RON_PHASE="silver") as client:
            self.assertEqual([(*WAIT, True)], ours(client.open(self.project / "b.cpp", SILVER)))

    def test_over_clang_tidy_files(self) -> None:
        """With the hooks' command line as they do it; alone, whoever chose among the checks is left alone."""
        self.put(".clang-tidy", "Checks: '-*,ron-blocking-in-coroutine,misc-definitions-in-headers'\n")
        for alone, sleeps in ((False, [(*SLEEP, True)]), (True, [])):
            with self.subTest(alone=alone), self.start(alone=alone) as client:
                self.assertEqual(sleeps, ours(client.open(self.project / "a.cpp", SLEEPS)))
                self.assertEqual([(*WAIT, False)], ours(client.open(self.project / "b.cpp", SILVER)))
                self.assertNotIn("bugprone-integer-division", names(client.open(self.project / "c.cpp", DIVISION)))
                header = client.open(self.project / "d.h", "int d() { return 0; }\n")
                self.assertIn("misc-definitions-in-headers", names(header))

    def test_the_last_word(self) -> None:
        """What .clangd says counts over the phase."""
        (example,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "editor.md").read_text(), re.S)
        self.put(".clangd", textwrap.dedent(example))
        with self.start() as client:
            self.assertEqual([], ours(client.open(self.project / "a.cpp", SLEEPS)))
            self.assertEqual([(*WAIT, False)], ours(client.open(self.project / "b.cpp", SILVER)))
        self.put(".clangd", "Diagnostics:\n  ClangTidy:\n    CheckOptions: {ron-magic-sleep.AllowedIn: naps}\n")
        with self.start() as client:
            self.assertEqual([], ours(client.open(self.project / "a.cpp", SLEEPS)))
        self.put(".clangd", "Diagnostics:\n  ClangTidy:\n    FastCheckFilter: Strict\n    Add: ron-unyielding-loop\n")
        with self.start() as client:
            self.assertEqual([(*SLEEP, True)], ours(client.open(self.project / "a.cpp", SLEEPS)))


if __name__ == "__main__":
    unittest.main()
