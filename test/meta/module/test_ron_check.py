# RUN: %python %s
# UNSUPPORTED: llvm-16
# its clang-tidy lacks an upstream check that stands in for ours
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The test runner passes what it should and, above all, fails what it should. Upstream checks stand in for ours."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LLVM = os.environ["RON_TEST_LLVM"]
MODULE = os.environ["RON_TEST_MODULE"]
RUNNER = Path(__file__).resolve().parent.parent.parent / "ron_check.py"

NULL = "modernize-use-nullptr"
GOOD = """int *p = 0; // CHECK: [[@LINE]]:10: warning: use nullptr
// FIX: int *p = nullptr;
"""
OPTIONAL = """namespace std { template <class T> struct optional { optional(T); T value() const; }; }
void take(std::optional<int>);
void pass(std::optional<int> o) {
  take(o.value()); // CHECK: [[@LINE]]:8: warning: conversion from 'std::optional<int>' into 'int' and back into 'std::optional<int>', remove potentially error-prone optional dereference
  // CHECK: [[@LINE-1]]:10: note: remove call to 'value' to silence this warning
"""
UNUSED = """namespace a { struct b; }
using a::b; // CHECK: [[@LINE]]:10: warning: using decl 'b' is unused
// CHECK: [[@LINE-1]]:10: note: remove the using
// SUGGEST: -using a::b;
int c;
"""
CONVERSION = "bugprone-optional-value-conversion"

# Name, text, check, further arguments.
PASSING = [
    ("a warning and its fix", GOOD, NULL, []),
    ("nothing expected, nothing found", "int p = 0;\n", NULL, []),
    ("a removed line", UNUSED, "misc-unused-using-decls", []),
    ("CRLF", GOOD.replace("\n", "\r\n"), NULL, []),
    ("bytes that are not UTF-8", "// \udcff\n" + GOOD, NULL, []),
    ("a suggestion", OPTIONAL + "  // SUGGEST:   take(o);\n}\n", CONVERSION, []),
    (
        "an error that is expected",
        "int *p = 0 // CHECK: 1:10: warning: use nullptr\n",
        NULL,
        ["--expect-compile-error"],
    ),
    ("a diagnostic in a header", '#include "h.h" // CHECK: {{.*}}h.h:1:10: warning: use nullptr\n', NULL, []),
    (
        "a suffix",
        "// --suffix=A\nint *p = 0; // CHECK-A: 2:10: warning: use nullptr\n// FIX-A: int *p = nullptr;\n// FIX: no\n",
        NULL,
        ["--suffix=A"],
    ),
    ("a suffix with the plain ones", "// --suffix=,A\n" + GOOD, NULL, ["--suffix=,A"]),
    (
        "two checks",
        "int *p = 0; // CHECK: 1:10: warning: use nullptr [modernize-use-nullptr]\n// FIX: int *p = nullptr;\n",
        f"{NULL},{CONVERSION}",
        [],
    ),
    ("an argument for the compiler", "#ifdef X\n" + GOOD + "#endif\n", NULL, ["--", "-DX"]),
]

# Name, text, check, further arguments, what the failure says.
FAILING = [
    ("an unexpected warning", "int *p = 0;\n// FIX: int *p = nullptr;\n", NULL, [], "diagnostics differ"),
    ("one warning too many", GOOD + "int *q = 0;\n// FIX: int *q = nullptr;\n", NULL, [], "diagnostics differ"),
    ("a missing warning", "int p = 0; // CHECK: 1:9: warning: use nullptr\n", NULL, [], "diagnostics differ"),
    ("a warning at another column", GOOD.replace(":10:", ":11:"), NULL, [], "diagnostics differ"),
    ("only the beginning of a message", GOOD.replace("use nullptr\n", "use null\n"), NULL, [], "diagnostics differ"),
    (
        "an unexpected note",
        OPTIONAL.rsplit("  //", 1)[0] + "}\n// SUGGEST:   take(o);\n",
        CONVERSION,
        [],
        "diagnostics differ",
    ),
    ("an unexpected diagnostic in a header", '#include "h.h"\n', NULL, [], "diagnostics differ"),
    ("an unexpected error", "int p = x;\n", NULL, [], "diagnostics differ"),
    ("a fix that is not listed", GOOD.split("\n")[0] + "\n", NULL, [], "the fixed text differs"),
    ("a fix that is not made", "int p = 0;\n// FIX: int p = 1;\n", NULL, [], "the fixed text differs"),
    (
        "another indentation",
        "void f() {\n  " + GOOD.replace(":10:", ":12:") + "}\n",
        NULL,
        [],
        "the fixed text differs",
    ),
    ("a suggestion that is not listed", OPTIONAL + "}\n", CONVERSION, [], "the fixed text differs"),
    ("a suggestion that is not made", GOOD + "// SUGGEST: int q;\n", NULL, [], "the fixed text differs"),
    ("an error that does not come", GOOD, NULL, ["--expect-compile-error"], "expected not to compile"),
    ("a fix that does not compile", "#define nullptr nothing\n" + GOOD, NULL, [], "the fixed text does not compile"),
    ("a check that does not exist", "int p;\n", "ron-nothing", [], "has no check ron-nothing"),
    ("an expectation that is none", GOOD + "// CHECK-NEXT: 1:1: x\n", NULL, [], "no RUN line has --suffix=NEXT"),
    ("an expectation without a colon", GOOD + "// CHECK 1:1: x\n", NULL, [], "not an expectation"),
    ("a module that cannot be loaded", GOOD, NULL, ["--module=/nowhere/ron_tidy.so"], "did not load"),
    ("an option of a wrong kind", GOOD, NULL, ["--config={Checks: [}"], "cannot read this line"),
]

# Two texts, their difference.
DIFFERENCES = [
    ("a\nb\n", "a\nb\n", []),
    ("a\n", "a\nx\n", ["x"]),
    ("a\nx\nb\n", "a\nb\n", ["-x"]),
    ("f(a);\n", "f(b);\n", ["f(b);"]),
    ("await;\n", "unlock;\n", ["-await;", "unlock;"]),
    ("  }\n", "    }\n", ["    }"]),
    ("a;\nb;\n", "a + 1;\n", ["-b;", "a + 1;"]),
    ("a;\r\nb;\r\n", "a;\r\nc;\nb;\r\n", ["c;<LF>b;"]),
    ("a;\nb;\n", "a;\nc;\r\nb;\n", ["c;<CR>"]),
]


def run_check(directory: Path, text: str, checks: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    (directory / "h.h").write_text("int *h = 0;\n")
    source = directory / "sample.cpp"
    source.write_bytes(text.encode("utf-8", "surrogateescape"))
    command = [sys.executable, str(RUNNER), f"--llvm={LLVM}", f"--module={MODULE}", f"--temp={directory / 'temp'}"]
    return subprocess.run(
        [*command, str(source), checks, *arguments], capture_output=True, text=True, check=False, timeout=300
    )


class RunnerTest(unittest.TestCase):
    maxDiff = None

    def test_passes(self) -> None:
        for name, text, checks, arguments in PASSING:
            with self.subTest(name), tempfile.TemporaryDirectory() as directory:
                result = run_check(Path(directory), text, checks, arguments)
                self.assertEqual((0, "", ""), (result.returncode, result.stdout, result.stderr))

    def test_fails(self) -> None:
        for name, text, checks, arguments, said in FAILING:
            with self.subTest(name), tempfile.TemporaryDirectory() as directory:
                result = run_check(Path(directory), text, checks, arguments)
                self.assertEqual(1, result.returncode, result.stderr)
                self.assertIn(said, result.stderr)
                self.assertNotIn("Traceback", result.stderr)

    def test_differences(self) -> None:
        from runner.expectations import changed_lines

        for before, after, listed in DIFFERENCES:
            with self.subTest(before=before, after=after):
                self.assertEqual(listed, changed_lines(before, after))


if __name__ == "__main__":
    unittest.main()
