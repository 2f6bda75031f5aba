# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The shell scripts in CI files, each piece at its place."""

import unittest

from ron.ciyaml import scripts_in
from ron.shellcommands import commands_of

# File, the commands in it.
CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("steps:\n  - run: a; b # c\n  - uses: d\n", ("a", "b")),
    ("- name: x\n  run: |\n    a\n    if b; then\n      c\n    fi\n  env:\n    X: d\n- run: e\n", ("a", "b", "c", "e")),
    ("- run: |\n\n    a\n\n    b\n\nother:\n  x: y\n", ("a", "b")),
    ("- run: >-\n    a b\n    c\n\n    d\n- run: e\n", ("a b c", "d", "e")),
    ("- run: |2- # indented\n      a\n", ("a",)),
    ("- run: a\n    b\n    c\n  if: d\n", ("a b c",)),
    ('- run: "a; b"\n- run: \'c\'\n', ("a", "b", "c")),
    ("- run: |\n    cat <<EOF\n    x\n    EOF\n    a\n", ("cat", "a")),
    (
        "job:\n  script:\n    - a\n    # - b\n    - 'c'\n    - |\n      d\n      e\n    - f\n      g\n  tags: [x]\n",
        ("a", "c", "d", "e", "f g"),
    ),
    ("job:\n  before_script:\n  - a\n  after_script:\n  - b\n  only:\n  - c\n", ("a", "b")),
    ('job:\n  script: ["a; b", \'c\', d]\n', ("a", "b", "c", "d")),
    ("- run:\n    name: x\n    command: a\n    no_output_timeout: 5m\n", ("a",)),
    ("steps:\n- script: a\n- bash: |\n    b\n- powershell: c\n", ("a", "b")),
    ("services:\n  x:\n    command: sh -c 'a; b'\n    image: y\n", ("sh -c 'a; b'", "a", "b")),
    ("services:\n  x:\n    command: [sleep, '5']\n", ("sleep 5",)),
    ('x:\n  entrypoint: ["sh", "-c", "a && b"]\n', ("a", "b")),
    ("test_script: a\nbuild_script:\n  - b\n", ("a", "b")),
    ("script: !reference [x]\nrun: *anchor\ncommand: {a: b}\nbash: # nothing\nother: a\n", ()),
    ("- run: |\r\n    a\r\n    b\r\n", ("a", "b")),
    ("run: ${{ a }} b\n", ("${{ a }} b",)),
    ("descriptions:\n  - run: a\ntext: |\n  run: x y\n", ("a", "x y")),
    ("- run: |\n", ()),
    ("", ()),
)
PLAIN = {"sh", "-c"}


class CiYamlTest(unittest.TestCase):
    def test_cases(self) -> None:
        for text, expected in CASES:
            with self.subTest(text):
                shown = [" ".join(w.text for w in c.words) for s in scripts_in(text) for c in commands_of(s.text)]
                self.assertEqual(expected, tuple(command for command in shown if command not in (*PLAIN, "sleep", "5")))

    def test_places(self) -> None:
        for text, _ in CASES:
            for script in scripts_in(text):
                for command in commands_of(script.text):
                    for word in command.words:
                        with self.subTest(text):
                            self.assertEqual(word.text[0], text[script.place(word.start)])
                            self.assertEqual(word.text[-1], text[script.place(word.end - 1)])


if __name__ == "__main__":
    unittest.main()
