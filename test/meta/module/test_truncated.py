# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Broken code never crashes or hangs the module: every test of a check, cut off at places that never change."""

import os
import random
import re
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import TimeoutExpired

from support import CHECK_TESTS, ROOT, clang_tidy, relative

CUTS = 3
TIMEOUT_SECONDS = 60
A_LIBRARY = re.compile(rb"^#include <\w+/", re.MULTILINE)
FLAGS = ("-std=c++20", f"-I{ROOT / 'test'}", "-ferror-limit=0")


def cuts(path: Path) -> list[bytes]:
    """Some beginnings of a file, and one with a piece missing from its middle; of a file with a library, which takes
    seconds to parse, only that."""
    text = path.read_bytes()
    chosen = random.Random(path.name)
    places = sorted(chosen.sample(range(len(text) // 4, len(text)), CUTS))
    gap = text[: places[1]] + text[places[1] + 40 :]
    return [gap] if A_LIBRARY.search(text) else [*(text[:place] for place in places), gap]


def survive(job: tuple[Path, Path]) -> str:
    """Nothing, or what went wrong."""
    origin, copy = job
    try:
        result = clang_tidy(
            "--checks=-*,ron-*", "--config={}", "--fix-errors", str(copy), "--", *FLAGS, timeout=TIMEOUT_SECONDS
        )
    except TimeoutExpired:
        return f"{relative(origin)}: {copy.name} hangs"
    if result.returncode in (0, 1) and "Stack dump" not in result.stderr:
        return ""
    return f"{relative(origin)}: {copy.name}: status {result.returncode}\n{result.stderr[-2000:]}"


class TruncatedTest(unittest.TestCase):
    def test_truncated(self) -> None:
        with tempfile.TemporaryDirectory() as directory:
            jobs = []
            for path in CHECK_TESTS:
                for number, text in enumerate(cuts(path)):
                    copy = Path(directory) / path.stem / f"cut-{number}.cpp"
                    copy.parent.mkdir(exist_ok=True)
                    copy.write_bytes(text)
                    jobs.append((path, copy))
            with ThreadPoolExecutor(max_workers=len(os.sched_getaffinity(0))) as pool:
                faults = [fault for fault in pool.map(survive, jobs) if fault]
        self.assertEqual([], faults)


if __name__ == "__main__":
    unittest.main()
