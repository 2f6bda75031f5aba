# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy cache: what is kept between runs, and its end."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import cache, caches, session
from ron.errors import CLEAN
from ron.store import MIB

SUMMARY = "show what is kept between runs, or clear it"
EXAMPLES = ("ron-tidy cache", "ron-tidy cache --clear")
MEANING = {
    "results": "findings of files that did not change since",
    "preambles": "compiled includes",
    "enabled": "lists of the checks that a configuration enables",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--clear", action="store_true", help="remove all of it, but not the built modules")


def execute(arguments: argparse.Namespace) -> int:
    if arguments.clear:
        for store in caches.stores():
            store.drop_all()
        caches.counts().unlink(missing_ok=True)
        print(f"cleared {cache.directory()}")
        return CLEAN
    settings = session.surroundings(None, Path.cwd()).config
    total = 0
    print(cache.directory())
    for store in caches.stores():
        sizes = [size for _, size, _ in store.entries()]
        total += sum(sizes)
        print(f"{store.kind:10} {sum(sizes) / MIB:7.1f} MiB in {len(sizes)}: {MEANING[store.kind]}")
    print(
        f"{'together':10} {total / MIB:7.1f} MiB of {settings.cache_size} MiB; what was not used for longest goes first"
    )
    hits, misses = caches.totals()
    rate = (
        f"{100 * hits // (hits + misses)} % of {hits + misses} files" if hits + misses else "nothing was asked for yet"
    )
    print(f"hit rate   {rate}")
    return CLEAN
