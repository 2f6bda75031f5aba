# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module is built once, whole or not at all, however many ask for it and whoever is killed. cmake is a stand-in."""

import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from ron.builder import compiler, ensure, key
from ron.errors import BuildFailed, CannotWrite
from ron.llvm import ClangTidy
from ron.repository import Repository
from support.fakes import TemporaryDirectoryCase, environment, fake_program

TOOL = ClangTidy("clang-tidy", "19.1.7")
CMAKE = """
import os, pathlib, time
here = pathlib.Path(__file__).parent
if "-S" in sys.argv:
    build = pathlib.Path(sys.argv[sys.argv.index("-B") + 1])
    build.mkdir(parents=True)
    (build / "build.ninja").touch()
    sys.exit(0)
print("compiled", file=(here / "log").open("a"))
print("[1/2] Building CXX object a.cpp.o", flush=True)
time.sleep(float(os.environ.get("SLOW", "0")))
if (here / "broken").exists():
    print("a.cpp:1:1: error: no")
    sys.exit(1)
build = pathlib.Path(sys.argv[sys.argv.index("--build") + 1])
(build / "ron_tidy.so").write_bytes(b"ron-tidy 0.1.0 llvm 19.1.7" + bytes(1))
"""
ASK = """
import sys
from pathlib import Path
from ron.builder import ensure
from ron.llvm import ClangTidy
from ron.repository import Repository
print(ensure(Repository(Path(sys.argv[1])), ClangTidy("clang-tidy", "19.1.7")))
"""


class BuilderTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        fake_program(self.directory / "bin" / "cmake", CMAKE)
        fake_program(self.directory / "bin" / "c++", "print('c++ 1')")
        self.repository = Repository(self.directory / "r")
        (self.repository.root / "checks").mkdir(parents=True)
        (self.repository.root / "CMakeLists.txt").write_text("")
        path = f"{self.directory / 'bin'}:{Path(sys.executable).parent}"
        self.enterContext(environment(PATH=path, XDG_CACHE_HOME=str(self.directory / "cache"), CXX=""))
        self.modules = self.directory / "cache" / "ron-tidy" / "modules"

    def compiled(self) -> int:
        return len((self.directory / "bin" / "log").read_text().splitlines())

    def ask(self, **variables: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-B", "-c", ASK, str(self.repository.root)]
        return subprocess.Popen(
            command,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def test_once(self) -> None:
        module = ensure(self.repository, TOOL)
        self.assertEqual(module, ensure(self.repository, TOOL))
        self.assertEqual(1, self.compiled())
        self.assertEqual(["ron_tidy.so"], [path.name for path in module.parent.iterdir()])

    def test_two_at_once(self) -> None:
        first = self.ask(SLOW="1")
        while not list(self.modules.glob("*.building-*")):
            time.sleep(0.01)
        second = self.ask()
        answers = [process.communicate(timeout=60) for process in (first, second)]
        self.assertEqual(1, self.compiled())
        self.assertEqual(answers[0][0], answers[1][0])
        self.assertIn("waiting for another ron-tidy, which builds the module", answers[1][1])

    def test_key(self) -> None:
        keys = {key(self.repository, TOOL)}
        (self.repository.root / "checks" / "a.cpp").write_text("")
        keys.add(key(self.repository, TOOL))
        (self.repository.root / "checks" / "a.cpp").write_text("int a;")
        keys.add(key(self.repository, TOOL))
        keys.add(key(self.repository, ClangTidy("clang-tidy", "19.1.8")))
        fake_program(self.directory / "bin" / "c++", "print('c++ 2')")
        keys.add(key(self.repository, TOOL))
        self.assertEqual(5, len(keys))
        self.assertTrue(all(name.startswith("llvm-19.1.") for name in keys))

    def test_compiler(self) -> None:
        self.assertEqual("c++", compiler(19))
        with environment(CXX="g++-12"):
            self.assertEqual("g++-12", compiler(16))

    def test_broken(self) -> None:
        (self.directory / "bin" / "broken").touch()
        with self.assertRaisesRegex(
            BuildFailed, r"(?s)the whole output is in '(.*\.log)'; the last lines.*error: no"
        ) as raised:
            ensure(self.repository, TOOL)
        log = Path(str(raised.exception).split("'")[1])
        self.assertIn("error: no", log.read_text())
        (self.directory / "bin" / "broken").unlink()
        self.assertTrue(ensure(self.repository, TOOL).is_file())
        self.assertFalse(log.exists())
        self.assertEqual([], list(self.modules.glob("*.building-*")))

    def test_killed(self) -> None:
        process = self.ask(SLOW="30")
        while not list(self.modules.glob("*.building-*")):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        module = ensure(self.repository, TOOL)
        self.assertTrue(module.is_file())
        self.assertEqual([], list(self.modules.glob("*.building-*")))

    def test_old_ones_go(self) -> None:
        for number in range(10):
            (self.repository.root / "checks" / "a.cpp").write_text(str(number))
            newest = ensure(self.repository, TOOL)
        left = [path for path in self.modules.iterdir() if path.is_dir()]
        self.assertEqual((6, True), (len(left), newest.parent in left))

    def test_no_place_to_write(self) -> None:
        (self.directory / "file").touch()
        with environment(XDG_CACHE_HOME=str(self.directory / "file")), self.assertRaisesRegex(
            CannotWrite, "Not a directory"
        ):
            ensure(self.repository, TOOL)


if __name__ == "__main__":
    unittest.main()
