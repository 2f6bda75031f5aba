# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the other tests show with a stand-in, with the real clang-tidy and module, over a small project."""

import json
import shutil
import unittest
from pathlib import Path

from support import LLVM, MODULE
from support.project import ProjectCase

POLLS = """\
#include <atomic>
#include <chrono>
#include <thread>
using namespace std::chrono_literals;
void poll() {
  std::atomic<bool> ready{false};
  std::thread setter([&] {
    ready.store(true);
  });
  while (!ready.load())
    std::this_thread::sleep_for(1ms);
  setter.join();
}
"""
SLEEPS = '#pragma once\nextern "C" int usleep(unsigned);\ninline void wait() { usleep(1000); }\n'


class RealTest(ProjectCase):
    def setUp(self) -> None:
        super().setUp()
        self.module = Path(MODULE)
        self.variables["RON_CLANG_TIDY"] = f"clang-tidy-{LLVM}"

    def database(self, *names: str, directory: str = "build") -> None:
        """As gcc would be called."""
        options = [
            "g++",
            "-std=c++20",
            "-Wall",
            "-Werror",
            "-fno-var-tracking",
            "-fconcepts-diagnostics-depth=3",
            "-Wno-cast-function-type-foo",
        ]
        entries = [
            {"directory": str(self.project), "file": name, "arguments": [*options, "-c", name]} for name in names
        ]
        self.put(f"{directory}/compile_commands.json", json.dumps(entries))

    def test_fix(self) -> None:
        self.put("a b.cpp", POLLS)
        self.database("a b.cpp")
        done = self.ron_tidy("fix")
        self.assertIn("fixed 1 finding in 1 file", done.stdout, done.stderr)
        text = (self.project / "a b.cpp").read_text()
        self.assertIn("ready.wait(false);", text)
        self.assertIn("ready.notify_all();", text)
        self.assertEqual(0, self.ron_tidy("check").returncode)

    def test_headers(self) -> None:
        self.write(
            a_cpp='#include "h.h"\nvoid unused();\n',
            h_h=SLEEPS,
            alone_h=SLEEPS,
            b_cpp='#if 0\n#include "alone.h"\n#endif\n',
        )
        self.database("a.cpp", "b.cpp")
        self.assertEqual(["h.h:3"], self.places("h.h"))
        self.assertEqual(["alone.h:3"], self.places("alone.h"))
        self.assertEqual([], self.places("a.cpp", "b.cpp"))
        self.assertEqual(["h.h:3"], self.places())

    def test_the_index(self) -> None:
        self.write(a_cpp='#include "h.h"\n', h_h="")
        self.database("a.cpp", "ö/new.cpp")
        self.commit_all()
        self.write(h_h=SLEEPS)
        self.put("ö/new.cpp", '#include "../h.h"\nvoid f() { usleep(2); }\n')
        self.git("add", ".")
        self.put("h.h", "#error on disk\n")
        shutil.rmtree(self.project / "ö")
        self.assertEqual(["h.h:3", "ö/new.cpp:2"], self.places("--staged"))

    def test_layers_over_the_users_own(self) -> None:
        self.write(a_cpp="int *f() { return 0; }\n")
        self.put(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\n")
        self.database("a.cpp")
        self.assertEqual(["a.cpp:1"], self.places())
        (self.project / ".clang-tidy").unlink()
        self.assertEqual([], self.places())

    def test_broken(self) -> None:
        self.write(a_cpp="int a = b;\n")
        self.database("a.cpp")
        result = self.ron_tidy("check")
        self.assertEqual(2, result.returncode)
        self.assertRegex(
            result.stderr, r"^ron-tidy: '.*/a.cpp' does not parse: .*/a.cpp:1:9: use of undeclared identifier 'b'\n$"
        )

    def test_mismatch(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp")
        other = "clang-tidy-16" if LLVM != "16" else "clang-tidy-19"
        if not shutil.which(other):
            self.skipTest(f"{other} is not installed")
        result = self.ron_tidy("check", "--clang-tidy", other)
        self.assertEqual(2, result.returncode)
        self.assertRegex(result.stderr, "was built for LLVM .*, but '.*' is")

    def test_a_module_that_does_not_load(self) -> None:
        self.write(a_cpp="")
        self.database("a.cpp")
        self.module = self.directory / "cut.so"
        data = Path(MODULE).read_bytes()
        self.module.write_bytes(b"\x7fELF" + data[data.index(b"ron-tidy 0.") :])
        result = self.ron_tidy("check")
        self.assertEqual(2, result.returncode)
        self.assertRegex(result.stderr, "does not run the checks of '.*cut.so'.*clang-tidy said: .*cut.so")


if __name__ == "__main__":
    unittest.main()
