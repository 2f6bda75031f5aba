# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What '--fix' makes of a sleep, and where it keeps its hands off."""

import unittest
from pathlib import Path

from ron.commands.shell_sleep import fixed_text
from ron.shellsleep import find_sleeps
from ron.textfiles import TextFile

# Script, what becomes of its second line.
FIXED = (
    ("./serve &\nsleep 5\ncurl -f http://localhost:8080/health", "wait_http_200 http://localhost:8080/health"),
    ("./serve >log 2>&1 &\n  sleep 5  # start\nwget -q http://a:1/", "  wait_http_200 http://a:1/  # start"),
    (
        './serve &\nsleep 5\ncurl -fsSL -o x "http://$HOST:${PORT}/a?b=1&c=2" | jq .',
        'wait_http_200 "http://$HOST:${PORT}/a?b=1&c=2"',
    ),
    ("./serve &\nsleep 60\ncurl --fail https://a", "wait_http_200 https://a 60"),
    ("./serve &\nsleep 5 && curl -f http://a", "wait_http_200 http://a && curl -f http://a"),
    ("docker run -d -p 80:80 x\nsleep 5\ncurl -f http://a", "wait_http_200 http://a"),
    ("docker compose -f x up --detach\nsleep 5\ncurl -f http://a", "wait_http_200 http://a"),
    ("sudo systemctl restart nginx\nsleep 5\ncurl -f http://a", "wait_http_200 http://a"),
    ("./serve &\nsleep 5\r\ncurl -f http://a", "wait_http_200 http://a\r"),
)
LEFT = (
    "./serve\nsleep 5\ncurl -f http://a",
    "./serve &\nsleep 5\n./client http://a",
    "./serve &\nsleep 5\ncurl http://a",
    "./serve &\nsleep 5\ncurl -f -X POST http://a",
    "./serve &\nsleep 5\ncurl -f -d x http://a",
    "./serve &\nsleep 5\ncurl -f --data=x http://a",
    "./serve &\nsleep 5\ncurl -f -I http://a",
    "./serve &\nsleep 5\nwget --spider http://a",
    "./serve &\nsleep 5\ncurl -f http://a http://b",
    "./serve &\nsleep 5\ncurl -f $URL",
    "./serve &\nsleep 5\ncurl -f http://$(host)",
    "./serve &\nsleep 5 &\ncurl -f http://a",
    # A sample of a sleep whose result is used, which is no plain wait.
    "./serve &\nsleep 5 || true\ncurl -f http://a",
    "./serve &\nsleep 1 2\ncurl -f http://a",
    "./serve &\nsudo sleep 5\ncurl -f http://a",
    "while x; do ./serve &\nsleep 5\ncurl -f http://a; done",
    "docker run x\nsleep 5\ncurl -f http://a",
    "./serve &\nsleep 5",
    "sleep 5\ncurl -f http://a",
    "./serve &\nsleep 5 # allow-sleep (why)\ncurl -f http://a",
    "./serve &\nsleep 5 # allow-sleep\ncurl -f http://a",
    "echo \"$(./serve &)\"\nsleep 5\ncurl -f http://a",
)


def fix(path: str, text: str) -> str:
    file = TextFile(path, text.encode())
    return fixed_text(file, find_sleeps(file, Path("/top"))).decode()


class SleepFixesTest(unittest.TestCase):
    def test_fixed(self) -> None:
        for script, line in FIXED:
            with self.subTest(script):
                lines = script.split("\n")
                self.assertEqual("\n".join([lines[0], line, *lines[2:]]), fix("a.sh", script))
                self.assertEqual(fix("a.sh", script), fix("a.sh", fix("a.sh", script)))

    def test_left(self) -> None:
        for script in LEFT:
            with self.subTest(script):
                self.assertEqual(script, fix("a.sh", script))

    def test_in_other_files(self) -> None:
        for path, text in (
            (".github/workflows/a.yml", "- run: |\n    ./serve &\n    sleep 5\n    curl -f http://a\n"),
            (".gitlab-ci.yml", "a:\n  script:\n  - ./serve & sleep 5; curl -f http://a\n"),
        ):
            with self.subTest(path):
                self.assertEqual(text.replace("sleep 5", "wait_http_200 http://a"), fix(path, text))

    def test_where_a_library_cannot_be_sourced_once(self) -> None:
        for path, text in (
            ("Dockerfile", "RUN ./serve & \\\n    sleep 5; curl -f http://a\n"),
            ("Makefile", "a:\n\t./serve & sleep 5; curl -f http://a\n"),
        ):
            with self.subTest(path):
                self.assertEqual(text, fix(path, text))


if __name__ == "__main__":
    unittest.main()
