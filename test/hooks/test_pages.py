# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is read from a page."""

import unittest
from pathlib import Path

from ron.checksdef import parse
from ron.errors import BadPage, NoPage
from ron.pages import Example, examples, first_sentence, options, read
from ron.repository import Repository

FENCE = "```"
PAGE = f"""# ron-x

Locks are dropped before `co_await` in v1.2 code,
always. More text.

## Examples

{FENCE}cpp
int a;
{FENCE}

{FENCE}text
example.cpp:1:1: warning: w [ron-x]
{FENCE}

<!-- includes: mock/mutex.h mock/coroutine.h -->
{FENCE}cpp
int b;
{FENCE}

## Options

| Option | Default | Meaning |
|---|---|---|
| `GuardTypes` | `std::lock_guard` | more |

{FENCE}yaml
CheckOptions: {{}}
{FENCE}
"""
BAD = ("", "text\n", "# title\n", "# title\n\nno full stop\n")


class PagesTest(unittest.TestCase):
    def test_first_sentence(self) -> None:
        self.assertEqual("Locks are dropped before `co_await` in v1.2 code, always.", first_sentence(PAGE, Path("p")))

    def test_bad(self) -> None:
        for text in BAD:
            with self.subTest(text), self.assertRaises(BadPage):
                first_sentence(text, Path("p"))

    def test_missing(self) -> None:
        check = parse('RON_CHECK(XCheck, "x", Await, 1, Bronze, Fix)', Path("d"))[0]
        with self.assertRaises(NoPage):
            read(Repository(Path("/nowhere")), check)

    def test_examples(self) -> None:
        self.assertEqual(
            (
                Example("int a;\n", "example.cpp:1:1: warning: w [ron-x]\n", (), 9),
                Example("int b;\n", "", ("mock/mutex.h", "mock/coroutine.h"), 18),
            ),
            examples(PAGE),
        )

    def test_options(self) -> None:
        self.assertEqual({"GuardTypes": " `std::lock_guard` | more "}, options(PAGE))


if __name__ == "__main__":
    unittest.main()
