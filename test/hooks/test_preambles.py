# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""With the real clang-tidy: compiled includes and kept results never change what is found, whatever happens."""

import json
import os
import shutil
import time
import unittest
from collections.abc import Callable
from pathlib import Path

from support import LLVM, MODULE
from support.project import ProjectCase

MAIN = """\
#include "own.h"
#include <shared.h>
#include <lib.h>
#include <vector>
void f() {
  if (LONG)
    usleep(1000);
  PAUSE;
}
void g() { in_own(); }
"""
OWN = '#pragma once\n#include <shared.h>\n#include <string>\ninline void in_own() { usleep(1000); }\n'
SHARED = '#pragma once\nextern "C" int usleep(unsigned);\n#define LONG 1\n#define PAUSE\n'
LIB = "#pragma once\nstruct Lib {};\n"
Change = Callable[["PreamblesTest"], object]


def append(name: str, text: str) -> Change:
    return lambda t: t.put(name, (t.project / name).read_text() + text)


def backwards(t: "PreamblesTest") -> None:
    """Another text under an older date, as after the clock was set back."""
    t.put("include/shared.h", SHARED.replace("#define PAUSE", "#define PAUSE usleep(3)"))
    os.utime(t.project / "include/shared.h", (1, 1))


EDITS: dict[str, Change] = {
    "function edited": append("main.cpp", "void h() { usleep(2000); }\n"),
    "macro changed in a header": append("include/shared.h", "#undef PAUSE\n#define PAUSE usleep(2)\n"),
    "header touched": lambda t: os.utime(t.project / "include/shared.h"),
    "clock set back": backwards,
    "header added earlier in the path": lambda t: t.put("first/shared.h", SHARED + "#undef PAUSE\n#define PAUSE usleep(4)\n"),
    "own header edited": append("own.h", "inline void more() { usleep(5); }\n"),
    "system header upgraded": lambda t: t.put("system/lib.h", LIB + "#undef PAUSE\n#define PAUSE usleep(6)\n"),
    "flags changed": lambda t: t.database("-DPAUSED"),
    "settings of a directory above": lambda t: (t.directory / ".clang-tidy").write_text("Checks: '-*,bugprone-*'\n"),
    "include added to the head": lambda t: t.put("main.cpp", "#include <map>\n" + (t.project / "main.cpp").read_text()),
    "file renamed": lambda t: t.rename("main.cpp", "renamed.cpp"),
}
DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "garbage": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "gone": lambda path: path.unlink(),
}


class PreamblesTest(ProjectCase):
    def setUp(self) -> None:
        super().setUp()
        self.module = Path(MODULE)
        self.variables["RON_CLANG_TIDY"] = f"clang-tidy-{LLVM}"
        self.source = "main.cpp"
        for name, text in (("main.cpp", MAIN), ("own.h", OWN), ("include/shared.h", SHARED), ("system/lib.h", LIB)):
            self.put(name, text)
        (self.project / "first").mkdir()
        self.database()

    def database(self, *names: str, directory: str = "build") -> None:
        """The names are more flags."""
        flags = ["-std=c++20", "-Ifirst", "-Iinclude", "-isystem", "system", *names]
        entry = {"directory": str(self.project), "file": self.source, "arguments": ["c++", *flags, "-c", self.source]}
        self.put(f"{directory}/compile_commands.json", json.dumps([entry]))

    def rename(self, old: str, new: str) -> None:
        (self.project / old).rename(self.project / new)
        self.source = new
        self.database()

    def found(self, *more: str) -> object:
        result = self.ron_tidy("check", "--format", "json", *more)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return json.loads(result.stdout)["findings"]

    def forget_results(self) -> None:
        shutil.rmtree(self.directory / "cache/ron-tidy/results", ignore_errors=True)

    def compiled(self) -> list[Path]:
        return list((self.directory / "cache/ron-tidy/preambles").glob("*/*/head.pch"))

    def test_made_at_the_first_need(self) -> None:
        expected = self.found("main.cpp", "--no-cache")
        self.assertEqual([], self.compiled())
        self.assertEqual(expected, self.found("main.cpp"))
        (made,) = self.compiled()
        before = made.stat().st_mtime_ns
        append("main.cpp", "void h() { usleep(2000); }\n")(self)
        self.assertEqual(self.found("main.cpp", "--no-cache"), self.found("main.cpp"))
        self.assertEqual(before, made.stat().st_mtime_ns)

    def test_edits(self) -> None:
        self.found("main.cpp")
        for name, edit in EDITS.items():
            with self.subTest(name):
                edit(self)
                expected = self.found(self.source, "--no-cache")
                for _ in range(2):  # whatever is made, then whatever was kept
                    self.assertEqual(expected, self.found(self.source))

    def test_header_and_source(self) -> None:
        """A header that is checked too is never taken from a compiled head."""
        self.found("main.cpp")
        both = self.found("main.cpp", "own.h", "--no-cache")
        for _ in range(2):
            self.assertEqual(both, self.found("main.cpp", "own.h"))
        append("own.h", "inline void more() { usleep(5); }\n")(self)
        self.assertEqual(self.found("own.h", "--no-cache"), self.found("own.h"))

    def test_damaged(self) -> None:
        expected = self.found("main.cpp", "--no-cache")
        for part in ("head.pch", "head.pch.user", "entry", "head.h"):
            for name, damage in DAMAGES.items():
                with self.subTest(f"{part} {name}"):
                    self.forget_results()
                    self.found("main.cpp")
                    (made,) = self.compiled()
                    damage(made.with_name(part))
                    self.forget_results()
                    self.assertEqual(expected, self.found("main.cpp"))

    def test_broken_file(self) -> None:
        self.found("main.cpp")
        append("main.cpp", "int broken = ;\n")(self)
        for _ in range(2):
            result = self.ron_tidy("check", "main.cpp")
            self.assertEqual(2, result.returncode)
            self.assertIn("does not parse", result.stderr)

    def test_by_warm_only(self) -> None:
        self.put("ron-tidy.toml", 'preambles = "warm"\n')
        self.found("main.cpp")
        self.assertEqual([], self.compiled())
        self.ron_tidy("warm")
        self.assertEqual(1, len(self.compiled()))

    def test_after_the_check(self) -> None:
        self.put("ron-tidy.toml", 'preambles = "after"\n')
        self.found("main.cpp")
        entries = (self.directory / "cache/ron-tidy/preambles").glob
        deadline = time.monotonic() + 120
        while not list(entries("*/*/entry")) and time.monotonic() < deadline:
            time.sleep(0.1)  # another process works; it has nobody to tell
        self.assertEqual(1, len(list(entries("*/*/entry"))))

    def test_own_checks_of_the_user(self) -> None:
        """Checks that compare declarations see all of them, and their results are kept all the same."""
        self.put(".clang-tidy", "Checks: '-*,misc-unused-using-decls,readability-redundant-declaration'\n")
        expected = self.found("main.cpp", "--no-cache")
        for _ in range(2):
            self.assertEqual(expected, self.found("main.cpp"))
        self.assertEqual([], self.compiled())


if __name__ == "__main__":
    unittest.main()
