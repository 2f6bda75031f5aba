# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reading Checks.def and choosing checks."""

import unittest
from pathlib import Path

from ron.checksdef import class_name_of, find, in_phase, parse, select
from ron.errors import BadChecksDef, NothingMatches, UnknownCheck, UnknownPhase

TEXT = """\
// a comment
//        class   name
RON_CHECK(LockAcrossAwaitCheck, "lock-across-await", Await,     1,   Bronze, Fix)   // behind a line too

RON_CHECK(MutableGlobalCheck,"mutable-global",Lifecycle,9,Silver,NoFix)
RON_CHECK(UnboundedAwaitCheck, "unbounded-await", Await, 0, Gold, NoFix)
"""
CHECKS = parse(TEXT, Path("Checks.def"))
LOCK, GLOBAL, UNBOUNDED = (check.full_name for check in CHECKS)

UNREADABLE = (
    'RON_CHECK(Lock, "lock", Await, 1, Bronze, Fix)',
    "RON_CHECK(LockCheck, lock, Await, 1, Bronze, Fix)",
    'RON_CHECK(LockCheck, "lock", Elsewhere, 1, Bronze, Fix)',
    'RON_CHECK(LockCheck, "lock", Await, 11, Bronze, Fix)',
    'RON_CHECK(LockCheck, "lock", Await, 1, Platinum, Fix)',
    'RON_CHECK(LockCheck, "lock", Await, 1, Bronze, Perhaps)',
    'RON_CHECK(LockCheck, "lock", Await, 1, Bronze, Fix',
    "#include <x>",
)

SELECTIONS = (
    ("ron-lock-across-await", {LOCK}),
    ("lock-across-await", {LOCK}),
    ("*", {LOCK, GLOBAL, UNBOUNDED}),
    ("ron-*", {LOCK, GLOBAL, UNBOUNDED}),
    ("*await", {LOCK, UNBOUNDED}),
    ("*,-mutable-global", {LOCK, UNBOUNDED}),
    ("-*await", {GLOBAL}),
    ("-*,lock-across-await", {LOCK}),
    ("mutable-global, lock-across-await", {LOCK, GLOBAL}),
)

NO_SELECTIONS = (
    ("lock-accross-await", UnknownCheck, "did you mean 'ron-lock-across-await'"),
    ("foo*", NothingMatches, "'foo*' matches no check"),
    ("*,-foo*", NothingMatches, "'foo*' matches no check"),
    ("-*", NothingMatches, "matches no check"),
    ("", NothingMatches, "matches no check"),
)


class ChecksDefTest(unittest.TestCase):
    def test_parse(self) -> None:
        lock = CHECKS[0]
        self.assertEqual(
            ("lock-across-await", "await", 1, "bronze", True),
            (lock.name, lock.group, lock.rule, lock.phase, lock.has_fix),
        )
        self.assertEqual("checks/await/LockAcrossAwaitCheck.cpp", lock.source)
        self.assertEqual("test/checks/await/lock-across-await.cpp", lock.test)
        self.assertEqual(3, len(CHECKS))

    def test_unreadable(self) -> None:
        for line in UNREADABLE:
            with self.subTest(line), self.assertRaisesRegex(BadChecksDef, "Checks.def:2: cannot read"):
                parse(f"// first\n{line}\n", Path("Checks.def"))

    def test_names(self) -> None:
        self.assertEqual("LockAcrossAwaitCheck", class_name_of("lock-across-await"))
        self.assertEqual(CHECKS[1], find(CHECKS, "mutable-global"))
        self.assertEqual(CHECKS[1], find(CHECKS, "ron-mutable-global"))
        with self.assertRaisesRegex(UnknownCheck, "'ron-mutable-global'"):
            find(CHECKS, "mutable-globals")

    def test_phases(self) -> None:
        counts = {phase: len(in_phase(CHECKS, phase)) for phase in ("bronze", "silver", "gold", "platinum")}
        self.assertEqual({"bronze": 1, "silver": 2, "gold": 3, "platinum": 3}, counts)
        with self.assertRaisesRegex(UnknownPhase, "did you mean 'bronze'"):
            in_phase(CHECKS, "brnze")

    def test_select(self) -> None:
        for pattern, names in SELECTIONS:
            with self.subTest(pattern):
                self.assertEqual(names, {check.full_name for check in select(CHECKS, pattern)})

    def test_select_nothing(self) -> None:
        for pattern, error, text in NO_SELECTIONS:
            with self.subTest(pattern), self.assertRaises(error) as raised:
                select(CHECKS, pattern)
            self.assertIn(text, str(raised.exception))


if __name__ == "__main__":
    unittest.main()
