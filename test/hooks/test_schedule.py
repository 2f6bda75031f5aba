# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which unit is next."""

import threading
import unittest
from pathlib import Path

from ron.analysis import Plan
from ron.database import Entry
from ron.flags import Unit
from ron.llvm import ClangTidy
from ron.schedule import Queue
from support.fakes import TemporaryDirectoryCase


class FakePreambles:
    """Files whose names begin alike have the same head."""

    def plan(self, units: tuple[Unit, ...]) -> None:
        pass

    def head(self, unit: Unit) -> "FakePreambles":
        self.key = unit.entry.file.name[0]
        return self


class QueueTest(TemporaryDirectoryCase):
    def queue(self, sizes: dict[str, int], *, heads: bool = False) -> Queue:
        units = []
        for name, size in sizes.items():
            path = self.directory / name
            path.write_bytes(b"x" * size)
            units.append(Unit(Entry(path, self.directory, ("c++", str(path))), path))
        preambles = FakePreambles() if heads else None
        plan = Plan(ClangTidy("clang-tidy", "19.1.7"), Path("m.so"), lambda file: "{}", self.directory)
        object.__setattr__(plan, "preambles", preambles)
        return Queue(plan, tuple(units))

    def names(self, queue: Queue) -> list[str]:
        taken = []
        while (unit := queue.take()) is not None:
            taken.append(unit.entry.file.name)
        return taken

    def test_largest_first(self) -> None:
        self.assertEqual(["c", "a", "b"], self.names(self.queue({"a": 2, "b": 1, "c": 3})))

    def test_another_head_first(self) -> None:
        """While one compiles a head, whoever shares it would only wait."""
        queue = self.queue({"a1": 9, "a2": 8, "b1": 1}, heads=True)
        self.assertEqual(["a1", "b1", "a2"], self.names(queue))

    def test_memory(self) -> None:
        """One always runs; a second waits for memory, and goes on as soon as there is some."""
        queue = self.queue({"a": 2, "b": 1})
        queue.limit = 0
        first = queue.take()
        assert first is not None
        taken: list[Unit | None] = []
        waiting = threading.Thread(target=lambda: taken.append(queue.take()))
        waiting.start()
        waiting.join(0.3)
        self.assertEqual([], taken)
        queue.release(first)
        waiting.join(10)
        self.assertEqual(1, len(taken))

    def test_closed(self) -> None:
        queue = self.queue({"a": 1})
        queue.close()
        self.assertEqual([], self.names(queue))


if __name__ == "__main__":
    unittest.main()
