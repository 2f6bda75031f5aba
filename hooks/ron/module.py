# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The built module: for which LLVM it is, and proof that clang-tidy runs its checks."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from ron.errors import ModuleMismatch, ModuleMissing, ModuleNotLoaded, ModuleUnreadable
from ron.findings import parse
from ron.llvm import ClangTidy
from ron.process import run

SIGNATURE = re.compile(rb"ron-tidy (?P<own>[0-9.]+) llvm (?P<llvm>\d+\.\d+\.\d+)\0")
CANARY = 'extern "C" int usleep(unsigned);\nvoid canary() { usleep(1000); }\n'


def built_for(module: Path) -> str:
    """The LLVM version in the module's own section, read without loading it."""
    match = SIGNATURE.search(module.read_bytes())
    if match is None:
        raise ModuleUnreadable(module)
    return match["llvm"].decode()


def require_match(module: Path, tool: ClangTidy) -> None:
    """clang-tidy loads a module of another LLVM without a word, reports nothing and exits 0."""
    if not module.is_file():
        raise ModuleMissing(module, tool.major)
    version = built_for(module)
    if version.split(".")[0] != str(tool.major):
        raise ModuleMismatch(module, version, tool.path, tool.version)


def require_canary(module: Path, tool: ClangTidy) -> None:
    """No result is believed before a file with a known defect has given its finding."""
    with tempfile.TemporaryDirectory(prefix="ron-tidy-") as directory:
        canary = Path(directory) / "canary.cpp"
        canary.write_text(CANARY)
        command = [tool.path, f"-load={module}", "--checks=-*,ron-*", "--config={}", str(canary), "--", "-std=c++20"]
        result = run(command, timeout=120)
    if not any(finding.check.startswith("ron-") for finding in parse(result.text).findings):
        raise ModuleNotLoaded(module, tool.path)


def require_usable(module: Path, tool: ClangTidy) -> None:
    require_match(module, tool)
    require_canary(module, tool)
