# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy doctor' and 'ron-tidy init' in repositories of all sorts."""

import subprocess
import tomllib
import unittest

from ron.config import load
from ron.errors import NotSetUp
from support.fakes import fake_program
from support.project import ProjectCase


class SetUpTest(ProjectCase):
    def lines(self, *arguments: str, **more: str) -> dict[str, str]:
        result = self.ron_tidy("doctor", *arguments, **more)
        self.assertEqual(2 if "MISSING" in result.stdout else 0, result.returncode, result.stderr)
        return {line[8:25].strip(): line for line in result.stdout.splitlines()}

    def test_doctor_of_nothing(self) -> None:
        self.git("init", "-q", ".")
        lines = self.lines(RON_CLANG_TIDY="/nowhere")
        for name, said in (
            ("configuration", "none; 'ron-tidy init' writes one"),
            ("clang-tidy", "MISSING clang-tidy        '/nowhere' is not installed"),
            ("module", "it needs a clang-tidy first"),
            ("compile database", "there is no compile_commands.json"),
            ("pre-commit", "run 'pre-commit install'"),
        ):
            with self.subTest(name):
                self.assertIn(said, lines[name])
        self.assertEqual("x", str(NotSetUp("x")))

    def test_doctor_of_what_is_in_order(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp", "gone.cpp")
        self.put("ron-tidy.toml", "phase = 'gold'\n")
        self.commit_all()
        fake_program(self.project / ".git" / "hooks" / "pre-commit", "")
        lines = self.lines()
        self.assertTrue(all(line.startswith("ok ") for line in lines.values()), lines)
        self.assertIn("clang-tidy, LLVM 19.1.7", lines["clang-tidy"])
        self.assertIn("ron_tidy.so, reports a known defect", lines["module"])
        self.assertIn("2 files, 1 of them not on disk", lines["compile database"])
        self.assertIn("gold: ", lines["phase"])

    def test_init(self) -> None:
        self.write(tests__a_cpp="", vendor__b_cpp="")
        self.database("tests/a.cpp")
        self.commit_all()
        shown = self.ron_tidy("init", module=False)
        self.assertIn("nothing was written", shown.stdout)
        self.assertFalse((self.project / "ron-tidy.toml").exists())
        self.assertEqual(0, self.ron_tidy("init", "--write", module=False).returncode)
        config = load(self.project)
        self.assertEqual(("bronze", "build", ("vendor/",)), (config.phase, config.compile_database, config.ignore))
        self.assertEqual(("tests", "test"), (config.components[0].name, config.components[0].class_name))
        checked = subprocess.run(
            ["pre-commit", "validate-config"], cwd=self.project, capture_output=True, text=True, check=False
        )
        self.assertEqual(0, checked.returncode, checked.stdout)
        self.assertEqual(0, self.ron_tidy("check").returncode)

    def test_init_overwrites_nothing(self) -> None:
        for name in ("ron-tidy.toml", ".pre-commit-config.yaml", ".clang-tidy"):
            self.put(name, "# mine\n")
        result = self.ron_tidy("init", "--write", module=False)
        self.assertEqual("# mine\n", (self.project / ".clang-tidy").read_text())
        self.assertEqual(3, result.stdout.count("(exists; "))
        self.assertIn("still to do: there is no compile_commands.json", result.stdout)

    def test_init_of_nothing_is_toml(self) -> None:
        self.ron_tidy("init", "--write", module=False)
        self.assertEqual("bronze", tomllib.loads((self.project / "ron-tidy.toml").read_text())["phase"])


if __name__ == "__main__":
    unittest.main()
