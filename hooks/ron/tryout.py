# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A new user's first commits, in a scratch repository made from the example service, with the real pre-commit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ron.errors import BuildFailed, DemoFailed
from ron.process import Completed, run, tail
from ron.repository import Repository

TIMEOUT_SECONDS = 1800.0
# What the commit brings: a lock, a sleep and a metric in the wrong place, and some that bronze does not mind.
NEW_FILES = ("src/events.cpp", "src/replicator.cpp", "src/storage.cpp")
BLOCK = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: ron-tidy
      - id: ron-tidy-fix
        stages: [manual]
      - id: ron-silver
        stages: [manual]
"""
NOT_COPIED = (".git", "build", "__pycache__")


@dataclass(frozen=True)
class Tryout:
    """The scratch repository, and the snapshot of this checkout that its hooks come from."""

    repository: Repository
    directory: Path
    environment: Mapping[str, str]
    say: Callable[[str], None]

    @property
    def service(self) -> Path:
        return self.directory / "service"

    @property
    def hooks(self) -> Path:
        return self.directory / "hooks"

    def run(self, *command: str, cwd: Path | None = None) -> Completed:
        def show(line: str) -> None:
            self.say(f"    {line}")

        self.say(f"  $ {' '.join(command)}")
        known = {"GIT_CONFIG_GLOBAL": "/dev/null", "PRE_COMMIT_HOME": str(self.directory / "pre-commit")}
        for role in ("AUTHOR", "COMMITTER"):
            known |= {f"GIT_{role}_NAME": "new user", f"GIT_{role}_EMAIL": "user@example.invalid"}
        environment = {**known, **self.environment}
        return run(
            list(command), timeout=TIMEOUT_SECONDS, cwd=cwd or self.service, environment=environment, on_line=show
        )

    def must(self, *command: str, cwd: Path | None = None) -> str:
        done = self.run(*command, cwd=cwd)
        if done.code != 0:
            raise BuildFailed(f"'{' '.join(command)}'", tail(done.text))
        return done.out

    def set_up(self) -> None:
        """The service without its newest files, configured; the block in place."""
        shutil.copytree(self.repository.root, self.hooks, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
        shutil.copytree(self.repository.service, self.service)
        (self.service / ".gitignore").write_text("/build/\n")
        for directory in (self.hooks, self.service):
            self.must("git", "init", "--quiet", ".", cwd=directory)
            self.must("git", "add", ".", cwd=directory)
        self.must("git", "reset", "--quiet", "--", *NEW_FILES)
        for directory in (self.hooks, self.service):
            self.must("git", "commit", "--quiet", "--message", "Begin", cwd=directory)
        self.must("cmake", "-G", "Ninja", "-S", ".", "-B", "build")

    def add_block(self) -> None:
        revision = self.must("git", "rev-parse", "HEAD", cwd=self.hooks).strip()
        block = BLOCK.format(hooks=self.hooks, revision=revision)
        (self.service / ".pre-commit-config.yaml").write_text(block)
        self.say(block)
        self.must("pre-commit", "install")

    def commit(self, expected: int) -> Completed:
        self.must("git", "add", ".")
        done = self.run("git", "commit", "--quiet", "--message", "Add storage, events and replication")
        return self.expect(done, expected, "git commit")

    def hook(self, name: str, expected: int, *more: str) -> Completed:
        done = self.run("pre-commit", "run", name, "--hook-stage", "manual", *more)
        return self.expect(done, expected, name)

    def expect(self, done: Completed, code: int, what: str) -> Completed:
        if done.code != code:
            raise DemoFailed(f"{what} ended with {done.code}, not {code}")
        return done
