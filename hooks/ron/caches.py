# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What makes a run fast, put together: kept results, compiled heads, and a look at the wanted files only."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ron import cache, module
from ron.analysis import Plan
from ron.config import Config
from ron.enabled import Enabled
from ron.kept import Results, environment
from ron.preambles import Preambles
from ron.store import MIB, Store, digest, prune
from ron.traces import Disk
from ron.wanted import Wanted

KINDS = ("results", "preambles", "enabled")
PRUNE_EVERY_SECONDS = 600


def attach(plan: Plan, wanted: Wanted, settings: Config, *, warm: bool = False) -> Plan:
    """The plan of a run that uses the caches; one that is to warm them compiles every head."""
    disk = Disk(plan.contents)
    tools = digest(module.identity(plan.module, plan.tool), environment())
    enabled = Enabled(plan, tools, disk)
    plan = replace(plan, wanted=wanted, disk=disk, suits=enabled.suits)
    if settings.cache_size == 0:
        return plan
    return replace(
        plan,
        results=Results(tools, wanted, disk),
        preambles=Preambles(tools, wanted, disk, warm or settings.preambles == "now", warm, enabled.suits),
    )


def conclude(plan: Plan, settings: Config) -> None:
    """Keeps the caches within their bounds, counts, and says once what could not be kept."""
    if plan.results is None or plan.preambles is None:
        return
    trouble = plan.results.store.trouble + plan.preambles.store.trouble
    if trouble:
        print(f"ron-tidy: the cache could not be written, so the next run is slower: {trouble[0]}", file=sys.stderr)
        return
    count(plan.results.hits, plan.results.misses)
    stamp = cache.directory() / "pruned"
    with suppress(OSError):
        if plan.results.misses and (not stamp.is_file() or time.time() - stamp.stat().st_mtime > PRUNE_EVERY_SECONDS):
            stamp.touch()
            prune(stores(), settings.cache_size * MIB)


def stores() -> tuple[Store, ...]:
    return tuple(Store(kind) for kind in KINDS)


def count(hits: int, misses: int) -> None:
    """Adds to what 'ron-tidy cache' shows. Two runs at once may lose one of their counts, which harms nobody."""
    path = counts()
    with suppress(OSError):
        before = totals()
        path.write_text(f"{before[0] + hits} {before[1] + misses}\n")


def totals() -> tuple[int, int]:
    """Results that were found, and that were not, since the caches were cleared."""
    try:
        hits, misses = counts().read_text().split()
        return int(hits), int(misses)
    except (OSError, ValueError):
        return 0, 0


def counts() -> Path:
    return cache.directory() / "counts"
