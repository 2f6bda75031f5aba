# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The commands of shell scripts, as a table; 'L' marks those in a loop."""

import random
import unittest

from ron.shellcommands import commands_of

# Script, its commands in the order of the text.
CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a && b || c; d & e | f", ("a", "b", "c", "d", "e", "f")),
    ("a 'b; c' \"d; e\" f\\;g", ("a 'b; c' \"d; e\" f\\;g",)),
    ("a # b; c\n#d\ne#f", ("a", "e#f")),
    ("a \\\n  b\nc", ("a b", "c")),
    ("a\r\nb \\\r\n c\r\n", ("a", "b c")),
    ("X=1 a; Y=2", ("X=1 a", "Y=2")),
    # Substitutions, also in quotes; single quotes are data.
    ("a $(b; c) `d` \"$(e)\" '$(f)'", ("a $(b; c) `d` \"$(e)\" '$(f)'", "b", "c", "d", "e")),
    ('a "$(b "$(c ")")")"', ('a "$(b "$(c ")")")"', 'b "$(c ")")"', 'c ")"')),
    ("a=$(b)", ("a=$(b)", "b")),
    ("diff <(a) >(b) c", ("diff c", "a", "b")),
    ("a `b \\`c\\`` d", ("a `b \\`c\\`` d", "b \\`c\\`")),
    ("a ${b:-$(c)} ${d#\"}\"} \"${e:-it's}\"; f", ("a ${b:-$(c)} ${d#\"}\"} \"${e:-it's}\"", "c", "f")),
    ("a $'it\\'s; b'; c", ("a $'it\\'s; b'", "c")),
    # Compound commands.
    ("if a; then b; elif c; then d; else e; fi; f", ("a", "b", "c", "d", "e", "f")),
    ("while a; do b; done; c", ("L a", "L b", "c")),
    ("until a\ndo\n  b\ndone\nc", ("L a", "L b", "c")),
    ("for i in 1 2; do a; done", ("L for i in 1 2", "L a")),
    ("while a; do (b); { c; }; x=$(d); done", ("L a", "L b", "L c", "L x=$(d)", "L d")),
    ("(a; b) && { c; }", ("a", "b", "c")),
    ("case $x in a | b) c ;; (d) e ;& *) f ;; esac; g", ("c", "e", "f", "g")),
    ("x=$(case y in y) a ;; esac); b", ("x=$(case y in y) a ;; esac)", "a", "b")),
    ("case x in\nfor) a ;;\nwhile) b ;;\nesac\nc", ("a", "b", "c")),
    ("a() { b; }; function c { d; }; function e() { f; }", ("b", "d", "f")),
    ("[[ a =~ ^(b|c)$ ]] && d", ("[[ a =~ ^ b", "c $ ]]", "d")),
    ("a=(b c) d=e; f", ("a= d=e", "f")),
    ("a @(b|c) d?(e); f", ("a @(b|c) d?(e)", "f")),
    # Arithmetic is no heredoc.
    ("((a << 2)); b=$((1 << 2)); c", ("b=$((1 << 2))", "c")),
    ("((a; b) ; c)", ("a", "b", "c")),
    # Redirections.
    ("a >b 2>&1 <c &>d >>e; f", ("a", "f")),
    ("a <<< b; c", ("a", "c")),
    # Heredocs are data, unless a shell reads them.
    ("cat <<EOF\nb; c\nEOF\nd", ("cat", "d")),
    ("cat <<'A' <<-\"B\" | x\nb\nA\n\tc\n\tB\nd", ("cat", "x", "d")),
    ("cat <<EOF\r\nb\r\nEOF\r\nd\r\n", ("cat", "d")),
    ("bash -s <<EOF\nb; c\nEOF\nd", ("bash -s", "b", "c", "d")),
    ("ssh host <<EOF\nb\nEOF\n", ("ssh host", "b")),
    ("x << no_end\nb", ("x", "b")),
    # Scripts in arguments.
    ("sh -c 'a; b' c", ("sh -c 'a; b' c", "a", "b")),
    ('sudo bash -xec "a $b && c"', ('sudo bash -xec "a $b && c"', "a $b", "c")),
    ("while x; do timeout 5 sh -c 'a'; done", ("L x", "L timeout 5 sh -c 'a'", "L a")),
    ("trap 'a; b' EXIT; eval \"c\"", ("trap 'a; b' EXIT", "a", "b", 'eval "c"', "c")),
    ("echo -c 'a'", ("echo -c 'a'",)),
    # What is broken is passed over.
    ("a 'b", ("a 'b",)),
    ("a $(b", ("a $(b", "b")),
    ("a ) b; c", ("a b", "c")),
    ("", ()),
)


def shown(script: str) -> tuple[str, ...]:
    commands = commands_of(script)
    return tuple(("L " if c.in_loop else "") + " ".join(word.text for word in c.words) for c in commands)


class ShellCommandsTest(unittest.TestCase):
    def test_cases(self) -> None:
        for script, commands in CASES:
            with self.subTest(script):
                self.assertEqual(commands, shown(script))

    def test_places(self) -> None:
        script = "a; x=$(b 'c')\nsh -c 'd e'"
        for command in commands_of(script):
            for word in command.words:
                self.assertEqual(word.text, script[word.start : word.end])

    def test_whatever_comes(self) -> None:
        """No text is an error, none takes long."""
        for text in ("$(" * 5000, "`" * 5001, "((" * 5000, "${" * 5000, "sh -c '" * 2000, "<<a\n" * 2000, "@(" * 5000):
            with self.subTest(text[:10]):
                commands_of(text)
        pieces = ["$((", "$(", ")", "(", "`", "'", '"', "\\", "\n", " ", "<<E", "E", "case x in", "esac", ";;", "${"]
        chosen = random.Random(1)
        for _ in range(2000):
            commands_of("".join(chosen.choice(pieces) for _ in range(40)))


if __name__ == "__main__":
    unittest.main()
