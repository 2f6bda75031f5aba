# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Many units on all processors: what is known first, the longest next, and no more at once than memory allows."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from ron.analysis import Plan, UnitResult, check_unit, write_overlay
from ron.flags import Unit
from ron.kept import Kept
from ron.process import resident_bytes, stop_all

USUAL_BYTES = 700 << 20  # of a unit of which nothing is known yet
SHARE_OF_FREE_MEMORY = 0.8
PAUSE_SECONDS = 0.05


def check_units(plan: Plan, units: tuple[Unit, ...], on_done: Callable[[UnitResult], None]) -> tuple[UnitResult, ...]:
    """Results in the order of the units, whatever order they end in. Leaves no child when interrupted."""
    overlay = write_overlay(plan)
    results: dict[Unit, UnitResult] = {}
    for unit in units:
        kept = plan.results.load(unit, plan.config(unit.subject)) if plan.results else None
        if kept and not (plan.preambles and plan.preambles.lacks(unit)):
            results[unit] = UnitResult(unit, kept.findings, "", kept.headers)
            on_done(results[unit])
    left = tuple(unit for unit in units if unit not in results)
    plan = replace(plan, spare=len(left) < processors())
    queue = Queue(plan, left)

    def work() -> None:
        while (unit := queue.take()) is not None:
            try:
                result = check_unit(plan, overlay, unit)
            finally:
                queue.release(unit)
            keep(plan, result)
            with queue.changed:
                results[unit] = result
                on_done(result)

    workers = min(processors(), len(queue.waiting))
    with ThreadPoolExecutor(max_workers=workers or 1) as pool:
        futures = [pool.submit(work) for _ in range(workers)]
        try:
            for future in futures:
                future.result()
        finally:
            if len(results) < len(units):  # interrupted
                queue.close()
                pool.shutdown(wait=False, cancel_futures=True)
                stop_all()
    return tuple(results[unit] for unit in units)


def keep(plan: Plan, result: UnitResult) -> None:
    if plan.results and result.trace is not None:
        kept = Kept(result.findings, result.headers)
        plan.results.save(result.unit, plan.config(result.unit.subject), kept, list(result.trace))


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Queue:
    """Gives out the largest unit whose head nobody is just compiling, once there is memory for it."""

    def __init__(self, plan: Plan, units: tuple[Unit, ...]) -> None:
        self.preambles = plan.preambles
        if self.preambles:
            self.preambles.plan(units)
        self.waiting = sorted(units, key=lambda unit: -size(unit))
        self.busy: list[str] = []  # the keys of the heads in work
        self.limit = available_bytes() * SHARE_OF_FREE_MEMORY
        self.largest = USUAL_BYTES
        self.changed = threading.Condition()
        self.closed = False

    def take(self) -> Unit | None:
        with self.changed:
            while self.waiting and not self.closed:
                if not self.busy or self.has_memory():
                    fresh = (unit for unit in self.waiting if self.key(unit) not in self.busy)
                    unit = next(fresh, self.waiting[0])
                    self.waiting.remove(unit)
                    self.busy.append(self.key(unit))
                    return unit
                self.changed.wait(PAUSE_SECONDS)
            return None

    def has_memory(self) -> bool:
        """Whether one more of the largest seen fits beside those that run and may still grow."""
        sizes = resident_bytes()
        self.largest = max([self.largest, *sizes])
        growing = sum(max(used, self.largest) for used in sizes)
        return growing + self.largest <= self.limit

    def release(self, unit: Unit) -> None:
        with self.changed:
            self.busy.remove(self.key(unit))
            self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def key(self, unit: Unit) -> str:
        """Units without a head have nothing to wait for."""
        return (self.preambles.head(unit).key if self.preambles else "") or str(unit.entry.file)


def size(unit: Unit) -> int:
    return unit.entry.file.stat().st_size if unit.entry.file.is_file() else 0


def available_bytes() -> float:
    """What can be had without swapping; no limit where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return float(line.split()[1]) * 1024
    except OSError:
        pass  # not Linux
    return float("inf")
