# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy build: the module for one clang-tidy, as hooks do it on first use."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import builder, options, packages
from ron.builder import MODULE, Product
from ron.errors import CLEAN
from ron.llvm import REFERENCE, find_clang_tidy
from ron.repository import Repository, this_repository

SUMMARY = "build the module, unless it is in the cache, and print its path"
EXAMPLES = ("ron-tidy build", "ron-tidy build --llvm 22", "ron-tidy build --llvm 19 --here --install-deps")


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_tool(parser)
    parser.add_argument("--here", action="store_true", help="into build/llvm-N of this checkout, only what changed")
    parser.add_argument("--install-deps", action="store_true", help="install what the build needs (root, Debian)")


def execute(arguments: argparse.Namespace) -> int:
    if arguments.install_deps:
        needed = packages.to_build(arguments.llvm or REFERENCE)
        packages.require(needed, install=True, command="ron-tidy build", say=builder.say)
    tool = find_clang_tidy(arguments.clang_tidy, arguments.llvm)
    if arguments.here:
        print(build(this_repository(), tool.major))
    else:
        print(builder.ensure(this_repository(), tool))
    return CLEAN


def build(repository: Repository, llvm: int, products: tuple[Product, ...] = (MODULE,)) -> Path:
    """Brings the checkout's own module up to date, with what else is wanted, and returns its path."""
    directory = repository.build_directory(llvm)
    choice = [f"-DRON_LLVM={llvm}", f"-DCMAKE_CXX_COMPILER={builder.compiler(llvm)}"]
    builder.compile_products(repository, llvm, directory, choice, directory.with_suffix(".log"), products)
    return repository.module(llvm)
