# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which files are looked at, with which content, and which of their lines are new."""

import unittest

from ron.errors import GitFailed, NoRepository
from ron.git import Git, require, unquote
from support.project import SLEEPS, ProjectCase


class StagedTest(ProjectCase):
    def test_the_index_counts_and_not_the_work_tree(self) -> None:
        self.write(a_cpp='#include "h.h"\n', h_h="", other_cpp=SLEEPS)
        self.database("a.cpp", "other.cpp")
        self.commit_all()
        self.write(a_cpp='#include "h.h"\nusleep(1);\n', h_h=SLEEPS)
        self.git("add", ".")
        self.write(a_cpp='#include "h.h"\n', h_h="#error\n")
        self.assertEqual(["a.cpp:2", "h.h:2"], self.places("--staged"))
        (self.project / "a.cpp").unlink()
        (self.project / "h.h").unlink()
        self.assertEqual(["a.cpp:2", "h.h:2"], self.places("--staged"))
        self.assertEqual("#error\n", self.put("h.h", "#error\n").read_text())

    def test_deleted_and_renamed(self) -> None:
        self.write(a_cpp=SLEEPS, b_cpp=SLEEPS, notes_txt="")
        self.database("a.cpp", "b.cpp", "c.cpp")
        self.commit_all()
        self.git("rm", "-q", "a.cpp")
        self.git("mv", "b.cpp", "c.cpp")
        self.assertEqual(["c.cpp:2"], self.places("--staged"))
        self.assertEqual([], self.places("--staged", "--changed-lines"), "a new name is no new line")

    def test_nothing_staged_needs_nothing(self) -> None:
        self.write(a_txt="")
        self.commit_all()
        self.assertEqual(0, self.ron_tidy("check", "--staged", RON_CLANG_TIDY="/nowhere").returncode)

    def test_first_commit(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        self.git("init", "-q", ".")
        self.git("add", "a.cpp")
        self.assertEqual(["a.cpp:2"], self.places("--staged", "--changed-lines"))

    def test_submodules_and_worktrees(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        self.commit_all()
        self.git("submodule", "--quiet", "add", str(self.project), "sub.cpp")
        self.write(a_cpp=SLEEPS + SLEEPS)
        self.git("add", "a.cpp")
        self.assertEqual(["a.cpp:2", "a.cpp:5"], self.places("--staged"))
        self.git("stash", "-q")
        self.git("worktree", "add", "-q", str(self.directory / "w"), "-b", "other")
        self.project = self.directory / "w"
        self.write(a_cpp=SLEEPS)
        self.put("b.cpp", SLEEPS)
        self.git("add", ".")
        self.database("b.cpp")
        self.assertEqual(["b.cpp:2"], self.places("--staged"))

    def test_five_thousand(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp")
        self.commit_all()
        for number in range(5000):
            self.put(f"include/some_directory/another_directory/header_number_{number}.h", "")
        self.put(
            "a.cpp",
            "".join(f'#include "include/some_directory/another_directory/header_number_{n}.h"\n' for n in range(5000)),
        )
        self.git("add", ".")
        result = self.ron_tidy("check", "--staged")
        self.assertRegex(result.stdout, "5001 files checked", result.stderr)
        self.assertEqual(["a.cpp"], self.subjects())


class ChangedLinesTest(ProjectCase):
    OLD = "int a;\nusleep(1);\nint b;\nint c;\n"

    def places_after(self, text: str, *arguments: str) -> list[str]:
        self.write(a_cpp=text)
        self.git("add", ".")
        return self.places(*arguments)

    def test_lines(self) -> None:
        self.write(a_cpp=self.OLD)
        self.database("a.cpp")
        self.commit_all()
        for text, found in (
            ("int a;\nusleep(1);\nint b;\nint c;\nint d;\n", []),
            ("int a;\nusleep(2);\nint b;\nint c;\n", ["a.cpp:2"]),
            ("int a;\nusleep(1);\nint c;\n", ["a.cpp:2"]),  # the deletion's neighbour
            ("int a;\nusleep(1);\nint b;\n", []),
            ("int a;\nusleep(1);\nint b;\nint c;\nusleep(3);\n", ["a.cpp:5"]),
            ("\n\n" + self.OLD, []),
        ):
            with self.subTest(text):
                self.assertEqual(found, self.places_after(text, "--staged", "--changed-lines"))
                self.assertEqual(found, self.places("--since", "HEAD", "--changed-lines"))
                self.assertEqual(found, self.places("a.cpp", "--pre-commit", "--changed-lines"))
                self.assertEqual(found, self.places("a.cpp", "--changed-lines"))

    def test_how_many_were_left_out(self) -> None:
        self.write(a_cpp=self.OLD, ron___tidy_toml="")
        self.put("ron-tidy.toml", "changed-lines = true\n")
        self.database("a.cpp")
        self.commit_all()
        self.write(a_cpp=self.OLD + "usleep(2);\n")
        self.put("new.cpp", SLEEPS)
        result = self.ron_tidy("check", "--since", "main")
        self.assertIn("2 findings", result.stdout)
        self.assertIn("left out: 1 finding on lines that did not change", result.stdout)
        self.assertEqual(["a.cpp:2"], self.places("a.cpp")[:1], "files named are shown in full")

    def test_since_leaves_out_what_others_did(self) -> None:
        self.write(a_cpp="", b_cpp="")
        self.database("a.cpp", "b.cpp")
        self.commit_all()
        self.git("checkout", "-qb", "topic")
        self.write(a_cpp=SLEEPS)
        self.commit_all()
        self.git("checkout", "-q", "main")
        self.write(b_cpp=SLEEPS)
        self.commit_all()
        self.git("checkout", "-q", "topic")
        self.assertEqual(["a.cpp:2"], self.places("--since", "main"))
        result = self.ron_tidy("check", "--since", "nonsense")
        self.assertEqual((2, True), (result.returncode, "ron-tidy: 'git rev-parse" in result.stderr))
        with self.assertRaisesRegex(GitFailed, "'git rev-parse --verify --quiet nonsense.*' failed: it said nothing"):
            Git(self.project).base("nonsense")

    def test_a_range_of_pre_commit(self) -> None:
        self.write(a_cpp=self.OLD)
        self.database("a.cpp")
        self.commit_all()
        self.write(a_cpp=self.OLD + "usleep(2);\n")
        self.commit_all()
        refs = {"PRE_COMMIT_FROM_REF": "HEAD~1", "PRE_COMMIT_TO_REF": "HEAD"}
        self.assertEqual(["a.cpp:5"], self.places("a.cpp", "--pre-commit", "--changed-lines", **refs))

    def test_no_repository(self) -> None:
        for option in (["--staged"], ["--since", "HEAD"], ["x.cpp", "--changed-lines"]):
            self.write(x_cpp="")
            result = self.ron_tidy("check", *option)
            with self.subTest(option):
                self.assertEqual(2, result.returncode)
                self.assertRegex(result.stderr, "works in a git repository only")
        with self.assertRaises(NoRepository):
            require(None, "--staged")

    def test_names_as_git_quotes_them(self) -> None:
        for name, text in (("b/a.cpp", "b/a.cpp"), (r'"b/\303\266 \"x\"\t\\"', 'b/ö "x"\t\\')):
            with self.subTest(name):
                self.assertEqual(text, unquote(name))


if __name__ == "__main__":
    unittest.main()
