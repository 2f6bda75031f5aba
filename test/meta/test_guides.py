# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The guides name every key, hook, command and error's way out, and nothing that does not exist."""

import argparse
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from ron import config, editor, main
from ron.commands import clangd
from ron.config import COMPONENT_KEYS, KEYS, Key
from support import ROOT

DOCS = ROOT / "docs"
TYPES = {str: "text", bool: "boolean", int: "number", list: "list", dict: "table", object: "any"}
HOOKS = re.findall(r"^- id: (\S+)$", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.M)
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]+)")


def row(name: str, key: Key) -> str:
    values = f": {', '.join(f'`{value}`' for value in key.values)}" if key.values else ""
    return f"| `{name}` | {TYPES[key.kind]} | {key.default} | {key.meaning}{values} |"


class GuidesTest(unittest.TestCase):
    maxDiff = None

    def test_configuration(self) -> None:
        text = (DOCS / "configuration.md").read_text()
        rows = [line for line in text.splitlines() if re.match(r"\| `[a-z-]+` \|", line)]
        self.assertEqual([row(name, key) for keys in (KEYS, COMPONENT_KEYS) for name, key in keys.items()], rows)
        (example,) = re.findall(r"^```toml\n(.*?)^```$", text, re.M | re.S)
        with tempfile.TemporaryDirectory() as directory:
            (Path(directory) / config.NAME).write_text(example)
            self.assertEqual(("engine", "tests"), tuple(c.name for c in config.load(Path(directory)).components))

    def test_hooks(self) -> None:
        text = (DOCS / "hooks.md").read_text()
        for hook in HOOKS:
            with self.subTest(hook):
                self.assertIn(f"`{hook}`", text)
        named = set(
            re.findall(r"- id: (\S+)", "\n".join(path.read_text() for path in [*DOCS.glob("*.md"), ROOT / "README.md"]))
        )
        self.assertEqual(set(), named - set(HOOKS))

    def test_manifest(self) -> None:
        checked = subprocess.run(
            ["pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(0, checked.returncode, checked.stdout)
        entries = re.findall(r"^  entry: hooks/ron-tidy (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.M)
        self.assertEqual(len(HOOKS), len(entries))
        self.assertEqual(set(), set(entries) - set(main.NAMES))

    def test_commands(self) -> None:
        text = (DOCS / "hooks.md").read_text()
        for name in main.NAMES:
            with self.subTest(name):
                self.assertRegex(text, rf"`{name}\b")

    def test_editor(self) -> None:
        """Its page speaks of options that there are, and of the launcher by its name."""
        text = (DOCS / "editor.md").read_text()
        parser = argparse.ArgumentParser()
        clangd.configure(parser)
        named = {*re.findall(r"ron-tidy clangd (--[a-z-]+)", text), *re.findall(r"`(--(?:llvm|phase)[a-z-]*)", text)}
        self.assertEqual({"--install", "--llvm", "--phase", "--settings"}, named)
        self.assertEqual(set(), {option for option in named if option not in parser.format_help()})
        self.assertGreater(text.count(f'"{editor.LAUNCHER}"'), 3)

    def test_links(self) -> None:
        for path in [*DOCS.rglob("*.md"), ROOT / "README.md"]:
            for match in LINK.finditer(path.read_text()):
                with self.subTest(f"{path.name}: {match['path']}"):
                    self.assertTrue((path.parent / match["path"]).exists())


if __name__ == "__main__":
    unittest.main()
