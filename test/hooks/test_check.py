# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy check': through which sources, and how it ends."""

import json
import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.config import Config
from ron.errors import FileMissing, FilesNotChecked, NothingInPhase, NothingToCheck, NotCpp
from ron.phases import InForce
from ron.session import Surroundings, choose_checks
from support import REPOSITORY
from support.project import SLEEPS, ProjectCase


class CheckTest(ProjectCase):
    def test_clean(self) -> None:
        self.write(a_cpp="int a;\n", b_cpp="int b;\n")
        self.database("a.cpp", "b.cpp")
        result = self.ron_tidy("check")
        self.assertRegex(result.stdout, r"^bronze, .* s: 2 files checked, no findings\n$")
        self.assertEqual(0, result.returncode, result.stderr)

    def test_findings(self) -> None:
        self.write(a_cpp="int a;\n", sleeps_cpp=SLEEPS)
        self.database("a.cpp", "sleeps.cpp")
        result = self.ron_tidy("check")
        self.assertEqual(1, result.returncode)
        expected = "sleeps.cpp\n  2:3: sleeps\n      usleep(1);\n      [ron-magic-sleep, rule 10]\n"
        self.assertTrue(result.stdout.startswith(expected), result.stdout)
        self.assertRegex(result.stdout, r"\nron-magic-sleep: .*/docs/checks/magic-sleep.md\n")

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

    def test_a_database_of_another_checkout(self) -> None:
        self.write(a_cpp="")
        self.database("/elsewhere/a.cpp")
        result = self.ron_tidy("check")
        self.assertEqual(NothingToCheck(self.project, self.project).exit_code, result.returncode)
        self.assertRegex(result.stderr, "'.*compile_commands.json' names no file in '.*/p' that is to be checked")

    def test_headers_go_through_a_source_that_includes_them(self) -> None:
        self.write(
            big_cpp='#include "h.h"\n// ' + "x" * 100, small_cpp='#include "sub/../mid.h"\n', mid_h='#include "h.h"\n'
        )
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
        lines = (
            "//NOLINT",
            "//NOLINT(x):",
            "// NOLINTNEXTLINE(x)",
            "//NOLINT(x): why",
            "/*NOLINT*/ // why",
            "//NOLINTEND",
        )
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

    def test_nothing_in_the_phase(self) -> None:
        late = parse('RON_CHECK(XCheck, "x", Await, 1, Gold, Fix)', Path("d"))
        around = Surroundings(Config(self.project), None, InForce("silver", ""), REPOSITORY, late)
        with self.assertRaisesRegex(NothingInPhase, "'x' chooses only checks that do not run in phase 'silver' yet"):
            choose_checks(around, "x", phase_named=True)
        self.assertIn("ron-x", choose_checks(around, "x", phase_named=False).checks)


if __name__ == "__main__":
    unittest.main()
