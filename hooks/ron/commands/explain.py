# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy explain: the page of a check."""

from __future__ import annotations

import argparse

from ron import checksdef, pages
from ron.errors import CLEAN
from ron.repository import this_repository

SUMMARY = "show the page of a check"
EXAMPLES = ("ron-tidy explain lock-across-await",)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("check", metavar="CHECK", help="the name, with or without 'ron-'")


def execute(arguments: argparse.Namespace) -> int:
    repository = this_repository()
    print(pages.read(repository, checksdef.find(checksdef.read(repository), arguments.check)).rstrip())
    return CLEAN
