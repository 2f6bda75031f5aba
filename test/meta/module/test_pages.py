# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The pages' examples are compiled: a bad one prints exactly the output shown with it, a good one prints nothing."""

import tempfile
import unittest
from pathlib import Path

from ron import pages
from ron.findings import Finding, parse
from ron.pages import Example
from support import CHECKS, REPOSITORY, ROOT, clang_tidy

SECTIONS = ("## Why", "## Options", "## Silent", "## Known limits")
FLAGS = ("-std=c++20", f"-I{ROOT / 'test'}")


def printed(finding: Finding) -> list[str]:
    lines = [f"example.cpp:{finding.line}:{finding.column}: {finding.level}: {finding.message} [{finding.check}]"]
    return lines + [f"{Path(n.path).name}:{n.line}:{n.column}: note: {n.message}" for n in finding.notes]


def output_of(example: Example, check: str) -> str:
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "example.cpp"
        source.write_text(example.code)
        includes = [argument for name in example.includes for argument in ("-include", name)]
        result = clang_tidy(f"--checks=-*,{check}", "--config={}", str(source), "--", *FLAGS, *includes)
    output = parse(result.stdout + result.stderr)
    return "".join(f"{line}\n" for f in output.findings for line in printed(f)) + "\n".join(output.unrecognised)


class PagesTest(unittest.TestCase):
    maxDiff = None

    def test_examples(self) -> None:
        for check in CHECKS:
            for example in pages.examples(pages.read(REPOSITORY, check)):
                with self.subTest(f"{check.page}:{example.line}"):
                    self.assertEqual(example.output, output_of(example, check.full_name))

    def test_each_page_has_a_bad_and_a_good_example(self) -> None:
        for check in CHECKS:
            examples = pages.examples(pages.read(REPOSITORY, check))
            with self.subTest(check.page):
                self.assertTrue(any(example.output for example in examples), "no example with its output")
                self.assertTrue(any(not example.output for example in examples), "no example without output")

    def test_each_page_has_its_sections(self) -> None:
        for check in CHECKS:
            text = pages.read(REPOSITORY, check)
            with self.subTest(check.page):
                self.assertEqual(f"# {check.full_name}", text.split("\n", 1)[0])
                self.assertTrue(pages.first_sentence(text, REPOSITORY.page(check.name)))
                self.assertEqual([], [section for section in SECTIONS if f"\n{section}\n" not in text])


if __name__ == "__main__":
    unittest.main()
