# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is a sleep and what is not, in the files that hold scripts."""

import unittest
from pathlib import Path

from ron.shellsleep import find_sleeps
from ron.textfiles import TextFile

WAITS, POLLS, NO_REASON = "waits for a while instead of for an event", "polls by sleeping", "gives no reason"
SOURCE = "source hooks/lib/ready.sh"

# Script, line and column and message of what is reported.
REPORTED = (
    ("sleep 5", ((1, 1, f"'sleep 5' {WAITS}"),)),
    ("./serve &\nsleep 0.5; test", ((2, 1, f"'sleep 0.5' {WAITS}"),)),
    ("a && sleep 5s", ((1, 6, WAITS),)),
    ('a || sleep "$N" || b', ((1, 6, "'sleep \"$N\"' waits"),)),
    ("x=$(sleep 1)", ((1, 5, WAITS),)),
    ('echo "$(sleep 1; date)"', ((1, 9, WAITS),)),
    ("/bin/sleep 1\n'sleep' 2\n\\sleep 3", ((1, 1, "'/bin/sleep 1'"), (2, 1, "''sleep' 2'"), (3, 1, "'\\sleep 3'"))),
    ("usleep 1000", ((1, 1, WAITS),)),
    ("timeout -k 1 5 sleep 3", ((1, 16, WAITS),)),
    ("sudo -u x env A=b nice -n 5 sleep 3", ((1, 29, WAITS),)),
    ("TZ=x command sleep 3 >/dev/null 2>&1 &", ((1, 14, WAITS),)),
    ("if ! sleep 3; then b; fi", ((1, 6, WAITS),)),
    ("f() { sleep 3; }", ((1, 7, WAITS),)),
    ("sh -c 'a; sleep 3'", ((1, 11, WAITS),)),
    ("bash <<EOF\nsleep 3\nEOF", ((2, 1, WAITS),)),
    ("a \\\n  && sleep 3", ((2, 6, WAITS),)),
    ("while ! curl x; do sleep 1; done", ((1, 20, f"{POLLS} 'sleep 1'"),)),
    ("for i in 1 2 3; do\n  curl x && break\n  sleep 1\ndone; sleep 2", ((3, 3, POLLS), (4, 7, WAITS))),
    ("timeout 60 bash -c 'until a; do sleep 1; done'", ((1, 33, POLLS),)),
    ("sleep 5 # allow-sleep", ((1, 1, NO_REASON),)),
    ("sleep 5 # allow-sleep ()", ((1, 1, NO_REASON),)),
    ("# allow-sleep (for the first only)\nsleep 5\nsleep 6", ((3, 1, WAITS),)),
    ("(sleep 60; echo)", ((1, 2, WAITS),)),
    ("x=$(sleep 60; kill 1)", ((1, 5, WAITS),)),
)
SILENT = (
    "sleep 5 # allow-sleep (the API takes one call in five seconds)",
    "# allow-sleep (back-off)\nsleep 5",
    "sleep 5 # ron-allow(shell-sleep): a demonstration",
    "# sleep 5\ntrue # sleep 5",
    'echo "sleep 5"',
    "echo 'a; sleep 5'",
    "echo sleep 5",
    "cat > run.sh <<EOF\nsleep 5\nEOF",
    "serve --sleep 5; serve -sleep 5; sleep-5 x; my_sleep 5; sleep_for 5; ./sleep.sh 5",
    "sleep() { echo; }; function sleep { true; }",
    "command -v sleep || which sleep; type sleep; sleep --version; sleep",
    "case $x in sleep) a ;; esac",
    "a=(sleep 5); b[sleep]=5",
    "sleep infinity; exec sleep inf",
    "grep sleep 5; kill $sleep 5; docker run x sleep 5",
    "(sleep 60; kill $$) &",
    "( echo failing after $1 && sleep $1 && sudo kill $pid ) &",
    "x='\nsleep 5\n'",
)
# Path, text, lines of sleeps.
FILES = (
    ("ci/a.sh", "sleep 5\n", [1]),
    ("a.bash", "sleep 5\n", [1]),
    ("bin/start", "#!/bin/sh\nsleep 5\n", [2]),
    ("bin/start", "#!/usr/bin/env bash\nsleep 5\n", [2]),
    ("bin/start", "#!/usr/bin/env -S bash -e\nsleep 5\n", [2]),
    ("bin/start", "#!/usr/bin/env python3\nsleep 5\n", []),
    ("bin/start", "sleep 5\n", []),
    ("a.txt", "sleep 5\n", []),
    ("a.sh", "#!/bin/sh\r\na\r\nsleep 5\r\n", [3]),
    (".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: |\n          a\n          sleep 5\n", [6]),
    (".github/workflows/ci.yml", "# sleep 5\nname: sleep 5\nenv:\n  X: sleep 5\n", []),
    (".github/dependabot.yml", "run: sleep 5\n", []),
    (".gitlab-ci.yml", "a:\n  script:\n    - sleep 5 # allow-sleep (rate limit)\n    - b\n    - sleep 6\n", [5]),
    (".circleci/config.yml", "- run:\n    name: sleep\n    command: sleep 5\n", [3]),
    ("azure-pipelines.yml", "- script: |\n    sleep 5\n", [2]),
    ("deploy/docker-compose.test.yml", "x:\n  command: sh -c 'sleep 5 && ./run'\n", [2]),
    ("Dockerfile", "FROM a\nRUN ./start && \\\n    # allow-sleep (why)\n    sleep 5 && \\\n    sleep 6\n", [5]),
    ("x/Containerfile.debug", 'CMD ["sh", "-c", "sleep 5; ./run"]\n', [1]),
    ("Dockerfile", 'CMD ["sleep", "5"]\nCMD ["sleep", "infinity"]\n', [1]),
    ("Makefile", "a:\n\t./start & sleep 5\nsleep 5:\n\techo sleep 5\n", [2]),
)


def found(path: str, text: str) -> list[tuple[int, int, str]]:
    sleeps = find_sleeps(TextFile(path, text.encode()), Path("/top"))
    return [(s.finding.line, s.finding.column, s.finding.message) for s in sleeps]


class ShellSleepTest(unittest.TestCase):
    def test_reported(self) -> None:
        for script, expected in REPORTED:
            with self.subTest(script):
                sleeps = found("a.sh", f"{script}\n")
                self.assertEqual([place[:2] for place in expected], [place[:2] for place in sleeps])
                for (_, _, said), (_, _, message) in zip(expected, sleeps, strict=True):
                    self.assertIn(said, message)

    def test_silent(self) -> None:
        for script in SILENT:
            with self.subTest(script):
                self.assertEqual([], found("a.sh", f"{script}\n"))

    def test_files(self) -> None:
        for path, text, lines in FILES:
            with self.subTest(f"{path}: {text}"):
                self.assertEqual(lines, [line for line, _, _ in found(path, text)])

    def test_cures(self) -> None:
        for script, said in (
            ("sleep 5", f"{SOURCE} and use 'wait_http_200 URL', 'wait_tcp HOST PORT' or 'wait_for COMMAND'"),
            ("while a; do sleep 5; done", f"{SOURCE} and use 'wait_for COMMAND [TIMEOUT]'"),
            ("sleep 5 # allow-sleep", "write '# allow-sleep (reason)'"),
            ("a &\nsleep 5\ncurl -f http://b", f"write 'wait_http_200 http://b'; {SOURCE} before it"),
        ):
            sleeps = find_sleeps(TextFile("a.sh", script.encode()), Path("/top"))
            with self.subTest(script):
                self.assertEqual([said], [note.message for sleep in sleeps for note in sleep.finding.notes])


if __name__ == "__main__":
    unittest.main()
