# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy clangd': builds once, hands over to the server, and tells it what applies to a file. All are stand-ins."""

import json
import os
import sys
import unittest

from ron.editor import LAUNCHER, find_tool, install, settings
from ron.errors import EditorTooOld, LauncherInTheWay, PackagesMissing, UnknownPhase
from ron.main import make_parser
from support import REPOSITORY
from support.fakes import environment, fake_clang_tidy, fake_program, git
from support.project import ProjectCase

CMAKE = """
import pathlib
if "-S" in sys.argv:
    build = pathlib.Path(sys.argv[sys.argv.index("-B") + 1])
    build.mkdir(parents=True)
    (build / "build.ninja").touch()
    sys.exit(0)
build = pathlib.Path(sys.argv[sys.argv.index("--build") + 1])
server = build / sys.argv[sys.argv.index("--target") + 1]
server.write_text(f"#!{sys.executable}\\nimport os, sys\\nprint(sys.argv[1:], os.environ.get('RON_PHASE'))\\n")
server.chmod(0o755)
"""


class EditorTest(ProjectCase):
    def setUp(self) -> None:
        super().setUp()
        self.programs = self.directory / "bin"
        fake_program(self.programs / "cmake", CMAKE)
        fake_program(self.programs / "c++", "print('c++ 1')")
        self.variables |= {"HOME": str(self.directory), "RON_CLANG_TIDY": str(self.tool)}
        path = f"{self.programs}:{self.variables['PATH']}"
        self.enterContext(environment(**self.variables | {"PATH": path}))
        os.environ.pop("RON_PHASE", None)

    def run_clangd(self, *arguments: str) -> tuple[list[str], str]:
        """The arguments that the server got, and the phase."""
        done = self.ron_tidy("clangd", *arguments, module=False, PATH=os.environ["PATH"])
        self.assertEqual(0, done.returncode, done.stderr)
        shown, _, phase = done.stdout.strip().rpartition(" ")
        return json.loads(shown.replace("'", '"')), phase

    def test_hands_over(self) -> None:
        """Nothing but the server writes to standard output, and what is not ours reaches it in order."""
        ours = f"--ron-tidy={REPOSITORY.root / 'hooks' / 'ron-tidy'}"
        self.assertEqual(([ours], "None"), self.run_clangd())
        given = ("--log=verbose", "--query-driver", "/usr/bin/g++", "--clang-tidy", "--install-x", "-j=2")
        self.assertEqual(([ours, *given], "gold"), self.run_clangd("--phase", "gold", *given))

    def test_built_once(self) -> None:
        first = self.ron_tidy("clangd", module=False, PATH=os.environ["PATH"])
        self.assertIn("building the editor's server for LLVM 19", first.stderr)
        fake_program(self.programs / "cmake", "sys.exit(1)")
        self.assertEqual("", self.ron_tidy("clangd", module=False, PATH=os.environ["PATH"]).stderr)

    def test_unknown_arguments_of_others(self) -> None:
        self.assertIn("unrecognized arguments: --frob", self.ron_tidy("check", "--frob").stderr)

    def test_install(self) -> None:
        done = self.ron_tidy("clangd", "--install", "--phase", "silver", "-j=2", module=False, PATH=os.environ["PATH"])
        launcher = self.directory / ".local" / "bin" / LAUNCHER
        self.assertEqual([f"installed: {launcher}"], done.stdout.splitlines()[:1])
        self.assertIn("is not on your PATH", done.stdout)
        self.assertTrue(os.access(launcher, os.X_OK))
        command = f"exec {REPOSITORY.root / 'hooks' / 'ron-tidy'} clangd --phase=silver -j=2 \"$@\"\n"
        self.assertIn(command, launcher.read_text())
        install(REPOSITORY, [])  # ours is replaced
        launcher.write_text("#!/bin/sh\n")
        with self.assertRaisesRegex(LauncherInTheWay, "not made by ron-tidy"):
            install(REPOSITORY, [])
        launcher.unlink()
        launcher.symlink_to(sys.executable)
        with self.assertRaises(LauncherInTheWay):
            install(REPOSITORY, [])

    def test_old_llvm(self) -> None:
        old = fake_clang_tidy(self.directory / "old", "16.0.6")
        with environment(RON_CLANG_TIDY=str(old)), self.assertRaisesRegex(EditorTooOld, "LLVM 19 or newer.*--llvm N"):
            find_tool(None, self.project)

    def test_broken_configuration_keeps_nobody_from_mending_it(self) -> None:
        self.put("ron-tidy.toml", "phase = 1\n")
        self.assertEqual(str(self.tool), find_tool(None, self.project).path)

    def test_missing_packages(self) -> None:
        fake_program(self.programs / "dpkg-query", "sys.exit(1)")
        with self.assertRaisesRegex(PackagesMissing, "libgrpc.*'ron-tidy clangd --install-deps'"):
            run_raising("clangd")

    def test_unknown_phase(self) -> None:
        with self.assertRaisesRegex(UnknownPhase, "did you mean 'silver'"):
            run_raising("clangd", "--phase", "sliver")

    def test_settings(self) -> None:
        git(self.project, "init", "-q", "-b", "work")
        self.put(
            "ron-tidy.toml", 'phase = "silver"\nignore = ["gone/"]\ncomponents.t = {paths = ["t/"], class = "test"}\n'
        )
        answer = json.loads(settings(self.project / "t" / "new" / "a.cpp"))  # a file in a directory to be made
        config = json.loads(answer["config"])
        self.assertIn("ron-magic-sleep,", config["Checks"])
        self.assertNotIn("-*", config["Checks"].split(","))  # the user's own, and clangd's, stay on
        self.assertIn("ron-blocking-in-coroutine", config["WarningsAsErrors"])
        self.assertEqual("test", config["CheckOptions"]["ron-magic-sleep.ComponentClass"])
        self.assertIn(str(self.project / "ron-tidy.toml"), answer["depends"])
        self.assertIn(str(self.project / ".git" / "HEAD"), answer["depends"])
        ignored = json.loads(settings(self.project / "gone" / "a.cpp"))
        self.assertEqual("-ron-*", json.loads(ignored["config"])["Checks"])

    def test_settings_without_a_repository(self) -> None:
        self.put("ron-tidy.toml", 'phase = "silver"\n')
        answer = json.loads(settings(self.project / "deep" / "a.cpp"))
        self.assertIn("ron-blocking-in-coroutine", json.loads(answer["config"])["WarningsAsErrors"])
        (self.project / "ron-tidy.toml").write_text("phase = 1\n")
        self.assertEqual(["depends"], list(json.loads(settings(self.project / "a.cpp"))))


def run_raising(*command_line: str) -> None:
    """As main, but for what it does with errors."""
    arguments, arguments_of_clangd = make_parser(command_line[:1]).parse_known_args(command_line)
    arguments.others = arguments_of_clangd
    arguments.execute(arguments)


if __name__ == "__main__":
    unittest.main()
