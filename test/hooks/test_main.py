# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The command line as users meet it: one clear sentence, the right exit code."""

import contextlib
import io
import subprocess
import sys
import unittest
from types import SimpleNamespace
from unittest import mock

from ron import main as main_module
from ron.errors import CLEAN, COULD_NOT_RUN, INTERRUPTED, OUR_BUG, HookError, UnknownPhase
from support import CHECKS, ROOT
from support.fakes import TemporaryDirectoryCase

# Arguments, what stderr says.
USERS_MISTAKES = (
    (["check", "--phase", "brnze"], "ron-tidy: there is no phase 'brnze'; did you mean 'bronze'?\n"),
    (["check", "--all", "--staged"], "not allowed with argument"),
    (["check", "--checks", "lock-accross-await"], "did you mean 'ron-lock-across-await'"),
    (["check", "--checks", "x*"], "'x*' matches no check"),
    (["build", "--clang-tidy", "/nowhere/clang-tidy"], "'/nowhere/clang-tidy' is not installed"),
    (["explain", "magic-slep"], "did you mean 'ron-magic-sleep'"),
    (["test", "no-such-test"], "'no-such-test' selects no test"),
    (["build", "--llvm", "15"], "'15' is not an LLVM version from 16 to 22"),
    (["chek"], "invalid choice: 'chek'"),
    ([], "required: COMMAND"),
)


def ron_tidy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


class MainTest(TemporaryDirectoryCase):
    def end_with(self, error: BaseException) -> tuple[int, str]:
        def execute(arguments: object) -> int:
            raise error

        command = SimpleNamespace(SUMMARY="s", EXAMPLES=("e",), configure=lambda parser: None, execute=execute)
        output = io.StringIO()
        with mock.patch.object(main_module, "load", lambda name: command), contextlib.redirect_stderr(output):
            return main_module.main(["index"]), output.getvalue()

    def test_users_mistakes(self) -> None:
        for arguments, said in USERS_MISTAKES:
            result = ron_tidy(*arguments)
            with self.subTest(arguments):
                self.assertEqual(COULD_NOT_RUN, result.returncode)
                self.assertIn(said, result.stderr)
                self.assertNotIn("Traceback", result.stderr)

    def test_ends(self) -> None:
        for error, code, said in (
            (UnknownPhase("x", ["bronze"]), COULD_NOT_RUN, "ron-tidy: there is no phase 'x'"),
            (HookError("text"), COULD_NOT_RUN, "ron-tidy: text\n"),
            (KeyboardInterrupt(), INTERRUPTED, "ron-tidy: interrupted\n"),
            (ValueError("oops"), OUR_BUG, "this is a bug of ron-tidy"),
        ):
            with self.subTest(error):
                ended, output = self.end_with(error)
                self.assertEqual(code, ended)
                self.assertIn(said, output)

    def test_help(self) -> None:
        for arguments in ([], *([name] for name in main_module.NAMES)):
            result = ron_tidy(*arguments, "--help")
            with self.subTest(arguments):
                self.assertEqual(CLEAN, result.returncode)
                self.assertIn("examples:\n  ron-tidy ", result.stdout)

    def test_explain(self) -> None:
        for check in CHECKS:
            result = ron_tidy("explain", check.full_name)
            with self.subTest(check.name):
                self.assertTrue(result.stdout.startswith(f"# {check.full_name}\n"), result.stderr)


if __name__ == "__main__":
    unittest.main()
