# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The example service: plain clang-tidy, compiled includes and kept results find the same, with the same fixes."""

import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

from ron import caches, units
from ron.analysis import Plan, merge
from ron.config import Config
from ron.database import load
from ron.findings import Finding
from ron.llvm import REFERENCE, find_clang_tidy
from ron.process import run
from ron.schedule import check_units
from ron.wanted import Wanted
from support import LLVM, MODULE, ROOT
from support.fakes import environment

SERVICE = ROOT / "test" / "e2e" / "service"
FEW = 3  # files of the service that are enough for the other LLVMs
CONFIG = '{"Checks": "-*,ron-*"}'


class ExactnessTest(unittest.TestCase):
    directory: Path

    @classmethod
    def setUpClass(cls) -> None:
        made = tempfile.TemporaryDirectory(prefix="ron-tidy-")
        cls.addClassCleanup(made.cleanup)
        cls.directory = Path(made.name).resolve()
        build = cls.directory / "build"
        configure = ["cmake", "-G", "Ninja", "-S", str(SERVICE), "-B", str(build)]
        done = run([*configure, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"], timeout=300)
        if done.code != 0:
            raise RuntimeError(done.text)
        cls.database = load(SERVICE, build)
        sources = [file for file in cls.database.files if file.parent == SERVICE / "src"]
        largest = sorted(sources, key=lambda file: -file.stat().st_size)
        cls.sources = sorted(largest if int(LLVM) == REFERENCE else largest[:FEW])  # minutes of parsing, for each LLVM
        (cls.directory / "work").mkdir()
        tool = find_clang_tidy(None, int(LLVM))
        cls.plain = Plan(tool, Path(MODULE), lambda file: CONFIG, cls.directory / "work")
        cls.expected = cls.findings(cls.plain)

    @classmethod
    def findings(cls, plan: Plan) -> list[Finding]:
        """In the service's sources; each file was checked."""
        planned = units.plan(cls.database, cls.sources, SERVICE).units
        results = check_units(plan, planned, lambda result: None)
        failures = [result.failure for result in results if result.failure]
        if failures:
            raise RuntimeError("\n".join(failures))
        return sorted((f for f in merge(results) if Path(f.path) in cls.sources), key=repr)

    def cached(self, wanted: Wanted) -> Plan:
        return caches.attach(replace(self.plain), wanted, Config(SERVICE))

    def test_files_named(self) -> None:
        """As on a commit: heads are compiled, then used, then nothing is run at all."""
        self.assertGreater(len(self.expected), len(self.sources))
        wanted = Wanted(SERVICE, frozenset(self.sources))
        with environment(XDG_CACHE_HOME=str(self.directory / "named")):
            for way in ("compiled", "used", "kept"):
                plan = self.cached(wanted)
                assert plan.results is not None and plan.preambles is not None
                with self.subTest(way):
                    self.assertEqual(self.expected, self.findings(plan))
                    self.assertEqual(len(self.sources) if way == "kept" else 0, plan.results.hits)
                    self.assertEqual([], plan.results.store.trouble)
                if way == "compiled":
                    heads = plan.preambles.store.root.glob("*/*/head.pch")
                    self.assertGreater(len(list(heads)), len(self.sources) // 2)
                    plan.results.store.drop_all()

    def test_everything(self) -> None:
        """As in CI: headers are wanted too."""
        with environment(XDG_CACHE_HOME=str(self.directory / "everything")):
            self.assertEqual(self.expected, self.findings(self.cached(Wanted(SERVICE))))


if __name__ == "__main__":
    unittest.main()
