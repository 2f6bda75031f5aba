# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy init: starting files for this repository, shown before they are written."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import checksdef, database, git, starter
from ron.errors import CLEAN, NoCompileDatabase
from ron.repository import this_repository

SUMMARY = "show starting files for this repository, and write them with --write"
EXAMPLES = ("ron-tidy init", "ron-tidy init --write")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--write", action="store_true", help="write the files that do not exist yet")


def execute(arguments: argparse.Namespace) -> int:
    found = git.find(Path.cwd())
    root = found.root if found else Path.cwd()
    repository = this_repository()
    files = starter.files(root, repository, checksdef.read(repository))
    for name, text in files.items():
        path = root / name
        there = path.exists()
        print(f"== {path}{' (exists; compare, and add what is missing by hand)' if there else ''}")
        print(text)
        if arguments.write and not there:
            path.write_text(text, encoding="utf-8")
            print(f"== written: {path}")
    try:
        print(f"compile database: {database.locate(root)}")
    except NoCompileDatabase as error:
        print(f"still to do: {error}")
    print(
        "then: pre-commit install"
        if arguments.write
        else "nothing was written; 'ron-tidy init --write' writes what does not exist yet"
    )
    return CLEAN
