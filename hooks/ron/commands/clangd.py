# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy clangd: the checks in the editor. Until the server runs, nothing may be written to standard output."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from ron import builder, editor, packages, phases
from ron.builder import EDITOR
from ron.checksdef import PHASES
from ron.errors import CLEAN, UnknownPhase
from ron.options import llvm_version
from ron.repository import this_repository

SUMMARY = "run clangd with the ron-* checks, for editors; what is not an option below goes to clangd"
EXAMPLES = ("ron-tidy clangd --install", "ron-tidy clangd --background-index", "ron-tidy clangd --check=src/a.cpp")
PASSES_ON = True  # options that are not ours


def configure(parser: argparse.ArgumentParser) -> None:
    parser.allow_abbrev = False
    parser.add_argument(
        "--install", action="store_true", help=f"build it, and put '{editor.LAUNCHER}' into ~/.local/bin"
    )
    parser.add_argument("--install-deps", action="store_true", help="install what the build needs (root, Debian)")
    parser.add_argument("--llvm", type=llvm_version, metavar="N", help="the LLVM of clang-tidy-N, 19 or newer")
    parser.add_argument("--phase", metavar="PHASE", help=f"how strict: {', '.join(PHASES)}")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="show what applies to a file, and run nothing")


def execute(arguments: argparse.Namespace) -> int:
    if arguments.phase:
        if arguments.phase not in PHASES:
            raise UnknownPhase(arguments.phase, PHASES)
        os.environ[phases.VARIABLES[0]] = arguments.phase  # of the server, which asks for each file
    if arguments.settings:
        print(editor.settings(arguments.settings))
        return CLEAN
    repository = this_repository()
    tool = editor.find_tool(arguments.llvm, Path.cwd())
    if not builder.place(repository, tool, EDITOR).is_file():
        needed = packages.to_edit(tool.major)
        packages.require(needed, install=arguments.install_deps, command="ron-tidy clangd", say=builder.say)
    # The terminal is the editor's.
    server = builder.ensure(repository, tool, EDITOR, builder.show if sys.stderr.isatty() else lambda text: None)
    if arguments.install:
        return install(arguments)
    command = [str(server), f"--ron-tidy={repository.root / 'hooks' / 'ron-tidy'}", *arguments.others]
    os.execv(server, command)


def install(arguments: argparse.Namespace) -> int:
    fixed = [f"--llvm={arguments.llvm}"] if arguments.llvm else []
    fixed += [f"--phase={arguments.phase}"] if arguments.phase else []
    path = editor.install(this_repository(), [*fixed, *arguments.others])
    print(f"installed: {path}")
    if shutil.which(editor.LAUNCHER) != str(path):
        print(f"'{path.parent}' is not on your PATH; give editors the whole path")
    return CLEAN
