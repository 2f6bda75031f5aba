# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy build: the module for one LLVM."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

from ron import packages
from ron.errors import CLEAN, BuildFailed
from ron.llvm import NEWEST, OLDEST, REFERENCE
from ron.process import run, tail
from ron.repository import Repository, this_repository

SUMMARY = "build the module"
EXAMPLES = ("ron-tidy build", "ron-tidy build --llvm 22")
CONFIGURE_TIMEOUT_SECONDS, BUILD_TIMEOUT_SECONDS = 300.0, 3600.0
STEP = re.compile(r"\[(\d+)/(\d+)\] (?:Building CXX object (?:\S*\.dir/)?)?(?P<what>\S+)")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--llvm", type=llvm_version, default=REFERENCE, metavar="N", help=f"the LLVM to build for (default {REFERENCE})"
    )
    parser.add_argument("--install-deps", action="store_true", help="install what the build needs (root, Debian)")


def llvm_version(text: str) -> int:
    if not text.isdigit() or not OLDEST <= int(text) <= NEWEST:
        raise argparse.ArgumentTypeError(f"'{text}' is not an LLVM version from {OLDEST} to {NEWEST}")
    return int(text)


def execute(arguments: argparse.Namespace) -> int:
    packages.require(
        packages.to_build(arguments.llvm), install=arguments.install_deps, command="ron-tidy build", say=print
    )
    print(build(this_repository(), arguments.llvm))
    return CLEAN


def build(repository: Repository, llvm: int) -> Path:
    """Brings the module up to date and returns its path."""
    preset = f"llvm-{llvm}"
    directory = repository.build_directory(llvm)
    if not (directory / "build.ninja").is_file():
        command = ["cmake", "-S", str(repository.root), "-B", str(directory), "-G", "Ninja", f"-DRON_LLVM={llvm}"]
        command += compiler_choice(llvm)
        configured = run(command, timeout=CONFIGURE_TIMEOUT_SECONDS, cwd=repository.root)
        if configured.code != 0:
            raise BuildFailed(f"configuring '{preset}'", tail(configured.text))
    command = ["cmake", "--build", str(directory)]
    built = run(
        command, timeout=BUILD_TIMEOUT_SECONDS, cwd=repository.root, on_line=lambda line: progress(preset, line)
    )
    finish_progress()
    if built.code != 0:
        raise BuildFailed(f"building '{preset}'", tail(built.text, 40))
    return repository.module(llvm)


def compiler_choice(llvm: int) -> list[str]:
    """clang where it is there, for it takes half of gcc's time; gcc for the old LLVMs, so that both see our sources."""
    clang = shutil.which(f"clang++-{llvm}")
    return [f"-DCMAKE_CXX_COMPILER={clang}"] if clang and llvm >= REFERENCE else []


def progress(preset: str, line: str) -> None:
    step = STEP.match(line)
    if step and sys.stderr.isatty():
        print(f"\r\033[K{preset}: {step[1]} of {step[2]}: {step['what'][-60:]}", end="", file=sys.stderr, flush=True)


def finish_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
