# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy shell-sleep: sleeps in shell scripts, CI files, Dockerfiles and Makefiles."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from ron import textreport
from ron.errors import CLEAN, FINDINGS, FixFailed
from ron.findings import Finding
from ron.shellsleep import LIBRARY, NAME, Sleep, find_sleeps
from ron.textfiles import Reader, TextFile, add_options

SUMMARY = "find sleeps in shell scripts, CI files, Dockerfiles and Makefiles"
EXAMPLES = ("ron-tidy shell-sleep --staged", "ron-tidy shell-sleep --fix ci/start.sh", "ron-tidy shell-sleep --all")
WHYS = {NAME: "rule 10"}


def configure(parser: argparse.ArgumentParser) -> None:
    add_options(parser)
    parser.add_argument("--fix", action="store_true", help="wait for the URL where it is evident which one is meant")


def execute(arguments: argparse.Namespace) -> int:
    if arguments.fix and arguments.staged:
        raise FixFailed("--staged reads the index, and --fix changes the work tree; use one of them")
    base = Path.cwd()
    reader = Reader(base)
    found: list[Finding] = []
    fixed: list[str] = []
    for file in reader.chosen(arguments):
        sleeps = find_sleeps(file, reader.root)
        findings = [sleep.finding for sleep in sleeps]
        found += findings
        for line in textreport.human(file, findings, WHYS, base):
            print(line)
        if arguments.fix and any(sleep.fix for sleep in sleeps):
            write(reader.root / file.path, fixed_text(file, sleeps), file)
            fixed.append(textreport.printable(os.path.relpath(reader.root / file.path, base)))
    textreport.conclude(reader, found)
    if fixed:
        print(f"fixed: {', '.join(fixed)}; source a copy of {LIBRARY} there, look at the change and stage it")
    return FINDINGS if found else CLEAN


def fixed_text(file: TextFile, sleeps: list[Sleep]) -> bytes:
    text = file.text
    for fix in sorted((sleep.fix for sleep in sleeps if sleep.fix), key=lambda fix: fix.start, reverse=True):
        text = text[: fix.start] + fix.text + text[fix.end :]
    return text.encode(file.encoding)


def write(path: Path, data: bytes, read: TextFile) -> None:
    """All of it or nothing, with the mode that the file has; one that changed meanwhile is left alone."""
    shown = textreport.printable(read.path)
    try:
        if path.read_bytes() != read.data:
            raise FixFailed(f"'{shown}' changed while it was read; run it again")
        mode = path.stat().st_mode
        handle, name = tempfile.mkstemp(prefix=".ron-tidy-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(data)
            os.chmod(name, mode)
            os.replace(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise FixFailed(f"'{shown}' cannot be written: {error.strerror}") from error
