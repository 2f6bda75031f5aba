# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Stand-ins for programs: scripts in a temporary directory, so that real processes are tested."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TemporaryDirectoryCase(unittest.TestCase):
    """A test with a directory of its own."""

    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.directory = Path(made.name).resolve()


def fake_program(path: Path, python: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\nimport sys\n{python}\n")
    path.chmod(0o755)
    return path


def fake_clang_tidy(path: Path, version: str, body: str = "") -> Path:
    """Answers --version and otherwise does what the body says."""
    answer = f'if "--version" in sys.argv:\n    print("  LLVM version {version}")\n    sys.exit(0)\n'
    return fake_program(path, answer + body)


def fake_module(path: Path, llvm: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x7fELF...ron-tidy 0.1.0 llvm " + llvm.encode() + b"\0...")
    return path


def git(directory: Path, *arguments: str) -> str:
    """git as on a machine with no settings, whatever repository the tests themselves run from."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", "-C", str(directory), *arguments],
        env={**clean, **who, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@contextmanager
def environment(**values: str) -> Iterator[None]:
    saved = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)
