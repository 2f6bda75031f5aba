# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""'ron-tidy new-check' in a copy of the repository: it builds, and exactly one test is red until the check is written."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from ron.checksdef import GROUPS, read
from ron.lit import run_lit
from ron.repository import Repository
from support import LLVM, MODULE, ROOT

NAME = "scaffold-probe"
BUILD = Path(MODULE).parent


def copy_repository(target: Path) -> Repository:
    """The sources alone: a build directory cannot move."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(".git", "build", "__pycache__"), symlinks=True)
    return Repository(target)


def affected(repository: Repository, group: str) -> tuple[Path, ...]:
    """The new test and what is held of the repository; other checks' tests cannot change, and this test not recurse."""
    meta = sorted((repository.root / "test" / "meta").rglob("test_*.py"))
    slow = ("test_scaffold.py", "test_truncated.py", "test_ron_check.py")
    own = repository.root / "test" / "checks" / group / f"{NAME}.cpp"
    return (own, *(path for path in meta if path.name not in slow))


def run(*command: str, cwd: Path) -> None:
    launcher = (sys.executable, "-B", str(ROOT / "test" / "support" / "reuse_objects.py"), str(ROOT), str(BUILD))
    reusing = {**os.environ, "CMAKE_CXX_COMPILER_LAUNCHER": ";".join(launcher)}
    ended = subprocess.run(command, cwd=cwd, env=reusing, capture_output=True, text=True, check=False, timeout=1200)
    if ended.returncode != 0:
        raise AssertionError(f"{' '.join(command)}\n{ended.stdout}{ended.stderr}")


class ScaffoldTest(unittest.TestCase):
    def test_one_red_test(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            repository = copy_repository(Path(directory) / "copy")
            group = GROUPS[0]
            options = ["--group", group, "--rule", "1", "--phase", "bronze"]
            run(sys.executable, "hooks/ron-tidy", "new-check", NAME, *options, cwd=repository.root)
            self.assertIn(NAME, [check.name for check in read(repository)])
            run(sys.executable, "hooks/ron-tidy", "build", "--here", "--llvm", LLVM, cwd=repository.root)
            results = run_lit(repository, int(LLVM), affected(repository, group), lambda line: None)
            red = [result.name for result in results if not result.passed and not result.skipped]
            self.assertEqual(1, len(red), red)
            self.assertIn(f"checks/{group}/{NAME}.cpp", red[0])


if __name__ == "__main__":
    unittest.main()
