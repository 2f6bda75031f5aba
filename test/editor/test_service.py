# RUN: %python %s
# UNSUPPORTED: llvm-16
# the editor's server needs LLVM 19 or newer
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The example service in the editor: what the hook finds is shown where it finds it, goes with its fix, and comes back
with the text."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path

from ron.process import run
from support import LLVM, MODULE, REPOSITORY
from support.editor import RON_TIDY, SERVER, SLEEPS, clean, ours
from support.lsp import Client
from support.service import configure

TIMEOUT_SECONDS = 1800.0
# With findings of both severities, with fixes, and none at all; each costs seconds to open.
SOURCES = ("src/session.cpp", "src/storage.cpp", "src/health.cpp")
Place = tuple[int, int, str, bool]


class ServiceTest(unittest.TestCase):
    maxDiff = None
    directory: Path
    source: Path
    client: Client
    environment: dict[str, str]

    @classmethod
    def setUpClass(cls) -> None:
        made = tempfile.TemporaryDirectory(prefix="ron-tidy-editor-")
        cls.addClassCleanup(made.cleanup)
        cls.directory = Path(made.name).resolve()
        cls.environment = clean(cls.directory)
        cls.source = cls.directory / "service"
        shutil.copytree(REPOSITORY.service, cls.source)
        configure(cls.source, cls.source / "build")
        command = [str(SERVER), f"--ron-tidy={RON_TIDY}", "--background-index=false"]
        cls.client = cls.enterClassContext(Client(command, cls.source, environment=cls.environment))

    @classmethod
    def checked(cls, *files: str) -> dict[str, list[Place]]:
        """What 'ron-tidy check' says, by file."""
        command = [str(RON_TIDY), "check", "--format=json", f"--module={MODULE}", f"--clang-tidy=clang-tidy-{LLVM}"]
        command += files
        done = run(command, timeout=TIMEOUT_SECONDS, cwd=cls.source, environment=cls.environment)
        assert done.code == 1, done.text
        found: dict[str, list[Place]] = {}
        for f in json.loads(done.out)["findings"]:
            if f["check"].startswith("ron-"):
                found.setdefault(f["file"], []).append((f["line"], f["column"], f["check"], f["blocks"]))
        return {file: sorted(places) for file, places in found.items()}

    def test_1_the_findings_of_the_hook(self) -> None:
        expected = self.checked(*SOURCES)
        shown = {name: ours(self.client.open(self.source / name)) for name in SOURCES}
        self.assertEqual(expected, {name: places for name, places in shown.items() if places})
        self.assertGreater(len(expected), 1)
        self.assertIn(True, {place[3] for places in expected.values() for place in places})
        self.assertIn(False, {place[3] for places in expected.values() for place in places})

    def test_2_each_fix_takes_its_finding_away(self) -> None:
        fixed = 0
        for file, before in self.client.diagnostics.items():
            text = self.client.texts[file]
            for diagnostic in before:
                fixes = [a for a in self.client.actions(file, diagnostic) if not a["title"].startswith("suggestion: ")]
                if not diagnostic["code"].startswith("ron-") or not fixes:
                    continue
                with self.subTest(f"{file.name}: {diagnostic['message']}"):
                    self.assertTrue(fixes[0]["isPreferred"])
                    after = self.client.change(file, self.client.applied(file, fixes[0]))
                    self.assertEqual(len(ours(before)) - 1, len(ours(after)))
                    self.assertEqual([], [d for d in after if d.get("source") == "clang"])
                    self.assertEqual(ours(before), ours(self.client.change(file, text)))
                    fixed += 1
        self.assertGreater(fixed, 5)

    def test_3_saved(self) -> None:
        file = self.source / "src" / "storage.cpp"
        before = self.client.diagnostics[file]
        diagnostic = next(d for d in before if d["code"] == "ron-lock-across-await")
        self.client.change(file, self.client.applied(file, self.client.actions(file, diagnostic)[0]))
        self.client.save(file)
        after = self.client.change(file, self.client.texts[file] + "\n")
        self.assertEqual(len(ours(before)) - 1, len(ours(after)))
        self.assertEqual(ours(after), self.checked("src/storage.cpp")["src/storage.cpp"])

    def test_4_text_that_is_not_saved(self) -> None:
        file = self.source / "src" / "health.cpp"
        lines = self.client.texts[file].count("\n")
        after = self.client.change(file, self.client.texts[file] + SLEEPS)
        self.assertIn((lines + 2, 15, "ron-magic-sleep", True), ours(after))
        self.assertNotIn("usleep", file.read_text())

    def test_5_a_header_with_a_finding(self) -> None:
        file = self.source / "src" / "net.h"
        lines = file.read_text().count("\n")
        lines = file.read_text().count("\n")
        self.assertEqual([], ours(self.client.open(file)))
        after = self.client.change(file, self.client.texts[file] + SLEEPS.replace("void", "inline void"))
        self.assertEqual([(lines + 2, 22, "ron-magic-sleep", True)], ours(after))

    def test_6_a_file_outside_of_the_database(self) -> None:
        for directory in (self.source / "src", self.directory):
            file = directory / "new.cpp"  # not on disk
            self.assertEqual([(2, 15, "ron-magic-sleep", True)], ours(self.client.open(file, SLEEPS)))


if __name__ == "__main__":
    unittest.main()
