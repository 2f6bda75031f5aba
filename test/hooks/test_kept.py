# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A kept result is used exactly as long as nothing changed that it depends on, whatever happened to the cache."""

import json
import os
import resource
import shutil
import subprocess
import sys
import unittest
from collections.abc import Callable
from pathlib import Path

from support import ROOT
from support.fakes import fake_module
from support.project import SLEEPS, ProjectCase

Change = Callable[["KeptTest"], object]

# What happens between two runs.
UNCHANGED: dict[str, Change] = {
    "nothing": lambda t: None,
    "source touched": lambda t: os.utime(t.project / "a.cpp"),
    "header rewritten, equal": lambda t: t.write(a_h=SLEEPS),
    "another file changed": lambda t: t.write(b_cpp="int b;\n"),
    "a new file that nobody looked for": lambda t: t.write(c_h=SLEEPS),
    "clock set back, same content": lambda t: os.utime(t.project / "a.h", (1, 1)),
}
CHANGED: dict[str, Change] = {
    "source": lambda t: t.write(a_cpp=f'#include "a.h"\n#include "early.h"\n{SLEEPS}int more;\n'),
    "header": lambda t: t.write(a_h=f"{SLEEPS}int more;\n"),
    "same size, same time": lambda t: t.same_size_and_time("a.h"),
    "header gone": lambda t: (t.project / "a.h").unlink(),
    "header where none was found": lambda t: t.write(early_h=SLEEPS),
    "flags": lambda t: t.database_with("-DX"),
    ".clang-tidy": lambda t: t.put(".clang-tidy", "Checks: '-*'\n"),
    ".clang-tidy further up": lambda t: (t.directory / ".clang-tidy").write_text("Checks: '-*'\n"),
    "options": lambda t: t.write(ron_tidy_toml='[options]\n"ron-magic-sleep.AllowedIn" = "x"\n'),
    "phase": lambda t: t.variables.update(PHASE="gold"),
    "environment": lambda t: t.variables.update(CPATH="/nowhere"),
    "module": lambda t: fake_module(t.module, "19.1.7").write_bytes(t.module.read_bytes() + b"newer"),
    "clang-tidy": lambda t: t.tool.write_text(t.tool.read_text() + "# newer\n"),
}


class KeptTest(ProjectCase):
    def setUp(self) -> None:
        super().setUp()
        self.write(a_cpp=f'#include "a.h"\n#include "early.h"\n{SLEEPS}', a_h=SLEEPS, b_cpp=SLEEPS)
        self.database("a.cpp", "b.cpp")

    def write(self, **files: str) -> None:
        super().write(**{name.replace("ron_tidy_toml", "ron-tidy_toml"): text for name, text in files.items()})

    def same_size_and_time(self, name: str) -> None:
        path = self.project / name
        before = path.stat()
        path.write_text(path.read_text().replace("f()", "g()"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def database_with(self, flag: str) -> None:
        path = self.project / "build/compile_commands.json"
        path.write_text(path.read_text().replace("-std=c++20", f'-std=c++20", "{flag}'))

    def store(self) -> Path:
        return self.directory / "cache/ron-tidy/results"

    def runs(self, *names: str) -> int:
        """How often clang-tidy ran for a check."""
        before = len(self.subjects())
        result = self.ron_tidy("check", *names)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return len(self.subjects()) - before

    def test_unchanged(self) -> None:
        self.assertEqual(1, self.runs("a.cpp"))
        for name, change in UNCHANGED.items():
            with self.subTest(name):
                change(self)
                self.assertEqual(0, self.runs("a.cpp"))

    def test_changed(self) -> None:
        for name, change in CHANGED.items():
            with self.subTest(name):
                self.setUp()
                self.assertEqual(1, self.runs("a.cpp"))
                change(self)
                self.assertEqual(1, self.runs("a.cpp"))

    def test_same_findings(self) -> None:
        self.write(a_cpp='#include "a.h"\nvoid f() {\n  usleep(1); // fixable\n}\n')
        first, second = (self.ron_tidy("check", "--format", "json").stdout for _ in range(2))
        strip = [json.loads(text)["findings"] for text in (first, second)]
        self.assertEqual(strip[0], strip[1])
        self.assertEqual(3, len(strip[0]))
        self.assertIn("+  await_(1);", self.ron_tidy("fix", "--diff").stdout)

    def test_headers(self) -> None:
        """What was not wanted was not looked at; what was is there for any part of it."""
        self.assertEqual(1, self.runs("a.cpp"))
        self.assertEqual(1, self.runs("a.h"))
        self.assertEqual(1, self.runs("--all"))  # the run for the header looked at its source too
        self.assertEqual(0, self.runs("a.cpp", "b.cpp"))
        self.assertEqual(0, self.runs("a.h"))
        self.assertEqual(["a.h:2"], self.places("a.h"))

    def test_staged_content(self) -> None:
        self.commit_all()
        self.write(a_cpp="void f() {\n  usleep(1);\n  usleep(2);\n}\n")
        self.git("add", "a.cpp")
        self.write(a_cpp="int nothing;\n")
        self.assertEqual(["a.cpp:2", "a.cpp:3"], self.places("--staged"))
        self.assertEqual([], self.places("a.cpp"))
        self.assertEqual(["a.cpp:2", "a.cpp:3"], self.places("--staged"))

    def test_not_asked(self) -> None:
        self.runs("a.cpp")
        self.assertEqual(1, self.runs("a.cpp", "--no-cache"))
        self.write(ron_tidy_toml="cache-size = 0\n")
        self.assertEqual([1, 1], [self.runs("a.cpp") for _ in range(2)])

    def test_damaged(self) -> None:
        expected = self.places("a.cpp")
        damages: tuple[Callable[[bytes], bytes], ...] = (
            lambda data: data[: len(data) // 2],
            lambda data: b"",
            lambda data: os.urandom(len(data)),
            lambda data: data[:100] + b"\0" + data[101:],
        )
        for damage in damages:
            (entry,) = self.store().rglob("entry")
            entry.write_bytes(damage(entry.read_bytes()))
            self.assertEqual(expected, self.places("a.cpp"))
        self.assertEqual(0, self.runs("a.cpp"))

    def test_cannot_write(self) -> None:
        expected = self.places("a.cpp", "--no-cache")
        shutil.rmtree(self.store(), ignore_errors=True)
        self.store().write_text("a file in the way: root may write everywhere else\n")
        result = self.ron_tidy("check", "--format", "json", "a.cpp")
        self.assertEqual(expected, [f"{f['file']}:{f['line']}" for f in json.loads(result.stdout)["findings"]])
        self.assertRegex(result.stderr, "^ron-tidy: the cache could not be written, so the next run is slower: .*\n$")

    def test_full_disk(self) -> None:
        """A limit on the size of files, which stops a write where a full disk would."""
        self.write(a_cpp=SLEEPS * 200)
        expected = self.places("a.cpp", "--no-cache")
        line = [sys.executable, str(ROOT / "hooks/ron-tidy"), "check", "--format", "json", "a.cpp"]
        result = subprocess.run(
            [*line, "--module", str(self.module)],
            cwd=self.project,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
        )
        self.assertEqual(expected, [f"{f['file']}:{f['line']}" for f in json.loads(result.stdout)["findings"]])
        self.assertIn("the next run is slower", result.stderr)
        self.assertEqual(expected, self.places("a.cpp"))

    def test_two_at_once(self) -> None:
        line = [sys.executable, str(ROOT / "hooks/ron-tidy"), "check", "--format", "json", "--module", str(self.module)]
        running = [
            subprocess.Popen(line, cwd=self.project, env=self.variables, stdout=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        findings = [json.loads(one.communicate(timeout=60)[0])["findings"] for one in running]
        self.assertEqual([findings[0]] * 4, findings)
        self.assertEqual(0, self.runs())

    def test_private(self) -> None:
        self.runs("a.cpp")
        self.assertEqual(0o700, self.store().stat().st_mode & 0o777)

    def test_bounded(self) -> None:
        self.write(ron_tidy_toml="cache-size = 1\n", a_cpp=SLEEPS * 3000)
        for number in range(4):
            self.put("a.cpp", SLEEPS * 3000 + f"int n{number};\n")
            (self.directory / "cache/ron-tidy/pruned").unlink(missing_ok=True)
            self.database_with(f"-DN{number}")
            self.runs("a.cpp")
        sizes = [path.stat().st_size for path in self.store().rglob("entry")]
        self.assertLess(sum(sizes), 1 << 20)
        self.assertEqual(0, self.runs("a.cpp"))  # the newest is still there


class CacheCommandTest(ProjectCase):
    def test_shown_and_cleared(self) -> None:
        self.write(a_cpp=SLEEPS)
        self.database("a.cpp")
        for _ in range(4):
            self.ron_tidy("check")
        said = self.ron_tidy("cache", module=False).stdout
        self.assertRegex(said, r"results +0\.0 MiB in 1: ")
        self.assertIn("hit rate   75 % of 4 files", said)
        self.assertEqual(0, self.ron_tidy("cache", "--clear", module=False).returncode)
        self.assertRegex(self.ron_tidy("cache", module=False).stdout, r"results +0\.0 MiB in 0: ")

    def test_warm(self) -> None:
        self.write(a_cpp=SLEEPS, b_cpp=SLEEPS)
        self.database("a.cpp", "b.cpp")
        warmed = self.ron_tidy("warm")
        self.assertEqual((0, ""), (warmed.returncode, warmed.stdout))
        self.assertIn("2 files ready", warmed.stderr)
        before = len(self.subjects())
        self.assertEqual(["a.cpp:2"], self.places("a.cpp"))
        self.assertEqual(before, len(self.subjects()))


if __name__ == "__main__":
    unittest.main()
