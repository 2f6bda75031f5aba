# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sizes and habits of the repository's files. What is above the aim is listed, what is above the limit fails."""

import ast
import re
import unittest
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from support import relative, repository_files


@dataclass(frozen=True)
class Budget:
    pattern: str
    aim: int
    limit: int


BUDGETS = (
    Budget("checks/analysis/*", 150, 300),
    Budget("checks/*/*Check.h", 35, 60),
    Budget("checks/*/*Check.cpp", 180, 250),
    Budget("hooks/ron/*.py", 150, 300),
    Budget("test/checks/*.cpp", 200, 300),
    Budget("test/*.py", 150, 300),
    Budget("docs/checks/*.md", 80, 120),
)

# File and reason, for those that are better left whole.
ALLOWED: dict[str, str] = {}

# The machine of whoever wrote it, and things that have no place in a finished text; the pattern names what it looks for.
NOT_IN_A_FILE = re.compile(r"/(home|work|Users|root|mnt)/\w|\bXXX\b|\bFIXME\b|<{7} |>{7} ")
LICENSED = (".h", ".cpp", ".py", ".sh")
LICENCE = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"

MAX_FUNCTION = 50
CPP_BLOCK = re.compile(
    r"^(?!namespace|class|struct|enum|union|extern|const|static const)[A-Za-z\[~].*\{\n(?:.*\n)*?\}$", re.M
)


def functions(path: Path, text: str) -> Iterator[tuple[str, int]]:
    """Name and length of Python functions and of C++ functions at the margin."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
    elif path.suffix == ".cpp":
        for block in CPP_BLOCK.finditer(text):
            yield block[0].split("\n", 1)[0], block[0].count("\n") + 1


class BudgetsTest(unittest.TestCase):
    def test_sizes(self) -> None:
        over = []
        for path in repository_files():
            name = relative(path)
            budget = next((b for b in BUDGETS if fnmatch(name, b.pattern)), None)
            if budget is None:
                continue
            lines = len(path.read_bytes().splitlines())
            if lines > budget.limit and name not in ALLOWED:
                over.append(f"{name}: {lines} lines, split above {budget.limit}")
            elif lines > budget.aim:
                print(f"warning: {name}: {lines} lines, the aim is {budget.aim}")
        self.assertEqual([], over)

    def test_functions(self) -> None:
        over = []
        for path in repository_files():
            if relative(path).startswith(("checks/", "hooks/", "test/meta/", "test/runner/", "test/hooks/")):
                text = path.read_bytes().decode("utf-8", "replace")
                over += [
                    f"{relative(path)}: {name}: {n} lines" for name, n in functions(path, text) if n > MAX_FUNCTION
                ]
        self.assertEqual([], over)

    def test_allowed_files_need_it(self) -> None:
        names = {relative(path) for path in repository_files()}
        self.assertEqual(set(), set(ALLOWED) - names)

    def test_texts(self) -> None:
        faults = []
        for path in repository_files():
            if path == Path(__file__).resolve():
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            match = NOT_IN_A_FILE.search(text)
            if match:
                faults.append(f"{relative(path)}: {match[0]}")
            if path.suffix in LICENSED and "test/checks" not in relative(path) and LICENCE not in text:
                faults.append(f"{relative(path)}: no licence header")
        self.assertEqual([], faults)


if __name__ == "__main__":
    unittest.main()
