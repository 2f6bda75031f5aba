# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A real service, end to end: exactly the planted findings; fixed, it builds, passes its tests, is silent where it was
fixed, and its concurrent clients run clean under ThreadSanitizer."""

import os
import re
import shutil
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

from ron import fixes, phases, units
from ron.analysis import Plan, UnitResult, merge
from ron.database import load
from ron.findings import Finding
from ron.llvm import find_clang_tidy
from ron.module import require_usable
from ron.process import Completed, run
from ron.schedule import check_units
from support import CHECKS, LLVM, MODULE, REPOSITORY

PLANTED = re.compile(r"planted: (?P<names>[a-z-]+(?:, [a-z-]+)*)")
# On the line above, and cured by the fix of what is planted on this one.
ABOVE = re.compile(r"planted above: (?P<names>[a-z-]+(?:, [a-z-]+)*)")
TIMEOUT_SECONDS = 1800.0
NAMES = tuple(check.full_name for check in CHECKS)


def planted(directory: Path, marker: re.Pattern[str], offset: int = 0) -> Counter[str]:
    """The markers of the checks that exist so far."""
    found: Counter[str] = Counter()
    for path in sorted(directory.rglob("*")):
        if path.suffix in (".h", ".cpp"):
            for number, line in enumerate(path.read_text().splitlines(), start=1 + offset):
                match = marker.search(line.partition("//")[2])
                names = match["names"].split(", ") if match else []
                found.update(f"{path.relative_to(directory)}:{number} ron-{n}" for n in names if f"ron-{n}" in NAMES)
    return found


class ServiceTest(unittest.TestCase):
    maxDiff = None
    directory: Path
    source: Path
    before: tuple[Finding, ...]
    planted: Counter[str]
    cured: Counter[str]

    @classmethod
    def setUpClass(cls) -> None:
        made = tempfile.TemporaryDirectory(prefix="ron-tidy-e2e-")
        cls.addClassCleanup(made.cleanup)
        cls.directory = Path(made.name).resolve()
        cls.source = cls.directory / "service"
        shutil.copytree(REPOSITORY.service, cls.source)
        cls.cured = planted(cls.source, ABOVE, offset=-1)
        cls.planted = planted(cls.source, PLANTED) + cls.cured
        cls.configure("plain")
        started = time.time_ns()
        cls.before = cls.analyse("before")
        repair = fixes.prepare(cls.before, started, cls.source)
        assert not repair.left, repair.left
        assert not fixes.write(repair, started)

    @classmethod
    def command(cls, *command: str, cwd: Path | None = None) -> Completed:
        result = run(list(command), timeout=TIMEOUT_SECONDS, cwd=cwd)
        if result.code != 0:
            raise AssertionError(f"{' '.join(command)}\n{result.text[-8000:]}")
        return result

    @classmethod
    def configure(cls, name: str, *options: str) -> None:
        cls.command("cmake", "-G", "Ninja", "-S", str(cls.source), "-B", str(cls.directory / name), *options)

    @classmethod
    def analyse(cls, name: str) -> tuple[Finding, ...]:
        tool = find_clang_tidy(None, int(LLVM))
        require_usable(Path(MODULE), tool)
        database = load(cls.source, cls.directory / "plain")
        (cls.directory / name).mkdir()
        config = phases.as_argument(phases.only(CHECKS, "bronze"), alone=True)
        plan = Plan(tool, Path(MODULE), lambda file: config, cls.directory / name)
        return merge(check_units(plan, units.plan(database, database.files, cls.source).units, complain))

    def place(self, finding: Finding) -> str:
        return f"{Path(finding.path).relative_to(self.source)}:{finding.line} {finding.check}"

    def build_and_test(self, name: str, *selection: str) -> None:
        self.command("cmake", "--build", str(self.directory / name), f"-j{len(os.sched_getaffinity(0))}")
        self.command("ctest", "--output-on-failure", "--no-tests=error", *selection, cwd=self.directory / name)

    def test_1_exactly_the_planted_findings(self) -> None:
        found = Counter(self.place(f) for f in self.before)
        self.assertTrue(self.planted)
        missing, unexpected = self.planted - found, found - self.planted
        self.assertEqual(([], []), (sorted(missing.elements()), sorted(unexpected.elements())), "(missing, unexpected)")

    def test_2_silent_where_it_was_fixed(self) -> None:
        self.assertTrue(any(finding.has_fix for finding in self.before))
        unfixed = sorted((f.check, f.message) for f in self.before if not f.has_fix and self.place(f) not in self.cured)
        self.assertEqual(unfixed, sorted((f.check, f.message) for f in self.analyse("after")))

    def test_3_the_fixed_service_builds_and_passes_its_tests(self) -> None:
        self.build_and_test("plain")

    def test_4_the_fixed_service_has_no_data_race(self) -> None:
        self.configure("tsan", f"-DCMAKE_CXX_COMPILER=clang++-{LLVM}", "-DGATEWAY_SANITIZE_THREAD=ON")
        self.build_and_test("tsan", "-R", "ConcurrentClients")


def complain(result: UnitResult) -> None:
    if result.failure:
        raise AssertionError(result.failure)


if __name__ == "__main__":
    unittest.main(failfast=False)
