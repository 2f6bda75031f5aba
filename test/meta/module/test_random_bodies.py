# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The checks that ask what is alive at a suspension agree with an interpreter that runs all paths of random bodies.

More of them: python3 test/meta/module/test_random_bodies.py BODIES [FIRST_SEED], with the environment that lit gives."""

import re
import sys
import tempfile
import unittest
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from support import ROOT, clang_tidy
from support.bodies import Body, bodies
from support.holders import ITERATOR, LOCK, RESULT, Words
from support.results import ResultBody

BODIES, BATCH, MANY = 1000, 200, 16
MOCKS = '#include "mock/database.h"\n'
LIBRARY = '#include "mock/coroutine.h"\n#include <tl/expected.hpp>\ntl::expected<int, int> load();\n'
HEAD = """\
struct generator_task : task<> {
  struct promise_type : promise_of<generator_task, void> {
    std::suspend_always yield_value(int);
  };
};
bool chance();
int number();
void use(int);
task<int> value();
task<bool> flag();
"""
Found = dict[int, set[int]]  # lines of warnings to those of their suspensions
WARNING = re.compile(r"^.*\.cpp:(\d+):\d+: warning: .*\[ron-")
NOTE = re.compile(r"^.*\.cpp:(\d+):\d+: note: suspends here")


def reported(path: Path, check: str) -> Found:
    shown = clang_tidy(
        f"--checks=-*,{check}", "--quiet", str(path), "--", "-std=c++20", f"-I{ROOT / 'test'}", "-w", "-ferror-limit=0"
    )
    if "error:" in shown.stdout:
        raise AssertionError(shown.stdout)
    found: Found = defaultdict(set)
    line = 0
    for text in shown.stdout.splitlines():
        if match := WARNING.match(text):
            line = int(match[1])
            found.setdefault(line, set())
        elif match := NOTE.match(text):
            found[line].add(int(match[1]))
    return dict(found)


class RandomBodiesTest(unittest.TestCase):
    bodies, first = BODIES, 0
    maxDiff = None

    def run_all(self, words: Words, check: str, head: str, kind: type[Body]) -> Iterator[tuple[Body, Found, str]]:
        """Each body with what was reported in it, and its text with the numbers of its lines."""
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "bodies.cpp"
            for start in range(self.first, self.first + self.bodies, BATCH):
                seeds = range(start, min(start + BATCH, self.first + self.bodies))
                made = list(bodies(seeds, words, head.count("\n") + 1, kind))
                path.write_text(head + "".join(text for _, text in made))
                found = reported(path, check)
                for body, text in made:
                    inside = range(body.first_line, body.first_line + len(body.lines))
                    shown = {line: lines for line, lines in found.items() if line in inside}
                    numbered = "\n".join(
                        f"{body.first_line - 1 + n}: {line}" for n, line in enumerate(text.split("\n"))
                    )
                    yield body, shown, f"(interpreter, {check}) in\n{numbered}"

    def agree(self, words: Words, check: str) -> None:
        suspensions = 0
        for body, shown, text in self.run_all(words, check, MOCKS + HEAD, Body):
            suspensions += sum(map(len, body.run.alive.values()))
            expected = dict(body.run.alive)
            if body.run.most > MANY:  # a check may then be silent, and still not wrong
                expected = {line: lines & shown[line] for line, lines in expected.items() if line in shown}
            self.assertEqual(expected, shown, text)
        self.assertGreater(suspensions, self.bodies / 4, "the bodies are too plain to tell anything")

    def test_locks(self) -> None:
        self.agree(LOCK, "ron-lock-across-await")

    def test_iterators(self) -> None:
        self.agree(ITERATOR, "ron-db-iterator-across-await")

    def test_results(self) -> None:
        unsafe = safe = 0
        for body, shown, text in self.run_all(RESULT, "ron-unchecked-unwrap", LIBRARY + HEAD, ResultBody):
            expected = body.run.unsafe
            if body.run.most > MANY:
                expected = expected & shown.keys()
            self.assertEqual(sorted(expected), sorted(shown), text)
            unsafe += len(expected)
            safe += sum("use(" in line and "h" in line for line in body.lines) - len(expected)
        self.assertGreater(min(unsafe, safe), self.bodies / 4, "the bodies are too plain to tell anything")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        RandomBodiesTest.bodies = int(sys.argv[1])
        RandomBodiesTest.first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    unittest.main(argv=sys.argv[:1])
