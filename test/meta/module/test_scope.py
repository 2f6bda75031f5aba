# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the module does beside its checks: looks at wanted files only, records what was read, compiles includes."""

import unittest
from pathlib import Path

from ron.findings import parse
from ron.process import Completed, run
from support import LLVM, MODULE
from support.fakes import TemporaryDirectoryCase

OPTION = "--extra-arg=-fplugin-arg-ron_scope-"
SLEEP = 'extern "C" int usleep(unsigned);\n'
HEADER = f"#pragma once\n{SLEEP}inline void in_{{0}}() {{{{ usleep(1000); }}}}\n"
MAIN = '#include "a.h"\n#include "b.h"\n#include "c.h"\nvoid f() { usleep(1000); }\n'
# A head that is not the same when it is compiled on its own: what is in 'a.h', and what is in the main file.
UNFAITHFUL = {
    "no include guard": ("int repeated();\n", MAIN),
    "asks how deeply it is included": ("#pragma once\nconstexpr int level = __INCLUDE_LEVEL__;\n", MAIN),
    "asks for the main file": ("#pragma once\nconst char *const base = __BASE_FILE__;\n", MAIN),
    "takes back a macro": ("#pragma once\n#undef SIZE\n", "#define SIZE 1\n" + MAIN),
    "does not compile by itself": ("#pragma once\nint broken = ;\n", MAIN),
}


class ScopeTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        for name in "abc":
            self.put(f"{name}.h", HEADER.format(name))
        self.put("main.cpp", MAIN)
        self.pch = self.directory / "head.pch"

    def put(self, name: str, text: str) -> Path:
        path = self.directory / name
        path.write_text(text)
        return path

    def tidy(self, **options: str) -> Completed:
        command = [f"clang-tidy-{LLVM}", f"-load={MODULE}", "--checks=-*,ron-magic-sleep", "--config={}", "--quiet"]
        command += ["--header-filter=.*", *(f"{OPTION}{key}={value}" for key, value in options.items())]
        return run([*command, str(self.directory / "main.cpp"), "--", "-std=c++20"], timeout=120)

    def places(self, done: Completed) -> list[str]:
        return [f"{Path(finding.path).name}:{finding.line}" for finding in parse(done.text).findings]

    def wanted(self, *names: str) -> str:
        return str(self.put("wanted", "".join(f"{name}\n" for name in names) or "\n"))

    def block(self, text: str) -> str:
        return str(self.put("block.h", text))

    def heads(self, before: str = "") -> str:
        return self.block(before + "".join(f'#include "{self.directory}/{name}.h"\n' for name in "abc"))

    def test_everything(self) -> None:
        self.assertEqual(["a.h:3", "b.h:3", "c.h:3", "main.cpp:4"], sorted(self.places(self.tidy())))

    def test_wanted(self) -> None:
        self.assertEqual(["main.cpp:4"], self.places(self.tidy(wanted=self.wanted())))
        chosen = self.wanted(f"{self.directory}/b.h")
        self.assertEqual(["b.h:3", "main.cpp:4"], sorted(self.places(self.tidy(wanted=chosen))))
        self.assertEqual(4, len(self.places(self.tidy(wanted=self.wanted(f"{self.directory}/")))))

    def test_file_inside_a_declaration(self) -> None:
        self.put("a.h", '#pragma once\nnamespace open {\n#include "part.inc"\n}\n')
        self.put("part.inc", "inline void\npart() { usleep(1000); }\n")
        self.put("main.cpp", MAIN.replace('#include "a.h"\n#include "b.h"', '#include "b.h"\n#include "a.h"'))
        chosen = self.wanted(f"{self.directory}/part.inc")
        self.assertEqual(["main.cpp:4", "part.inc:2"], sorted(self.places(self.tidy(wanted=chosen))))

    def test_record(self) -> None:
        self.put("main.cpp", MAIN + '#if __has_include("absent.h")\n#endif\n')
        record = self.directory / "record"
        self.tidy(record=str(record))
        lines = record.read_text().splitlines()
        for name in "abc":
            self.assertIn(f"+{self.directory}/{name}.h", lines)
        self.assertIn(f"-{self.directory}/absent.h", lines)

    def test_compiled_head(self) -> None:
        wanted, block = self.wanted(), self.heads()
        for options in ({"block": block}, {}):  # made, then used
            done = self.tidy(wanted=wanted, preamble=str(self.pch), **options)
            self.assertEqual(["main.cpp:4"], self.places(done))
            self.assertTrue(self.pch.is_file())
        reads = Path(f"{self.pch}.reads").read_text().splitlines()
        self.assertIn(f"+{self.directory}/a.h", reads)

    def test_heads_of_the_standard_library(self) -> None:
        """They redefine what some compilers define themselves, which is no reason to do without."""
        for header in ("string", "thread", "cstdint", "unordered_map"):
            with self.subTest(header):
                block = self.block(f"#include <{header}>\n")
                self.tidy(wanted=self.wanted(), preamble=str(self.pch), block=block)
                self.assertTrue(self.pch.exists())
                self.pch.unlink()

    def test_used_in_place_of_the_text(self) -> None:
        """Proof that it is used: what the header says now does not matter."""
        self.tidy(wanted=self.wanted(), preamble=str(self.pch), block=self.heads())
        same_size = HEADER.format("a").replace("in_a", "in_z")
        self.put("a.h", same_size)
        self.put("main.cpp", MAIN + "void g() { in_a(); }\n")
        self.assertEqual(0, self.tidy(wanted=self.wanted(), preamble=str(self.pch)).code)
        self.assertIn("in_a", self.tidy(wanted=self.wanted()).text)

    def test_unfaithful_heads(self) -> None:
        for name, (header, main) in UNFAITHFUL.items():
            with self.subTest(name):
                self.put("a.h", header)
                self.put("main.cpp", main)
                plain = self.tidy(wanted=self.wanted())
                before = "#define SIZE 1\n" if main.startswith("#define") else ""
                done = self.tidy(wanted=self.wanted(), preamble=str(self.pch), block=self.heads(before))
                self.assertFalse(self.pch.is_file())
                self.assertEqual((plain.code, self.places(plain)), (done.code, self.places(done)))

    def test_collectors_see_the_head(self) -> None:
        """A check that asks what else happens to a thing hears of the headers too, compiled or not."""
        self.put("a.h", COLLECTED)
        self.put("main.cpp", COLLECTING)
        command = [f"clang-tidy-{LLVM}", f"-load={MODULE}", "--checks=-*,ron-borrow-across-await", "--config={}", "--quiet"]
        file = [str(self.directory / "main.cpp"), "--", "-std=c++20"]
        plain = parse(run([*command, *file], timeout=120).text).findings
        self.assertEqual(1, len(plain))
        scope = [f"{OPTION}wanted={self.wanted()}", f"{OPTION}preamble={self.pch}"]
        for more in ([f"{OPTION}block={self.heads()}"], []):
            with self.subTest(more):
                self.assertEqual(plain, parse(run([*command, *scope, *more, *file], timeout=120).text).findings)

    def test_unknown_option(self) -> None:
        done = self.tidy(wnated="x")
        self.assertEqual(2, done.code)
        self.assertIn("unknown option -fplugin-arg-ron_scope-wnated", done.err)

    def test_unreadable_list(self) -> None:
        done = self.tidy(wanted="/nowhere")
        self.assertEqual(2, done.code)
        self.assertIn("cannot read the list of wanted files '/nowhere'", done.err)


COLLECTED = """\
#pragma once
#include <coroutine>
#include <vector>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
std::suspend_always next();
struct Server {
  std::vector<int> values;
  void grow() { values.push_back(1); }
  task run();
};
"""
COLLECTING = """\
#include "a.h"
#include "b.h"
#include "c.h"
void use(int);
task Server::run() {
  int &value = values[0];
  co_await next();
  use(value);
}
"""

if __name__ == "__main__":
    unittest.main()
