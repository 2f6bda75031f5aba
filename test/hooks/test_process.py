# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs end within their time and leave nothing behind."""

import contextlib
import sys
import time
import unittest
from pathlib import Path

from ron.errors import ProcessTimeout, ToolMissing
from ron.process import exchange, run, tail


def running(marker: str) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it may end while we look
            found += [process.parent.name] if marker in process.read_text(errors="replace") else []
    return found


class ProcessTest(unittest.TestCase):
    def test_output_and_status(self) -> None:
        done = run(
            [sys.executable, "-c", "import sys; print('a'); print('b', file=sys.stderr); sys.exit(7)"], timeout=60
        )
        self.assertEqual((7, "a\n", "b\n", "a\nb\n"), (done.code, done.out, done.err, done.text))

    def test_lines_as_they_come(self) -> None:
        lines: list[str] = []
        done = run([sys.executable, "-c", "print('a'); print('b')"], timeout=60, on_line=lines.append)
        self.assertEqual((["a", "b"], "a\nb\n"), (lines, done.out))

    def test_exchange(self) -> None:
        script = "import sys; d = sys.stdin.buffer.read(); sys.stdout.buffer.write(d * 2); sys.exit('over')"
        code, out, err = exchange([sys.executable, "-c", script], b"\xff\n" * 100_000, timeout=60, cwd=Path())
        self.assertEqual((1, b"\xff\n" * 200_000, "over\n"), (code, out, err))
        with self.assertRaises(ProcessTimeout):
            exchange([sys.executable, "-c", "import time; time.sleep(60)"], b"", timeout=0.5, cwd=Path())
        with self.assertRaisesRegex(ToolMissing, "apt-get install git"):
            exchange(["/nowhere/git"], b"", timeout=60, cwd=Path())

    def test_no_input(self) -> None:
        self.assertEqual(
            "''\n",
            run(
                [sys.executable, "-c", "print(repr(input() if 0 else __import__('sys').stdin.read()))"], timeout=60
            ).out,
        )

    def test_missing_program(self) -> None:
        with self.assertRaisesRegex(ToolMissing, "apt-get install some-package"):
            run(["no-such-program"], timeout=60, package="some-package")

    def test_time_limit_ends_the_children_too(self) -> None:
        for follow in (None, lambda line: None):
            marker = f"marker-{time.monotonic_ns()}"
            script = f"sleep 300; : {marker}"
            with self.subTest(follow=follow), self.assertRaises(ProcessTimeout):
                run(["sh", "-c", f"sh -c '{script}'; :"], timeout=0.5, on_line=follow)
            self.assertEqual([], running(marker))

    def test_a_program_that_has_groups_of_its_own_gets_to_end_them(self) -> None:
        marker = f"marker-{time.monotonic_ns()}"
        script = f"""
import os, signal, subprocess, sys
child = subprocess.Popen(["sh", "-c", "sleep 300; : {marker}"], process_group=0)
signal.signal(signal.SIGTERM, lambda *_: (os.killpg(child.pid, signal.SIGKILL), sys.exit(1)))
child.wait()
"""
        with self.assertRaises(ProcessTimeout):
            run([sys.executable, "-c", script], timeout=2)
        self.assertEqual([], running(marker))

    def test_tail(self) -> None:
        self.assertEqual("2\n3", tail("1\n2\n3\n\n", 2))


if __name__ == "__main__":
    unittest.main()
