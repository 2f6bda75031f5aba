# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which files are looked at, with which content, and which of their lines are new."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ron import git as git_module
from ron.config import Config
from ron.database import Database
from ron.errors import FileMissing, NotCpp
from ron.flags import is_cpp
from ron.git import Git


@dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    files: tuple[Path, ...] = ()
    staged: bool = False
    since: str = ""
    pre_commit: bool = False
    changed_lines: bool = False

    @property
    def everything(self) -> bool:
        return not (self.files or self.staged or self.since or self.pre_commit)


@dataclass(frozen=True)
class Scope:
    files: tuple[Path, ...]
    contents: Mapping[Path, Path] = field(default_factory=dict)  # of the index, where the disk differs
    changed: Mapping[Path, frozenset[int]] | None = None  # a file of the scope that is not here is new as a whole

    def is_new(self, path: Path, lines: Iterable[int]) -> bool:
        if self.changed is None or path not in self.changed:
            return self.changed is None or path in self.files
        return not self.changed[path].isdisjoint(lines)


def choose(request: Request, config: Config, repository: Git | None, workspace: Path) -> Scope:
    """The scope of everything but a run over the whole database, which needs the database first."""
    only_new = request.changed_lines or config.changed_lines
    if request.staged:
        git = git_module.require(repository, "--staged")
        contents = git.write_index_to(workspace / "index", git.differing_from_index())
        return Scope(cpp(git.staged(), config), contents, changed(git, git.staged(), "--cached") if only_new else None)
    if request.since:
        git = git_module.require(repository, "--since")
        base = git.base(request.since)
        lines = changed(git, git.names("diff", "--name-only", base), base) if only_new else None
        return Scope(cpp(git.since(base), config), {}, lines)
    files = tuple(file for name in request.files for file in named(name))
    if request.pre_commit:
        range_of = pre_commit_range()
        lines = None
        if only_new and repository:
            lines = changed(repository, repository.names("diff", "--name-only", range_of), range_of)
        return Scope(cpp(files, config), {}, lines)
    lines = None
    if request.changed_lines:
        git = git_module.require(repository, "--changed-lines")
        lines = changed(git, git.names("diff", "--name-only", "HEAD"), "HEAD")
    return Scope(tuple(file for file in files if not config.ignores(file)), {}, lines)


def pre_commit_range() -> str:
    """Of a commit, or of the range that pre-commit was given (--from-ref, --to-ref; a push)."""
    first, last = os.environ.get("PRE_COMMIT_FROM_REF"), os.environ.get("PRE_COMMIT_TO_REF")
    return f"{first}...{last}" if first and last else "--cached"


def changed(git: Git, names: Iterable[Path], *arguments: str) -> dict[Path, frozenset[int]]:
    """A file that changed its name or mode alone has no new lines."""
    return {name: frozenset() for name in names} | git.changed_lines(*arguments)


def cpp(files: Iterable[Path], config: Config) -> tuple[Path, ...]:
    return tuple(file for file in files if is_cpp(file) and not config.ignores(file))


def named(name: Path) -> tuple[Path, ...]:
    path = name.resolve()
    if path.is_dir():
        return tuple(sorted(file for file in path.rglob("*") if is_cpp(file) and file.is_file()))
    if not path.is_file():
        raise FileMissing(name)
    if not is_cpp(path) and path.suffix != ".c":
        raise NotCpp(name)
    return (path,)


def whole(database: Database, config: Config, repository: Git | None) -> Scope:
    """Every file of the database that is the project's own: git knows it, or no build wrote it."""
    tracked = repository.tracked() if repository else None
    return Scope(
        tuple(
            file
            for file in database.files
            if file.is_relative_to(config.root)
            and not config.ignores(file)
            and (tracked is None or file in tracked or not database.generated(file, config.root))
            and not (tracked is None and database.generated(file, config.root))
        )
    )
