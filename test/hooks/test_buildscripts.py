# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The shell scripts in Dockerfiles and Makefiles, each piece at its place."""

import unittest
from collections.abc import Callable

from ron.buildscripts import dockerfile_scripts, makefile_scripts
from ron.scripts import Script
from ron.shellcommands import commands_of

DOCKERFILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("FROM x\nRUN a && b\nCOPY c d\nrun e\n", ("a", "b", "e")),
    ("RUN a && \\\n    # c\n\n    b\nRUN d\n", ("a", "b", "d")),
    ("RUN --mount=type=cache,target=/x --network=none \\\n  a\n", ("a",)),
    ('CMD ["sh", "-c", "a; b"]\n', ("sh", "-c", "a", "b")),
    ('ENTRYPOINT [ "/bin/sleep", "5" ]\n', ("/bin/sleep", "5", "/bin/sleep 5")),
    ("HEALTHCHECK --interval=5s CMD a || b\nHEALTHCHECK NONE\nONBUILD RUN c\n", ("a", "b", "c")),
    ("RUN <<EOF\na\nb\nEOF\nRUN c\n", ("a", "b", "c")),
    ("RUN <<-'EOF' \n\ta\n\tEOF\nRUN c\n", ("a", "c")),
    ("RUN cat <<EOF > x && a\nsleep 5\nEOF\nRUN c\n", ("cat", "a", "c")),
    ("# RUN a\nENV RUN b\nLABEL x='RUN c'\n", ()),
    ("RUN a \\\r\n  b\r\nRUN c\r\n", ("a b", "c")),
    ("RUN a \\", ("a \\",)),
    ("", ()),
)
MAKEFILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("X := a\nall: b\n\t@c; d\n\t-e\n# f\n\tg\n\nh: i ; j\n", ("c", "d", "e", "g")),
    ("a:\n\tb && \\\n\tc \\\n\t  d\n\te\n", ("b", "c d", "e")),
    ("a:\n\tb $$x $(Y) $@ $(shell c)\n", ("b $x ${Y} $@ $(      c)", "c")),
    ("a:\n\tx=$$(b); c\n", ("x= $(b)", "b", "c")),
    ("a:\n\t# sleep 5\n\t@# sleep 6\n", ()),
)


def shown(scripts: list[Script]) -> tuple[str, ...]:
    return tuple(" ".join(word.text for word in c.words) for s in scripts for c in commands_of(s.text))


class BuildScriptsTest(unittest.TestCase):
    def check(self, read: Callable[[str], list[Script]], cases: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        for text, expected in cases:
            with self.subTest(text):
                self.assertEqual(expected, shown(read(text)))
                for script in read(text):
                    for command in commands_of(script.text):
                        place = script.place(command.words[0].start)
                        self.assertIn(text[place], (command.words[0].text[0], "$"))

    def test_dockerfiles(self) -> None:
        self.check(dockerfile_scripts, DOCKERFILES)

    def test_makefiles(self) -> None:
        self.check(makefile_scripts, MAKEFILES)


if __name__ == "__main__":
    unittest.main()
