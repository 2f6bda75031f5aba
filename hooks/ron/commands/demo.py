# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy demo: a new user's first commits, from the block in .pre-commit-config.yaml to a repaired service."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from ron import packages
from ron.errors import CLEAN
from ron.llvm import REFERENCE
from ron.repository import this_repository
from ron.tryout import NEW_FILES, Tryout

SUMMARY = "show a commit that is blocked, repaired and let through, in a copy of an example service"
EXAMPLES = ("ron-tidy demo --install-deps", "ron-tidy demo")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--install-deps", action="store_true", help="install what the demonstration needs (root, Debian)"
    )


def execute(arguments: argparse.Namespace) -> int:
    packages.require(
        packages.to_demonstrate(REFERENCE), install=arguments.install_deps, command="ron-tidy demo", say=say
    )
    with tempfile.TemporaryDirectory(prefix="ron-tidy-demo-") as directory:
        environment = {"RON_CLANG_TIDY": f"clang-tidy-{REFERENCE}"}
        demonstrate(Tryout(this_repository(), Path(directory).resolve(), environment, say))
    return CLEAN


def say(line: str) -> None:
    print(line, flush=True)


def demonstrate(tryout: Tryout) -> None:
    say("== an example service, as a repository of its own")
    tryout.set_up()
    say("== the block is added")
    tryout.add_block()
    say("== a commit full of planted mistakes is blocked; the first one builds the module")
    tryout.commit(expected=1)
    say("== what is safe to repair is repaired")
    tryout.hook("ron-tidy-fix", 1)
    tryout.must("git", "--no-pager", "diff", "--", *NEW_FILES)
    say("== the next commit is let through")
    tryout.commit(expected=0)
    say("== done; 'ron-silver' in the block would hold the service to more")
