# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Interrupted and killed: no child is left, the next run is right, and neither cache nor source is damaged."""

import contextlib
import random
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from support import ROOT
from support.project import FAKE, ProjectCase
from support.fakes import fake_clang_tidy

KILLS = 50
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SOURCE = "usleep(1); // fixable\n" * 50
FIXED = SOURCE.replace("usleep", "await_")


def children(marker: str) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found += [process.parent.name] if marker in process.read_text(errors="replace") else []
    return found


def heed_signals() -> None:
    """Shells start background jobs deaf to SIGINT, and a test may run in one."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


class KilledTest(ProjectCase):
    def start(self, command: str, **variables: str) -> subprocess.Popen[str]:
        line = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), command, "--module", str(self.module)]
        return subprocess.Popen(
            line,
            cwd=self.project,
            env=self.variables | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=heed_signals,
        )

    def test_killed_at_random_points(self) -> None:
        self.write(a_cpp=SOURCE, b_cpp=SOURCE)
        self.database("a.cpp", "b.cpp")
        began = time.monotonic()
        first = self.start("fix")
        first.communicate(timeout=60)
        self.assertEqual(1, first.returncode)
        whole = time.monotonic() - began
        cache = self.directory / "cache"
        chance = random.Random(3)  # the same points each time
        ended = 0
        for number in range(KILLS):
            self.write(a_cpp=SOURCE, b_cpp=SOURCE)
            if number % 5 == 0:
                subprocess.run(["rm", "-rf", str(cache)], check=True)
            process = self.start("fix")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.3, 1.1) * whole)
                ended += 1
            process.kill()
            process.communicate()
            for name in ("a.cpp", "b.cpp"):
                self.assertIn((self.project / name).read_text(), (SOURCE, FIXED), f"kill {number} damaged a file")
        self.assertLess(ended, KILLS, "no kill came in time")
        self.write(a_cpp=SOURCE, b_cpp=SOURCE)
        result = self.ron_tidy("fix")
        self.assertIn("fixed 100 findings in 2 files", result.stdout, result.stderr)
        self.assertEqual([FIXED, FIXED], [(self.project / name).read_text() for name in ("a.cpp", "b.cpp")])

    def test_interrupted(self) -> None:
        self.write(a_cpp=SOURCE, b_cpp=SOURCE, c_cpp=SOURCE)
        self.database("a.cpp", "b.cpp", "c.cpp")
        slow = "import time\nif 'canary' not in sys.argv[-3]:\n    open(sys.argv[-1] + '.begun', 'w')\n    time.sleep(60)\n"
        tool = fake_clang_tidy(self.directory / "slow-tidy", "19.1.7", slow + FAKE)
        for number in SIGNALS:
            for left in self.project.glob("*.begun"):
                left.unlink()
            process = self.start("check", RON_CLANG_TIDY=str(tool))
            while not list(self.project.glob("*.begun")):
                self.assertIsNone(process.poll())
                time.sleep(0.02)
            process.send_signal(number)
            began = time.monotonic()
            _, said = process.communicate(timeout=30)
            with self.subTest(number.name):
                self.assertEqual((130, "ron-tidy: interrupted\n"), (process.returncode, said))
                self.assertLess(time.monotonic() - began, 20)
                self.assertEqual([], children(str(tool)))


if __name__ == "__main__":
    unittest.main()
