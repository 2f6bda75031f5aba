# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron.checksdef import PHASES
from ron.llvm import NEWEST, OLDEST


def llvm_version(text: str) -> int:
    if not text.isdigit() or not OLDEST <= int(text) <= NEWEST:
        raise argparse.ArgumentTypeError(f"'{text}' is not an LLVM version from {OLDEST} to {NEWEST}")
    return int(text)


def add_tool(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--llvm", type=llvm_version, metavar="N", help="use clang-tidy-N")
    parser.add_argument("--clang-tidy", metavar="PATH", help="use this clang-tidy (also: RON_CLANG_TIDY)")


def add_analysis(parser: argparse.ArgumentParser) -> None:
    """What decides on the files, the checks and the programs."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files to check (default: all)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every file of the compile database")
    which.add_argument("--staged", action="store_true", help="what 'git commit' would commit, as it is in the index")
    which.add_argument("--since", metavar="REV", help="the files changed since a revision")
    which.add_argument("--pre-commit", action="store_true", help="the files named, as pre-commit names them")
    parser.add_argument("--changed-lines", action="store_true", help="only what the changed lines bring")
    parser.add_argument("--phase", metavar="PHASE", help=f"how strict: {', '.join(PHASES)}")
    parser.add_argument("--checks", metavar="LIST", help="only these: names or globs, separated by commas")
    parser.add_argument("-p", dest="build", type=Path, metavar="DIR", help="the directory of compile_commands.json")
    parser.add_argument("--time-limit", type=int, metavar="SECONDS", help="for one file (default 300)")
    parser.add_argument("--module", type=Path, metavar="PATH", help="use this module instead of the cached one")
    parser.add_argument("--no-cache", action="store_true", help="analyse everything anew, and keep nothing of it")
    add_tool(parser)
