# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The editor's server under test, with nothing of the user's settings around it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from support import MODULE, ROOT
from support.fakes import TemporaryDirectoryCase
from support.lsp import Client

SERVER = Path(MODULE).parent / "ron-clangd"
RON_TIDY = ROOT / "hooks" / "ron-tidy"
SLEEPS = 'extern "C" int usleep(unsigned);\nvoid naps() { usleep(1000); }\n'


def clean(home: Path) -> dict[str, str]:
    """The environment of a user who has configured nothing."""
    dropped = ("GIT_", "RON_", "PHASE", "CLANGD_", "XDG_")
    return {k: v for k, v in os.environ.items() if not k.startswith(dropped)} | {"HOME": str(home)}


def ours(diagnostics: list[dict[str, Any]]) -> list[tuple[int, int, str, bool]]:
    """Line, column and name of each finding of this repository's checks, and whether it blocks a commit."""
    return sorted(
        (d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1, d["code"], d["severity"] == 1)
        for d in diagnostics
        if str(d.get("code", "")).startswith("ron-")
    )


def names(diagnostics: list[dict[str, Any]]) -> list[str]:
    return sorted(str(d.get("code", "")) for d in diagnostics)


class EditorCase(TemporaryDirectoryCase):
    """A directory 'p' without a compile database, in which the mocks of the tests can be included."""

    def setUp(self) -> None:
        super().setUp()
        self.project = self.directory / "p"
        self.project.mkdir()
        self.put("compile_flags.txt", f"-std=c++20\n-I{ROOT / 'test'}\n")

    def put(self, name: str, text: str) -> Path:
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def start(self, *arguments: str, alone: bool = False, **variables: str) -> Client:
        """The server; without the command line of ron-tidy when it is to be alone."""
        command = [str(SERVER), *(() if alone else (f"--ron-tidy={RON_TIDY}",)), *arguments]
        return Client(command, self.project, environment=clean(self.directory) | variables)
