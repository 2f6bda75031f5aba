# RUN: %python %s
# UNSUPPORTED: llvm-16
# the editor's server needs LLVM 19 or newer
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The server is clangd with something added: its flags, its version, its pages, its quick fixes."""

import subprocess
import unittest
from pathlib import Path

from support import LLVM, ROOT
from support.editor import SERVER, SLEEPS, EditorCase, clean, ours

POLL = """\
#include "mock/atomic.h"
#include "mock/sleep.h"

std::atomic<bool> started; // with external linkage: others may store, too
void waits() {
  while (!started)
    sleep(1);
}
"""


class ServerTest(EditorCase):
    def run_server(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SERVER), *arguments],
            cwd=self.project,
            env=clean(self.directory) | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def of_the_distribution(self, *arguments: str) -> str:
        return subprocess.run([f"clangd-{LLVM}", *arguments], capture_output=True, text=True, check=True).stdout

    def test_version(self) -> None:
        first, *rest = self.of_the_distribution("--version").splitlines()
        self.assertEqual([f"{first} with ron-tidy 0.1.0", *rest], self.run_server("--version").stdout.splitlines())

    def test_flags(self) -> None:
        self.assertEqual(
            self.of_the_distribution("--help").replace("clangd-" + LLVM, ""),
            self.run_server("--help").stdout.replace("ron-clangd", ""),
        )

    def test_resource_directory(self) -> None:
        """Found by itself; whoever names another one is heard."""
        file = self.put("a.cpp", "#include <stddef.h>\nsize_t size;\n")
        checked = self.run_server(f"--check={file}")
        self.assertEqual(0, checked.returncode, checked.stderr)
        self.assertIn(f"-resource-dir /usr/lib/llvm-{LLVM}/lib/clang/{LLVM} ", checked.stderr)
        named = f"--resource-dir={self.directory}"
        for checked in (
            self.run_server(named, f"--check={file}"),
            self.run_server(f"--check={file}", CLANGD_FLAGS=named),
        ):
            self.assertIn(f"-resource-dir {self.directory} ", checked.stderr)

    def test_page(self) -> None:
        with self.start() as client:
            file = self.project / "a.cpp"
            (diagnostic,) = client.open(file, SLEEPS)
            link = diagnostic["codeDescription"]["href"]
            self.assertEqual("https://github.com/ron-tidy/ron-tidy/blob/main/docs/checks/magic-sleep.md", link)
            self.assertTrue((ROOT / link.partition("/blob/main/")[2]).is_file())
            other = client.change(file, "double third(int whole) { return whole / 2; }\n")
            self.assertTrue(other[0]["codeDescription"]["href"].startswith("https://clang.llvm.org/"))

    def test_suggestion(self) -> None:
        """Offered by that name, and never as the obvious thing to do."""
        with self.start() as client:
            file = self.project / "a.cpp"
            diagnostic = next(d for d in client.open(file, POLL) if d["code"] == "ron-magic-sleep")
            (action,) = client.actions(file, diagnostic)
            self.assertEqual(
                "suggestion: wait for the change with 'started.wait(false)' once every store notifies", action["title"]
            )
            self.assertNotIn("isPreferred", action)
            self.assertEqual([], ours(client.change(file, client.applied(file, action))))
            self.assertIn("  started.wait(false);\n", client.texts[file])

    def test_comments_behind_the_includes(self) -> None:
        """clangd keeps the head of a file compiled; what allows a finding may stand right below it."""
        lines = ('#include "mock/coroutine.h"', "// ron-allow(magic-sleep): by design", *SLEEPS.splitlines())
        with self.start() as client:
            file = self.project / "a.cpp"
            self.assertEqual([], ours(client.open(file, "\n".join([SLEEPS.splitlines()[0], lines[1], lines[3], ""]))))
            self.assertEqual([], ours(client.change(file, "\n".join([lines[0], lines[2], lines[1], lines[3], ""]))))
            bare = "\n".join([lines[0], "// ron-allow(magic-sleep)", lines[2], lines[3], ""])
            self.assertEqual(2, len(ours(client.change(file, bare))))

    def test_a_fix_that_brings_an_include(self) -> None:
        text = (
            '#include "mock/asio.h"\n#include "mock/sleep.h"\n\n'
            "boost::asio::awaitable<void> waits() {\n"
            "  std::this_thread::sleep_for(std::chrono::seconds(1));\n  co_return;\n}\n"
        )
        with self.start() as client:
            file = self.project / "a.cpp"
            diagnostic = next(d for d in client.open(file, text) if d["code"] == "ron-magic-sleep")
            (action,) = client.actions(file, diagnostic)
            applied = client.applied(file, action)
            self.assertEqual(1, applied.count("#include <boost/asio/steady_timer.hpp>"), applied)
            self.assertIn("  co_await boost::asio::steady_timer(", applied)


if __name__ == "__main__":
    unittest.main()
