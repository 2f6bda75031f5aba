# RUN: %python %s
# END.
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The tests of the checks: no one slips past the runner, messages keep their manner, fixes are tested where promised."""

import re
import unittest
from pathlib import Path

from ron.lit import SKIP
from runner.expectations import read_expectations
from support import CHECK_TESTS, CHECKS, relative

RUN = re.compile(r"^// RUN: (?P<command>.*)$", re.M)
RUNNER = re.compile(r"%ron_check %s (?P<checks>[\w,-]+)(?: .*)?")
MESSAGE = re.compile(r"(?:warning|note|error): (?P<text>.*?)(?: \[ron-[\w-]+\])?")
BANNED = re.compile(r"\b(illegal|please|should|must not|never|bad|wrong|avoid|don't|error)\b|!", re.I)
FROM_CLANG = re.compile(r"expanded from (macro|here)|in instantiation of|candidate |declared here$")
MAX_MESSAGE = 100


def run_lines(path: Path) -> list[str]:
    joined = re.sub(r"\\\r?\n// RUN:", "", path.read_bytes().decode("utf-8", "surrogateescape")).replace("\r", "")
    return [match["command"] for match in RUN.finditer(joined)]


def own_message(text: str) -> str | None:
    """The message of an expectation, unless it is clang's own."""
    match = MESSAGE.fullmatch(text.split(": ", 1)[-1])
    return None if match is None or FROM_CLANG.search(match["text"]) else match["text"]


def fault_of(message: str) -> str:
    """What is wrong with the wording, or nothing. Quoted code is the user's, and a regex stands for some of it."""
    prose = re.sub(r"'[^']*'|\{\{.*?\}\}", "'x'", message)
    if re.match(r"[A-Z](?![A-Z])", prose):
        return "begins with a capital"
    if prose.endswith("."):
        return "ends in a full stop"
    if len(re.sub(r"\{\{.*?\}\}", "", message)) > MAX_MESSAGE:
        return f"is longer than {MAX_MESSAGE} characters"
    banned = BANNED.search(prose)
    return f"says '{banned[0]}'" if banned else ""


class ExpectationsTest(unittest.TestCase):
    def test_every_test_goes_through_the_runner(self) -> None:
        self.assertTrue(CHECK_TESTS)
        for path in CHECK_TESTS:
            with self.subTest(relative(path)):
                commands = run_lines(path)
                self.assertTrue(commands, "no RUN line")
                for command in commands:
                    self.assertRegex(command, RUNNER)

    def test_run_lines_name_checks(self) -> None:
        names = {check.full_name for check in CHECKS}
        for path in CHECK_TESTS:
            for command in run_lines(path):
                match = RUNNER.fullmatch(command)
                with self.subTest(relative(path)):
                    self.assertTrue(match and set(match["checks"].split(",")) <= names, command)

    def test_what_is_left_out_has_a_reason(self) -> None:
        for path in CHECK_TESTS:
            text = path.read_bytes().decode("utf-8", "replace").replace("\r", "")
            left_out = re.findall(r"^// (?:UNSUPPORTED|REQUIRES|XFAIL):", text, re.M)
            with self.subTest(relative(path)):
                self.assertEqual(len(left_out), len(SKIP.findall(text)), "the next line is a comment that says why")

    def test_messages(self) -> None:
        faults = []
        for path in CHECK_TESTS:
            for expectation in read_expectations(path.read_bytes().decode("utf-8", "surrogateescape")):
                message = own_message(expectation.text) if expectation.kind == "CHECK" else None
                if message and fault_of(message):
                    faults.append(f"{relative(path)}: {fault_of(message)}: {message}")
        self.assertEqual([], faults)

    def test_faults(self) -> None:
        for message, fault in (
            ("'g' is still held when the coroutine suspends", ""),
            ("TLS context 'c' is changed in a handler", ""),
            ("'Bad.' is fine, it is quoted", ""),
            ("Locks are held", "begins with a capital"),
            ("locks are held.", "ends in a full stop"),
            ("you should not hold 'm'", "says 'should'"),
            ("x" * 101, "is longer than 100 characters"),
        ):
            with self.subTest(message):
                self.assertEqual(fault, fault_of(message))

    def test_fixes_are_tested_where_promised(self) -> None:
        promised = {check.name for check in CHECKS if check.has_fix}
        tested = set()
        for path in CHECK_TESTS:
            kinds = {e.kind for e in read_expectations(path.read_bytes().decode("utf-8", "surrogateescape"))}
            if "FIX" in kinds:
                tested |= {name.removeprefix("ron-") for c in run_lines(path) for name in checks_of(c)}
        self.assertEqual(promised, tested)


def checks_of(command: str) -> list[str]:
    match = RUNNER.fullmatch(command)
    return match["checks"].split(",") if match else []


if __name__ == "__main__":
    unittest.main()
