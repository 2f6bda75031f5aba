# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each way in which clang-tidy can end is a finding or a failure, never a clean run by mistake."""

import unittest

from ron.analysis import FileResult, Plan, check_files, merge
from ron.database import Database
from ron.exported import Place, keep_fixes, read
from ron.findings import Finding
from ron.llvm import ClangTidy
from support.fakes import TemporaryDirectoryCase, fake_clang_tidy

WARNING = "{file}:2:10: warning: sleeps [ron-magic-sleep]"
# What the fake prints, its end, the number of findings, what the failure says.
ENDS = (
    ("", "sys.exit(0)", 0, ""),
    (WARNING, "sys.exit(0)", 1, ""),
    (WARNING, "sys.exit(1)", 1, "did not finish"),
    (
        "{file}:1:1: error: expected ';' [clang-diagnostic-error]",
        "sys.exit(1)",
        0,
        "does not parse: .*:1:1: expected ';'",
    ),
    (WARNING + "\n{file}:1:1: error: expected ';' [clang-diagnostic-error]", "sys.exit(1)", 1, "does not parse"),
    ("", "import os; os.abort()", 0, "crashed on .* \(SIGABRT\)"),
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
          ReplacementText: x
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
...
"""


class AnalysisTest(TemporaryDirectoryCase):
    def check(self, printed: str, end: str, names: tuple[str, ...] = ("a.cpp",)) -> tuple[FileResult, ...]:
        body = f"print({printed!r}.replace('{{file}}', sys.argv[-1]))\nsys.stdout.flush()\n{end}"
        tool = ClangTidy(str(fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", body)), "19.1.7")
        files = tuple(self.directory / name for name in names)
        for file in files:
            file.write_text("int a;\nint *p = 0;\n")
        database = Database(self.directory / "compile_commands.json", files)
        plan = Plan(tool, self.directory / "m.so", ("ron-magic-sleep",), database, self.directory)
        return check_files(plan, files, lambda result: None)

    def test_ends(self) -> None:
        for printed, end, count, failure in ENDS:
            with self.subTest(printed=printed, end=end):
                (result,) = self.check(printed, end)
                self.assertEqual(count, len(result.findings))
                self.assertRegex(result.failure, failure or "^$")

    def test_order_and_duplicates(self) -> None:
        header = f"{self.directory / 'z.h'}:1:1: warning: sleeps [ron-magic-sleep]"
        results = self.check(f"{header}\n{WARNING}", "sys.exit(0)", ("b.cpp", "a.cpp"))
        self.assertEqual(["b.cpp", "a.cpp"], [result.file.name for result in results])
        self.assertEqual(["a.cpp", "b.cpp", "z.h"], [f.path.rsplit("/", 1)[1] for f in merge(results)])

    def test_fixes_are_told(self) -> None:
        export = EXPORT.replace("{offset}", "16")
        end = f"open([a for a in sys.argv if 'export' in a][0].split('=')[1], 'w').write({export!r}.replace('{{file}}', sys.argv[-1]))"
        (result,) = self.check(WARNING, end)
        self.assertEqual([True], [finding.has_fix for finding in result.findings])
        file = str(self.directory / "a.cpp")
        exported = read(self.directory / "0.yaml")
        self.assertEqual({Place(file, 2, 10, "ron-magic-sleep")}, exported.fixes)
        self.assertEqual({Place(file, 1, 1, "ron-other")}, exported.suggestions)

    def test_suggestions_are_not_applied(self) -> None:
        path = self.directory / "0.yaml"
        path.write_text(EXPORT)
        keep_fixes(path)
        self.assertEqual(EXPORT[: EXPORT.index("  - DiagnosticName:  ron-other")] + "...\n", path.read_text())
        path.write_text(EXPORT.replace("      Replacements:\n", "      Replacements: []\n"))
        keep_fixes(path)
        self.assertFalse(path.exists())

    def test_nothing_exported(self) -> None:
        self.assertEqual(frozenset(), read(self.directory / "none.yaml").fixes)

    def test_merge_keeps_what_differs(self) -> None:
        first = Finding("/a.cpp", 1, 1, "warning", "m", "c")
        other = Finding("/a.cpp", 1, 1, "warning", "n", "c")
        results = (FileResult(self.directory, (first, other), ""), FileResult(self.directory, (first,), ""))
        self.assertEqual((first, other), merge(results))


if __name__ == "__main__":
    unittest.main()
