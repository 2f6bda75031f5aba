# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each way in which clang-tidy can end is a finding or a failure, never a clean run by mistake."""

import unittest
from pathlib import Path

from ron.analysis import Plan, UnitResult, merge
from ron.database import Entry
from ron.exported import Edit, Place, read
from ron.findings import Finding
from ron.flags import Unit
from ron.llvm import ClangTidy
from ron.schedule import check_units
from support.fakes import TemporaryDirectoryCase, fake_clang_tidy

WARNING = "{file}:2:10: warning: sleeps [ron-magic-sleep]"
# What the fake prints, its end, the number of findings, what the failure says.
ENDS = (
    ("", "sys.exit(0)", 0, ""),
    (WARNING, "sys.exit(0)", 1, ""),
    (WARNING, "sys.exit(1)", 1, "did not finish"),
    (WARNING.replace("warning", "error"), "sys.exit(1)", 1, ""),
    (
        "{file}:1:1: error: expected ';' [clang-diagnostic-error]",
        "sys.exit(1)",
        0,
        "does not parse: .*:1:1: expected ';'",
    ),
    (WARNING + "\n{file}:1:1: error: expected ';' [clang-diagnostic-error]", "sys.exit(1)", 1, "does not parse"),
    ("", "import os; os.abort()", 0, r"crashed on .* \(SIGABRT\)"),
    ("Error opening 'm.so': gone\n  -load request ignored.", "sys.exit(0)", 0, "did not finish .*Error opening"),
    ("", "sys.exit(2)", 0, "exit status 2"),
)
EXPORT = """\
---
MainSourceFile:  '{file}'
Diagnostics:
  - DiagnosticName:  ron-magic-sleep
    DiagnosticMessage:
      Message:         'sleeps,
 long'
      FilePath:        '{file}'
      FileOffset:      {offset}
      Replacements:
        - FilePath:        '{file}'
          Offset:          9
          Length:          1
          ReplacementText: "x\\n\\xE9"
    Level:           Warning
  - DiagnosticName:  ron-other
    DiagnosticMessage:
      Message:         other
      FilePath:        '{file}'
      FileOffset:      0
      Replacements:    []
    Notes:
      - Message:         note
        FilePath:        '{file}'
        FileOffset:      4
        Replacements:
          - FilePath:        '{file}'
          Offset:          1
          Length:          0
          ReplacementText: 'y'
...
"""


class AnalysisTest(TemporaryDirectoryCase):
    def check(self, printed: str, end: str, names: tuple[str, ...] = ("a.cpp",)) -> tuple[UnitResult, ...]:
        body = f"print({printed!r}.replace('{{file}}', sys.argv[-1]))\nsys.stdout.flush()\n{end}"
        tool = ClangTidy(str(fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", body)), "19.1.7")
        return check_units(self.plan(tool), tuple(self.unit(name) for name in names), lambda result: None)

    def plan(self, tool: ClangTidy, **more: object) -> Plan:
        return Plan(tool, self.directory / "m.so", lambda file: "{}", self.directory, **more)

    def unit(self, name: str, *arguments: str) -> Unit:
        file = self.directory / name
        file.write_text("int a;\nint *p = 0;\n")
        return Unit(Entry(file, self.directory, ("c++", *arguments, name)), file)

    def test_ends(self) -> None:
        for printed, end, count, failure in ENDS:
            with self.subTest(printed=printed, end=end):
                (result,) = self.check(printed, end)
                self.assertEqual(count, len(result.findings))
                self.assertRegex(result.failure, failure or "^$")

    def test_order_and_duplicates(self) -> None:
        header = f"{self.directory / 'z.h'}:1:1: warning: sleeps [ron-magic-sleep]"
        results = self.check(f"{header}\n{WARNING}", "sys.exit(0)", ("b.cpp", "a.cpp"))
        self.assertEqual(["b.cpp", "a.cpp"], [result.unit.subject.name for result in results])
        self.assertEqual(["a.cpp", "b.cpp", "z.h"], [f.path.rsplit("/", 1)[1] for f in merge(results)])

    def test_fixes_are_told(self) -> None:
        export = EXPORT.replace("{offset}", "16")
        end = f"open([a for a in sys.argv if 'export' in a][0].split('=')[1], 'w').write({export!r}.replace('{{file}}', sys.argv[-1]))"
        (result,) = self.check(WARNING, end)
        file = str(self.directory / "a.cpp")
        self.assertEqual(("int *p = 0;", True), (result.findings[0].code, result.findings[0].has_fix))
        self.assertEqual((Edit(file, 9, 1, "x\n\xe9"),), result.findings[0].edits)
        (path,) = self.directory.glob("unit-*/fixes.yaml")
        exported = read(path)
        self.assertEqual({Place(file, 2, 10, "ron-magic-sleep")}, exported.fixes)
        self.assertEqual({Place(file, 1, 1, "ron-other")}, exported.suggestions)

    def test_options_of_other_compilers(self) -> None:
        body = """
import json, pathlib
where = pathlib.Path(sys.argv[sys.argv.index("-p") + 1]) / "compile_commands.json"
(entry,) = json.loads(where.read_text())
print(len(entry["arguments"]), file=open(__file__ + ".log", "a"))
if "-fonly-gcc" in entry["arguments"]:
    print("error: unknown argument: '-fonly-gcc' [clang-diagnostic-error]")
    sys.exit(1)
"""
        tool = ClangTidy(str(fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", body)), "19.1.7")
        plan = self.plan(tool)
        for name in ("a.cpp", "b.cpp"):
            (result,) = check_units(plan, (self.unit(name, "-fonly-gcc"),), lambda result: None)
            self.assertEqual("", result.failure)
        self.assertEqual("3\n2\n2\n", (self.directory / "clang-tidy.log").read_text(), "learned once")

    def test_time_limit(self) -> None:
        tool = ClangTidy(
            str(fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", "import time; time.sleep(60)")), ""
        )
        (result,) = check_units(self.plan(tool, time_limit=0.5), (self.unit("a.cpp"),), lambda result: None)
        self.assertRegex(result.failure, "'.*a.cpp' was not checked: .* was stopped after 0.5 s")

    def test_nothing_exported(self) -> None:
        self.assertEqual(frozenset(), read(self.directory / "none.yaml").fixes)

    def test_merge_keeps_what_differs(self) -> None:
        first = Finding("/a.cpp", 1, 1, "warning", "m", "c")
        other = Finding("/a.cpp", 1, 1, "warning", "n", "c")
        unit = self.unit("a.cpp")
        results = (UnitResult(unit, (first, other), ""), UnitResult(unit, (first,), ""))
        self.assertEqual((first, other), merge(results))


if __name__ == "__main__":
    unittest.main()
