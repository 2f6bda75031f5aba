#!/usr/bin/env python3
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs checks of the module over one test file and holds them to every expectation in it.

  // RUN: %ron_check %s ron-name[,ron-other] -std=c++20 [--config=YAML] [--suffix=A[,B]]
  // RUN:   [--expect-compile-error] [-- compiler arguments]

  // CHECK: [[@LINE]]:5: warning: text     every diagnostic, in order, nothing else (FileCheck, full lines)
  // FIX:   whole line                     every line that --fix adds, in order, with its indentation
  // FIX: -  whole line                    a line that it removes (not one it changes)
  // SUGGEST:   whole line                 the same for what only --fix-notes adds

--suffix=A reads CHECK-A, FIX-A and SUGGEST-A in place of the plain ones; an empty entry (--suffix=,A) adds those.
A diagnostic in an included file starts with the file's name (mock/mutex.h:7:3: ...). Fixed text must compile, and a
second run must report what had no fix and nothing more. A fixed line counts as changed, rather than as removed and
added, when the new one keeps one of its identifiers. Line endings are part of a line.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hooks"))

from runner.expectations import (  # noqa: E402
    Expectation,
    Mismatch,
    blank_expectations,
    changed_lines,
    listing,
    read_expectations,
)
from runner.tidy import TEST_ROOT, Outcome, Setup, read_source, run, tidy, write_source  # noqa: E402


def parse_command_line(arguments: list[str]) -> Setup:
    parser = argparse.ArgumentParser(
        prog="ron_check", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("checks")
    parser.add_argument("-std", default="c++20")
    parser.add_argument("--config", default="{}")
    parser.add_argument("--suffix", default="")
    parser.add_argument("--expect-compile-error", action="store_true")
    parser.add_argument("--llvm", required=True)
    parser.add_argument("--module", required=True)
    parser.add_argument("--temp", type=Path, required=True)
    own, extra = arguments, []
    if "--" in arguments:
        split = arguments.index("--")
        own, extra = arguments[:split], arguments[split + 1 :]
    given = parser.parse_args(own)
    return Setup(
        source=given.source.resolve(),
        checks=tuple(given.checks.split(",")),
        flags=(f"-std={given.std}", f"-I{TEST_ROOT}", f"-I{given.source.resolve().parent}", *extra),
        config=given.config,
        suffixes=tuple(f"-{suffix}" if suffix else "" for suffix in given.suffix.split(",")),
        expect_compile_error=given.expect_compile_error,
        llvm=given.llvm,
        module=given.module,
        temp=given.temp,
    )


def match_diagnostics(setup: Setup, expected: list[Expectation], outcome: Outcome) -> None:
    lines = list(outcome.lines)
    wanted = [e.text for e in expected if e.kind == "CHECK"]
    log = f"$ {outcome.command}\nconfig: {setup.config}\n" + listing("expected", wanted) + listing("actual", lines)
    if not wanted or not lines:
        if wanted or lines:
            raise Mismatch(f"diagnostics differ\n{log}{outcome.raw}")
        return
    reduced = setup.temp / "diagnostics.txt"
    reduced.write_text("\n".join(lines) + "\n", encoding="utf-8")
    prefixes = ",".join(f"CHECK{suffix}" for suffix in setup.suffixes)
    command = [f"/usr/lib/llvm-{setup.llvm}/bin/FileCheck", f"--check-prefixes={prefixes}", "--allow-unused-prefixes"]
    command += ["--match-full-lines", "--implicit-check-not={{.+}}", f"--input-file={reduced}", str(setup.source)]
    result = run(command)
    if result.returncode != 0:
        raise Mismatch(f"diagnostics differ\n{log}{result.stdout}{result.stderr}")


def match_changes(setup: Setup, wanted: list[str], before: str, outcome: Outcome) -> None:
    actual = changed_lines(before, outcome.text)
    if actual != wanted:
        log = listing("expected", wanted) + listing("actual", actual)
        raise Mismatch(f"the fixed text differs\n$ {outcome.command}\nconfig: {setup.config}\n{log}{outcome.raw}")


def verify_fixed_text(setup: Setup, label: str, first: Outcome, option: str) -> None:
    """What was fixed compiles, and a second run reports only what had no fix and changes nothing."""
    second = tidy(setup, f"{label}-again", first.text, option)
    copy = setup.temp / f"{label}-compiled{setup.source.suffix}"
    write_source(copy, first.text)
    command = [f"clang++-{setup.llvm}", "-fsyntax-only", "-Wall", *setup.flags, str(copy)]
    compiled = run(command)
    if compiled.returncode != 0:
        raise Mismatch(f"the fixed text does not compile\n$ {shlex.join(command)}\n{compiled.stderr}")
    left = [f.message for f in first.findings if not f.fix_applied]
    again = [f.message for f in second.findings]
    if left != again:
        log = listing("had no fix", left) + listing("second run", again)
        raise Mismatch(f"the second run differs\n$ {second.command}\n{log}{second.raw}")
    if second.text != first.text:
        log = listing("changed again", changed_lines(first.text, second.text))
        raise Mismatch(f"the second run fixes again\n$ {second.command}\n{log}")


def verify(setup: Setup) -> None:
    original = read_source(setup.source)
    expected = [e for e in read_expectations(original) if e.suffix in setup.suffixes]
    if any(e.kind == "SUGGEST" for e in expected) and setup.expect_compile_error:
        raise Mismatch("nothing is fixed in a file that does not compile")
    blanked = blank_expectations(original)
    fixed = tidy(setup, "fix", blanked, "--fix")
    match_diagnostics(setup, expected, fixed)
    match_changes(setup, [e.text for e in expected if e.kind == "FIX"], blanked, fixed)
    if fixed.text != blanked:
        verify_fixed_text(setup, "fix", fixed, "--fix")
    if fixed.offers_suggestions or any(e.kind == "SUGGEST" for e in expected):
        noted = tidy(setup, "suggest", blanked, "--fix-notes")
        match_changes(setup, [e.text for e in expected if e.kind in ("FIX", "SUGGEST")], blanked, noted)
        if noted.text != blanked:
            verify_fixed_text(setup, "suggest", noted, "--fix-notes")


def main() -> int:
    setup = parse_command_line(sys.argv[1:])
    shutil.rmtree(setup.temp, ignore_errors=True)
    setup.temp.mkdir(parents=True)
    try:
        verify(setup)
    except Mismatch as mismatch:
        print(f"{setup.source} with LLVM {setup.llvm}: {mismatch}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
