# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What surrounds the editor's server: which LLVM it is of, what it is told about a file, and its launcher."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from ron import builder, cache, config, git, phases, session
from ron.config import Config
from ron.errors import BadConfig, CannotWrite, EditorTooOld, HookError, LauncherInTheWay
from ron.llvm import REFERENCE, ClangTidy, find_clang_tidy
from ron.phases import Settings
from ron.repository import Repository

OLDEST = REFERENCE
LAUNCHER = "ron-clangd"
MARK = "# Made by 'ron-tidy clangd --install'."
NOTHING_OF_OURS = Settings(("-ron-*",), ())


def find_tool(llvm: int | None, directory: Path) -> ClangTidy:
    """The clang-tidy of the hooks, so that editor and commit say the same."""
    try:
        configured = config.load(root_of(directory)).clang_tidy
    except BadConfig as error:  # the file may be what the editor is opened for
        builder.say(str(error))
        configured = ""
    tool = find_clang_tidy(None, llvm, configured)
    if tool.major < OLDEST:
        raise EditorTooOld(tool.path, tool.version)
    return tool


def root_of(directory: Path) -> Path:
    """Where ron-tidy.toml is to be found: in the repository's root; outside of one, in the nearest directory above."""
    existing = next(path for path in (directory, *directory.parents) if path.is_dir())  # for a new file in a new one
    found = git.find(existing)
    if found:
        return found.root
    return next((path for path in (existing, *existing.parents) if (path / config.NAME).is_file()), existing)


def settings(file: Path) -> str:
    """What 'ron-tidy check' would tell clang-tidy about a file, and the files that this answer depends on. As JSON; a
    fault in them is said on the side, and the server goes on with its default until they change."""
    file = file.resolve()
    root = root_of(file.parent)
    depends = [directory / config.NAME for directory in (root, *root.parents)]
    answer: dict[str, object] = {}
    try:
        around = session.surroundings(None, root)
        if around.git:
            depends.append(root / around.git.out("rev-parse", "--git-path", "HEAD").strip())
        found = phases.settings(around.checks, around.phase.phase)
        answer["config"] = phases.as_argument(for_file(found, around.config, file), alone=False)
    except HookError as error:
        builder.say(str(error))
    return json.dumps({**answer, "depends": [str(path) for path in depends]})


def for_file(found: Settings, of: Config, file: Path) -> Settings:
    if of.ignores(file):
        return NOTHING_OF_OURS
    return phases.for_component(found, of.component(file), dict(of.options))


def install(repository: Repository, arguments: list[str]) -> Path:
    """A launcher in the user's own bin, for editors that want the name of one program."""
    path = Path.home() / ".local" / "bin" / LAUNCHER
    try:
        if path.is_symlink() or (path.exists() and MARK not in path.read_text(errors="replace")):
            raise LauncherInTheWay(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    command = shlex.join([str(repository.root / "hooks" / "ron-tidy"), "clangd", *arguments])
    cache.write_whole(path, f'#!/bin/sh\n{MARK}\nexec {command} "$@"\n'.encode(), mode=0o755)
    return path
