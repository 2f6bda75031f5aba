# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the Python tests share: where things are, and the module under test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ron import checksdef
from ron.repository import Repository

ROOT = Path(__file__).resolve().parent.parent.parent
REPOSITORY = Repository(ROOT)
CHECKS = checksdef.read(REPOSITORY)
CHECK_TESTS = sorted((ROOT / "test" / "checks").rglob("*.cpp"))
LLVM = os.environ.get("RON_TEST_LLVM", "19")
MODULE = os.environ.get("RON_TEST_MODULE", str(REPOSITORY.module(int(LLVM))))


def clang_tidy(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """The stock clang-tidy with the module under test."""
    command = [f"clang-tidy-{LLVM}", f"-load={MODULE}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=timeout)


def repository_files() -> list[Path]:
    """The files of the checkout, without what a build or git leaves there."""
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not {"build", ".git", "__pycache__"} & set(path.relative_to(ROOT).parts)
    )


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))
