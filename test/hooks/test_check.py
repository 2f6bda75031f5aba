# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy check': which files, which content, which lines, and how it ends."""

import json
import subprocess
import unittest

from ron.checksdef import parse
from ron.errors import BadBaseline, FileMissing, FilesNotChecked, NothingInPhase, NotCpp
from support.project import ProjectCase

SLEEPS = "void f() {\n  usleep(1);\n}\n"


class CheckTest(ProjectCase):
    def test_clean(self) -> None:
        self.write(a_cpp="int a;\n", b_cpp="int b;\n")
        self.database("a.cpp", "b.cpp")
        result = self.ron_tidy("check")
        self.assertRegex(result.stdout, r"^bronze: 2 files checked in .* s, no findings\n$")
        self.assertEqual(0, result.returncode, result.stderr)

    def test_findings(self) -> None:
        self.write(a_cpp="int a;\n", sleeps_cpp=SLEEPS)
        self.database("a.cpp", "sleeps.cpp")
        result = self.ron_tidy("check")
        self.assertEqual(1, result.returncode)
        expected = "sleeps.cpp\n  2:3: sleeps\n      usleep(1);\n      [ron-magic-sleep, rule 10]\n"
        self.assertTrue(result.stdout.startswith(expected), result.stdout)
        self.assertRegex(result.stdout, r"1 ron-magic-sleep .*/docs/checks/magic-sleep.md")

    def test_only_the_files_named(self) -> None:
        self.write(a_cpp='#include "h.h"\n', h_h=SLEEPS, src__s_cpp=SLEEPS)
        self.database("a.cpp", "src/s.cpp")
        self.assertEqual([], self.places("a.cpp"))
        self.assertEqual(["h.h:2"], self.places("h.h"))
        self.assertEqual(["src/s.cpp:2"], self.places("src"))
        self.assertEqual(["h.h:2", "src/s.cpp:2"], self.places())

    def test_files_that_cannot_be_checked(self) -> None:
        self.write(a_cpp="", README="")
        self.database("a.cpp")
        for name, error, said in (
            ("none.cpp", FileMissing, "there is no file 'none.cpp'"),
            ("README", NotCpp, "'README' is no C++ file"),
        ):
            result = self.ron_tidy("check", name)
            with self.subTest(error.__name__):
                self.assertEqual((2, True), (result.returncode, said in result.stderr))

    def test_broken_file(self) -> None:
        self.write(broken_cpp="#error\n", s_cpp=SLEEPS)
        self.database("broken.cpp", "s.cpp")
        result = self.ron_tidy("check")
        self.assertEqual(FilesNotChecked([]).exit_code, result.returncode)
        self.assertRegex(result.stderr, r"^ron-tidy: '.*/broken.cpp' does not parse: .*/broken.cpp:1:2: broken\n")
        self.assertIn("1 of 2 files checked", result.stdout)
        self.assertIn("s.cpp\n  2:3", result.stdout)

    def test_a_file_that_is_not_in_the_database(self) -> None:
        self.write(src__a_cpp="", src__new_cpp=SLEEPS, other__b_cpp="", src__odd_cpp="#error\n")
        self.database("other/b.cpp", "src/a.cpp")
        result = self.ron_tidy("check", "src/new.cpp")
        self.assertEqual(1, result.returncode)
        self.assertRegex(result.stderr, "note: '.*new.cpp' is not compiled by itself; .* flags of '.*/src/a.cpp'")
        odd = self.ron_tidy("check", "src/odd.cpp")
        self.assertEqual((0, True), (odd.returncode, "(not checked)" in odd.stderr))
        self.assertIn("0 of 1 file checked", odd.stdout)
        self.assertEqual(2, self.ron_tidy("check", "src/odd.cpp", "--phase", "silver").returncode)

    def test_a_file_that_is_gone(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp", "gone.cpp")
        result = self.ron_tidy("check")
        self.assertRegex(result.stderr, r"note: '.*gone.cpp' is in .*, but not on disk \(not checked\)")
        self.assertEqual(2, self.ron_tidy("check", "--phase", "gold").returncode)

    def test_headers_go_through_a_source_that_includes_them(self) -> None:
        self.write(big_cpp='#include "h.h"\n// ' + "x" * 100, small_cpp='#include "sub/../mid.h"\n', mid_h='#include "h.h"\n')
        self.write(h_h=SLEEPS, alone_h=SLEEPS, liar_cpp=' #include "alone.h"\n')
        self.database("big.cpp", "small.cpp", "liar.cpp")
        self.assertEqual(["h.h:2"], self.places("h.h"))
        self.assertEqual(["small.cpp"], self.subjects())
        self.log.unlink()
        self.assertEqual(["h.h:2"], self.places("h.h", "big.cpp"), "one that is checked anyway")
        self.assertEqual(["big.cpp"], self.subjects())
        self.log.unlink()
        self.assertEqual(["alone.h:2"], self.places("alone.h"), "what seemed to include it did not")
        self.assertEqual(["liar.cpp", "alone.h"], self.subjects())

    def test_names(self) -> None:
        names = ("a b.cpp", "größe/ö.cpp", "it's.cpp")
        for name in names:
            self.put(name, SLEEPS)
        self.database(*names)
        self.commit_all()
        for name in names:
            self.put(name, SLEEPS + "//\n")
        self.git("add", ".")
        for arguments in ((), ("--staged",), ("--staged", "--changed-lines"), names):
            expected = [] if "--changed-lines" in arguments else [f"{name}:2" for name in names]
            with self.subTest(arguments):
                self.assertEqual(expected, self.places(*arguments))

    def test_formats(self) -> None:
        self.put("a,b.cpp", SLEEPS)
        self.database("a,b.cpp")
        lines = self.ron_tidy("check", "--format", "github").stdout.splitlines()
        self.assertEqual("::error file=a%2Cb.cpp,line=2,col=3,title=ron-magic-sleep::sleeps", lines[0])
        (run,) = json.loads(self.ron_tidy("check", "--format", "sarif").stdout)["runs"]
        place = run["results"][0]["locations"][0]["physicalLocation"]
        self.assertEqual({"uri": "a%2Cb.cpp", "uriBaseId": "ROOT"}, place["artifactLocation"])

    def test_suppressions_have_a_reason_in_platinum(self) -> None:
        lines = "//NOLINT", "//NOLINT(x):", "// NOLINTNEXTLINE(x)", "//NOLINT(x): why", "/*NOLINT*/ // why", "//NOLINTEND"
        self.write(a_cpp="\n".join(lines))
        self.database("a.cpp")
        self.assertEqual(["a.cpp:1", "a.cpp:2", "a.cpp:3"], self.places("--phase", "platinum"))
        self.assertEqual([], self.places("--phase", "gold"))

    def test_checks(self) -> None:
        self.write(s_cpp=SLEEPS)
        self.database("s.cpp")
        self.assertEqual(1, self.ron_tidy("check", "--checks", "magic-sleep").returncode)
        config = json.loads(self.log.read_text().splitlines()[-1].partition(" ")[2])
        self.assertEqual("-*,-*,ron-magic-sleep", config["Checks"])
        self.assertEqual(2, self.ron_tidy("check", "--checks", "magic-slep").returncode)


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
        self.put("a.cpp", "".join(f'#include "include/some_directory/another_directory/header_number_{n}.h"\n' for n in range(5000)))
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


class BaselineTest(ProjectCase):
    def test_only_fewer(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        self.assertEqual(0, self.ron_tidy("baseline").returncode)
        self.assertEqual([], self.places())
        self.write(a_cpp="// moved\n\n" + SLEEPS)
        self.assertEqual([], self.places(), "moves do not matter")
        self.write(a_cpp=SLEEPS + SLEEPS)
        self.assertEqual(["a.cpp:5"], self.places(), "the same line again is new")
        self.assertIn("0 gone since the last time, 1 new and not recorded", self.ron_tidy("baseline").stdout)
        self.write(a_cpp="int a;\n")
        self.assertIn("1 gone since the last time, 0 new", self.ron_tidy("baseline").stdout)
        self.write(a_cpp=SLEEPS)
        self.assertEqual(["a.cpp:2"], self.places(), "what was gone is new again")
        self.assertIn("1 finding recorded", self.ron_tidy("baseline", "--reset").stdout)

    def test_broken(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        for text in ("", "{}", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{}]}'):
            self.put(".ron-tidy-baseline.json", text)
            result = self.ron_tidy("check")
            with self.subTest(text):
                self.assertEqual(BadBaseline(self.project, "").exit_code, result.returncode)
                self.assertIn("restore it from git, or record it anew with --reset", result.stderr)
        self.assertEqual(0, self.ron_tidy("baseline", "--reset").returncode)

    def test_parts(self) -> None:
        result = self.ron_tidy("baseline", "--checks", "magic-sleep")
        self.assertEqual((2, True), (result.returncode, "a baseline is of the whole code base" in result.stderr))


if __name__ == "__main__":
    unittest.main()
