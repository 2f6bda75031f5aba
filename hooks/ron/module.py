# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The built module: for which LLVM it is, and proof that clang-tidy runs its checks."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from pathlib import Path

from ron import builder, cache
from ron.errors import ModuleMismatch, ModuleMissing, ModuleNotLoaded, ModuleUnreadable
from ron.findings import parse
from ron.llvm import ClangTidy
from ron.process import run
from ron.repository import Repository

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
    output = parse(result.text)
    if not any(finding.check.startswith("ron-") for finding in output.findings):
        said = (*parse(result.err).unrecognised, *output.unrecognised)  # what went wrong before how to use clang-tidy
        raise ModuleNotLoaded(module, tool.path, next((line for line in said if line.strip()), ""))


def require_usable(module: Path, tool: ClangTidy) -> None:
    """The canary's answer is remembered for this module and this build of clang-tidy, and for nothing else."""
    require_match(module, tool)
    stamp = cache.directory() / "canaries" / identity(module, tool)
    if not stamp.is_file():
        require_canary(module, tool)
        cache.write_whole(stamp, b"")


def identity(module: Path, tool: ClangTidy) -> str:
    digest = hashlib.sha256(tool.version.encode())
    for path in (module.resolve(), Path(shutil.which(tool.path) or tool.path).resolve()):
        about = path.stat()
        digest.update(f"\0{path}\0{about.st_mtime_ns}\0{about.st_size}\0{about.st_ino}".encode())
    return digest.hexdigest()


def usable(repository: Repository, tool: ClangTidy, given: Path | None) -> Path:
    """The module given, else the cached one; a cached one that is broken is built again."""
    if given:
        require_usable(given.resolve(), tool)
        return given.resolve()
    module = builder.ensure(repository, tool)
    try:
        require_usable(module, tool)
    except (ModuleNotLoaded, ModuleUnreadable):
        builder.say(f"the cached module is broken: {module}")
        shutil.rmtree(module.parent, ignore_errors=True)
        module = builder.ensure(repository, tool)
        require_usable(module, tool)
    return module
