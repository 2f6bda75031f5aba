# RUN: %python %s
# UNSUPPORTED: llvm-16
# the editor's server needs LLVM 19 or newer
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""200 random edits never end the server, and take no more memory than the distribution's clangd needs for them."""

import re
import unittest
from pathlib import Path

from support import LLVM, ROOT
from support.editor import RON_TIDY, SERVER, EditorCase, clean, ours
from support.lsp import Client
from support.random_edits import edits

EDITS, SEED = 200, 6
MAX_MEMORY_RATIO = 1.10
# Full of what the checks look at.
TEXTS = tuple(
    ROOT / "test" / "checks" / f"{name}.cpp"
    for name in (
        "await/lock-across-await",
        "await/borrow-across-await",
        "await/magic-sleep-atomic",
        "lifecycle/metric-registration",
    )
)


class RandomEditsTest(EditorCase):
    def memory_after(self, *command: str) -> int:
        """The most that the server ever held, in KiB, when each text was edited and put right in the end."""
        with Client([*command, "--background-index=false"], self.project, environment=clean(self.directory)) as client:
            for source in TEXTS:
                file, text = self.project / source.name, source.read_text()
                self.found[file] = ours(client.open(file, text))
                for edited in edits(text, EDITS // len(TEXTS), SEED):
                    client.change(file, edited)
                self.assertEqual(self.found[file], ours(client.change(file, f"{text}\n")))
            status = Path(f"/proc/{client.process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])

    def test_memory(self) -> None:
        self.found: dict[Path, list[tuple[int, int, str, bool]]] = {}
        theirs = self.memory_after(f"clangd-{LLVM}")
        with_ours = self.memory_after(str(SERVER), f"--ron-tidy={RON_TIDY}")
        self.assertTrue(all(self.found.values()))
        print(f"{theirs} KiB, with the checks {with_ours} KiB")
        self.assertLess(with_ours / theirs, MAX_MEMORY_RATIO)


if __name__ == "__main__":
    unittest.main()
